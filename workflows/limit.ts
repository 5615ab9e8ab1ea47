import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { DEFAULT_LIMIT_SECONDS, OTHER_LIMIT, timing, type FlowInput, type Timing } from './contract.ts';

/**
 * Netvisor's time limit as a run knows it, and the waits that follow from it. A run may be months older than the
 * settings: when an activity says that they have another limit now, the run takes it.
 */
export class Limit {
  /** Always those of the limit of the moment. */
  readonly waits: Timing;
  private seconds: number;

  constructor({ limitSeconds = DEFAULT_LIMIT_SECONDS }: FlowInput) {
    this.seconds = limitSeconds;
    this.waits = timing(limitSeconds);
  }

  /** For the input of what this run starts, and of what it goes on as. */
  get input(): Pick<FlowInput, 'limitSeconds'> {
    return this.seconds === DEFAULT_LIMIT_SECONDS ? {} : { limitSeconds: this.seconds };
  }

  /** Calls an activity that keeps to the limit; anew, if it is another one now: nothing was done then. */
  async keeping<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        const seconds = otherLimit(error);
        if (seconds === undefined || seconds === this.seconds) throw error;
        this.seconds = seconds;
        Object.assign(this.waits, timing(seconds));
      }
    }
  }
}

function otherLimit(error: unknown): number | undefined {
  if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) return undefined;
  const { type, details } = error.cause;
  const seconds: unknown = details?.[0];
  return type === OTHER_LIMIT && typeof seconds === 'number' ? seconds : undefined;
}
