import { pino, type Logger } from 'pino';
import { DefaultLogger } from '@temporalio/worker';
import type { LogEntry } from '@temporalio/worker';

/** Structured log on standard output. Fields hold ids, keys and codes; bodies and secrets never get here. */
export function createLog(level = 'info'): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Temporal's own log lines, in the same shape. Errors are kept as name and message: both are codes of ours. */
export function temporalLogger(log: Logger): DefaultLogger {
  return new DefaultLogger('WARN', ({ level, message, meta }: LogEntry) => {
    const { workflowId, activityId, activityType, taskQueue, error } = (meta ?? {}) as Record<
      string,
      unknown
    >;
    const failure = error instanceof Error ? { error: `${error.name}: ${error.message}` } : {};
    const fields = { workflowId, activityId, activityType, taskQueue, ...failure };
    if (level === 'ERROR') log.error(fields, message);
    else log.warn(fields, message);
  });
}
