import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ScheduleDescription } from '@temporalio/client';
import { parse, stringify } from 'yaml';
import { parseSettings, type Settings } from '../../config/settings.ts';
import { applySchedules } from '../../schedules/apply.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { until } from '../../tools/playground/world.ts';
import { KEYS, settingsText } from '../cli/run.ts';

let temporal: TestTemporal;

beforeAll(async () => {
  temporal = await startTemporal();
});
afterAll(() => temporal?.stop());
beforeEach(async () => {
  await applySchedules(temporal.client, settings({}), { others: 'remove' });
});

/** One schedule of a connection is followed here: the others are kept the same way. */
const ALONE = { invoiceSweep: 'off' };
const LEDGERS = ['9120034-9', '9345674-3'];

interface Example {
  readonly connections: { readonly main: { readonly netvisor: object } };
}

/** Settings with these connections; `when` is the setting of their verification, left out for the default. */
function settings(connections: Readonly<Record<string, { readonly when?: unknown }>>): Settings {
  const { main: example } = (parse(settingsText(temporal.address)) as Example).connections;
  const entries = Object.entries(connections).map(([name, { when }], index): [string, object] => [
    name,
    {
      ...example,
      netvisor: { ...example.netvisor, organisationId: LEDGERS[index] },
      schedules: { ...(when !== undefined && { verifyInvoices: when }), ...ALONE },
    },
  ]);
  const none: [string, object] = ['none', { ...example, schedules: { verifyInvoices: 'off', ...ALONE } }];
  return parseSettings(
    stringify({ connections: Object.fromEntries(entries.length > 0 ? entries : [none]) }),
    KEYS,
  );
}

/** What was done to the verification schedules; the sweeps are off throughout. */
const apply = async (own: Settings, others: 'keep' | 'remove' = 'keep') =>
  (await applySchedules(temporal.client, own, { others })).filter(
    ({ id }) => !id.startsWith('invoice-sweep/'),
  );
const describeSchedule = (connection: string): Promise<ScheduleDescription> =>
  temporal.client.schedule.getHandle(`verify-invoices/${connection}`).describe();

describe('schedules follow the settings', () => {
  test('applied twice, the second time changes nothing', async () => {
    const id = 'verify-invoices/main';
    expect(await apply(settings({ main: {} }))).toEqual([{ id, done: 'created' }]);
    const { spec, policies, action } = await describeSchedule('main');
    expect(spec.intervals).toEqual([expect.objectContaining({ every: 1_800_000 })]);
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({
      workflowType: 'Scheduled',
      args: [{ flow: 'VerifyInvoices', workflowId: id, input: { connection: 'main', limitSeconds: 1 } }],
    });
    expect(await apply(settings({ main: {} }))).toEqual([{ id, done: 'unchanged' }]);
  });

  test('edited in the settings is changed, and what a person has paused stays paused', async () => {
    await apply(settings({ main: {} }));
    await temporal.client.schedule.getHandle('verify-invoices/main').pause('stock-taking');
    const cron = { cron: '*/15 7-18 * * 1-5' };
    expect(await apply(settings({ main: { when: cron } }))).toMatchObject([{ done: 'updated' }]);
    const { spec, state, info } = await describeSchedule('main');
    expect(spec.intervals ?? []).toEqual([]);
    expect(spec.timezone).toBe('Europe/Helsinki');
    expect(info.nextActionTimes[0]?.getMinutes()).toBeDefined();
    expect(state).toMatchObject({ paused: true, note: 'stock-taking' });
    expect(await apply(settings({ main: { when: cron } }))).toMatchObject([{ done: 'unchanged' }]);
  });

  test('switched off is removed', async () => {
    await apply(settings({ main: {} }));
    expect(await apply(settings({ main: { when: 'off' } }))).toMatchObject([{ done: 'removed' }]);
    await expect(describeSchedule('main')).rejects.toThrow();
    expect(await apply(settings({ main: { when: 'off' } }))).toMatchObject([{ done: 'off' }]);
  });

  test('of a connection that is gone from the settings is removed when asked, never by a worker that starts', async () => {
    await temporal.client.schedule.create({
      scheduleId: 'of somebody else',
      spec: { intervals: [{ every: '1 day' }] },
      action: { type: 'startWorkflow', workflowType: 'Theirs', taskQueue: 'theirs' },
    });
    await apply(settings({ main: {}, second: {} }));
    // Listing lags behind.
    await until(
      'listed',
      async () => {
        const ids: string[] = [];
        for await (const { scheduleId } of temporal.client.schedule.list()) ids.push(scheduleId);
        return ids;
      },
      (ids) => ids.includes('verify-invoices/second') && ids.includes('of somebody else'),
    );
    expect(await apply(settings({ main: {} }))).toEqual([{ id: 'verify-invoices/main', done: 'unchanged' }]);
    await describeSchedule('second');
    expect(await apply(settings({ main: {} }), 'remove')).toEqual([
      { id: 'verify-invoices/main', done: 'unchanged' },
      { id: 'verify-invoices/second', done: 'removed' },
    ]);
    await expect(describeSchedule('second')).rejects.toThrow();
    await temporal.client.schedule.getHandle('of somebody else').describe();
  });
});

test.each([{ everyMinutes: 0 }, { everyMinutes: 1.5 }, { cron: 'every day' }, 'sometimes'])(
  'a schedule of %j is refused when the settings are read',
  (when) => {
    expect(() => settings({ main: { when } })).toThrow('connections.main.schedules.verifyInvoices');
  },
);
