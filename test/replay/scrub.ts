import type { HistoryJson } from '../scenario/histories.ts';

/**
 * A history without what the recording machine put into it: names of processes and hosts, paths of files.
 * Workflow code never sees them, so it replays the same.
 */
export function withoutMachine(history: HistoryJson): HistoryJson {
  return scrub(history) as HistoryJson;
}

function scrub(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value && value.kind === 'TASK_QUEUE_KIND_STICKY') return { ...value, name: 'sticky' };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scrubField(name, one)]));
}

function scrubField(name: string, value: unknown): unknown {
  switch (name) {
    case 'identity':
      return 'recorder';
    // File paths of the recording machine.
    case 'stackTrace':
      return '';
    default:
      return scrub(value);
  }
}
