import { ScheduleNotFoundError, type Client, type ScheduleDescription } from '@temporalio/client';
import type { Settings } from '../config/settings.ts';
import { MANAGED_BY, wantedSchedules, type WantedSchedule } from './wanted.ts';

export interface ScheduleChange {
  readonly id: string;
  readonly done: 'created' | 'updated' | 'unchanged' | 'removed' | 'off';
}

/**
 * Makes Temporal's schedules match the settings. Safe to repeat; what a person has paused stays paused. `others`:
 * Silta's schedules of connections that these settings do not know, which another worker may have.
 */
export async function applySchedules(
  client: Client,
  settings: Settings,
  { others }: { readonly others: 'keep' | 'remove' },
): Promise<readonly ScheduleChange[]> {
  const wanted = wantedSchedules(settings);
  const changes = await Promise.all(wanted.map((each) => applyOne(client, each)));
  if (others === 'keep') return changes;
  const known = new Set(wanted.map(({ id }) => id));
  const strangers = (await managedIds(client)).filter((id) => !known.has(id));
  return [
    ...changes,
    ...(await Promise.all(strangers.map((id) => applyOne(client, { id, options: undefined })))),
  ];
}

async function applyOne(client: Client, { id, options }: WantedSchedule): Promise<ScheduleChange> {
  const handle = client.schedule.getHandle(id);
  const present = await found(handle.describe());
  if (!options) {
    if (!present) return { id, done: 'off' };
    await found(handle.delete());
    return { id, done: 'removed' };
  }
  if (!present) {
    await client.schedule.create({ scheduleId: id, ...options });
    return { id, done: 'created' };
  }
  if (definitionOf(present) === options.action.memo?.['definition']) return { id, done: 'unchanged' };
  const { memo: _kept, ...changed } = options;
  // Without its state an update would let a paused schedule go on.
  await handle.update(({ state }) => ({ ...changed, state }));
  return { id, done: 'updated' };
}

const definitionOf = ({ action }: ScheduleDescription): unknown => action.memo?.['definition'];

/** Undefined when the schedule is not there, or no longer. */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

async function managedIds(client: Client): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { scheduleId, memo } of client.schedule.list()) {
    if (memo?.['managedBy'] === MANAGED_BY) ids.push(scheduleId);
  }
  return ids;
}
