import { describe, expect, test } from '@jest/globals';
import { createSweepActivities, type RunStanding } from '../../activities/sweep.ts';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { causeDigest } from '../../activities/cause.ts';
import type { GuardedWrite } from '../../odoo/client.ts';
import type { Invoice } from '../../odoo/models.ts';
import type { Desk, Unsettled } from '../../odoo/sweep.ts';
import { anInvoice, aTax, aLine } from '../mapping/samples.ts';
import { aConnection, settingsOf } from '../config/samples.ts';

const ago = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
const unsettled = (id: number, change: Partial<Unsettled>): Unsettled => ({
  id,
  x_netvisor_open: false,
  x_netvisor_state: undefined,
  x_netvisor_request: undefined,
  x_netvisor_served: undefined,
  x_netvisor_look: undefined,
  x_netvisor_looked: undefined,
  x_netvisor_blockers: undefined,
  write_date: ago(60),
  ...change,
});
const asked = (id: number, minutes: number): Unsettled =>
  unsettled(id, { x_netvisor_open: true, x_netvisor_request: `send ${ago(minutes)}.000001` });

interface Office {
  readonly found?: readonly Unsettled[];
  readonly desk?: Partial<Desk>;
  readonly invoices?: readonly Invoice[];
  readonly runs?: ReadonlyMap<number, RunStanding>;
  /** Runs that Temporal's list does not show yet. */
  readonly late?: readonly number[];
}

function office({ found = [], desk, invoices = [], runs = new Map(), late = [] }: Office) {
  const calls: string[] = [];
  const asks: string[] = [];
  const writes: GuardedWrite[] = [];
  const settings = settingsOf({ main: aConnection() }).connections.get('main');
  if (!settings) throw new Error('settings');
  const called = <T>(name: string, answer: T): Promise<T> => {
    calls.push(name);
    return Promise.resolve(answer);
  };
  const odoo: Partial<ConnectionDeps['odoo']> = {
    findUnsettled: () => called('findUnsettled', found),
    readDesk: () =>
      called('readDesk', {
        x_netvisor_test: undefined,
        x_netvisor_tested: undefined,
        x_netvisor_swept_at: ago(1),
        x_netvisor_attention_count: 0,
        ...desk,
      }),
    readInvoices: () => called('readInvoices', invoices),
    guardedWrite: (write) => {
      writes.push(write);
      return called('guardedWrite', { kind: 'done' });
    },
  };
  const known: Partial<ConnectionDeps> = {
    settings,
    ledger: 'production:9120034-9',
    odoo: odoo as ConnectionDeps['odoo'],
  };
  const deps = known as ConnectionDeps;
  const { sweepInvoices } = createSweepActivities(() => deps, {
    send: async (_own, id) => void asks.push(`send ${id}`),
    show: async (_own, id) => void asks.push(`show ${id}`),
    testConnection: async () => void asks.push('test'),
    runs: () => called('runs', runs),
    isRunning: (_own, id) => called('isRunning', late.includes(id)),
  });
  return { sweep: () => sweepInvoices({ connection: 'main' }), calls, asks, writes, deps };
}

describe('a sweep', () => {
  test('with nothing to do costs two calls to Odoo and none to Temporal', async () => {
    const { sweep, calls, asks } = office({});
    expect(await sweep()).toEqual({ requested: 0, restarted: 0, cured: 0, looked: 0 });
    expect(calls).toEqual(['findUnsettled', 'readDesk']);
    expect(asks).toEqual([]);
  });

  test('sets going what was asked for just now, whatever runs', async () => {
    const { sweep, asks } = office({ found: [asked(1, 0), asked(2, 5)], runs: new Map([[2, 'working']]) });
    await sweep();
    expect(asks).toEqual(['send 1', 'send 2']);
  });

  test('does not nudge a run again and again that is at it; one that rests, or is not there, it does', async () => {
    const runs = new Map<number, RunStanding>([
      [1, 'working'],
      [2, 'resting'],
    ]);
    const { sweep, asks } = office({ found: [asked(1, 60), asked(2, 60), asked(3, 60)], runs });
    await sweep();
    expect(asks).toEqual(['send 2', 'send 3']);
  });

  test('takes a token that nobody can date for an old one', async () => {
    const found = [unsettled(1, { x_netvisor_open: true, x_netvisor_request: 'now!' })];
    const { sweep, asks } = office({ found, runs: new Map([[1, 'working']]) });
    await sweep();
    expect(asks).toEqual([]);
  });

  test.each(['queued', 'sending', 'waiting', 'paying'])(
    'restarts what Odoo calls %s and no run holds, when it has been so for a while',
    async (state) => {
      const found = [1, 2, 3, 4].map((id) =>
        unsettled(id, { x_netvisor_state: state, write_date: ago(id === 4 ? 1 : 10) }),
      );
      const { sweep, asks } = office({ found, runs: new Map([[1, 'working']]), late: [2] });
      expect(await sweep()).toMatchObject({ restarted: 1 });
      expect(asks).toEqual(['send 3']);
    },
  );

  test('leaves alone what waits for a person while its cause is the same, and wakes it when it changes', async () => {
    const blocked = anInvoice({ id: 7, invoice_line_ids: [aLine({ tax_ids: [] })] });
    const cured = anInvoice({ id: 8 });
    const { deps } = office({});
    const same = causeDigest(deps, blocked);
    const waiting = (id: number) =>
      unsettled(id, { x_netvisor_state: 'attention', x_netvisor_blockers: same });
    const first = office({
      found: [waiting(7)],
      invoices: [blocked],
      desk: { x_netvisor_attention_count: 1 },
    });
    await first.sweep();
    expect(first.asks).toEqual([]);
    expect(first.writes).toEqual([]);
    const second = office({ found: [waiting(7), waiting(8)], invoices: [blocked, cured] });
    expect(await second.sweep()).toMatchObject({ cured: 1 });
    expect(second.asks).toEqual(['send 8']);
  });

  test('does not wake what it does not know the cause of, or what is gone', async () => {
    const found = [
      unsettled(7, { x_netvisor_state: 'attention' }),
      unsettled(8, { x_netvisor_state: 'attention', x_netvisor_blockers: 'x' }),
    ];
    const { sweep, asks } = office({ found });
    await sweep();
    expect(asks).toEqual([]);
  });

  test('shows what somebody wants to see, and tests the connection when the company form asks', async () => {
    const found = [
      unsettled(3, { x_netvisor_open: true, x_netvisor_look: 'preview 2026-11-30 09:00:00.000001 fi_FI' }),
    ];
    const { sweep, asks } = office({ found, desk: { x_netvisor_test: 'test 2026-11-30 09:00:00 fi_FI' } });
    expect(await sweep()).toMatchObject({ looked: 1, tested: true });
    expect(asks).toEqual(['test', 'show 3']);
  });

  test('tells the company form how many wait, when that changes or an hour has passed', async () => {
    const found = [unsettled(7, { x_netvisor_state: 'attention' })];
    const changed = office({ found });
    await changed.sweep();
    expect(changed.writes[0]?.values).toMatchObject({ x_netvisor_attention_count: 1 });
    const hourly = office({ desk: { x_netvisor_swept_at: ago(61) } });
    await hourly.sweep();
    expect(hourly.writes).toHaveLength(1);
  });
});

describe('the cause of a wait', () => {
  const { deps } = office({});

  test('is what is in the way: other texts of a blocked invoice are no change of it', () => {
    const blocked = { invoice_line_ids: [aLine({ tax_ids: [] })] };
    expect(causeDigest(deps, anInvoice({ ...blocked, ref: 'a' }))).toBe(
      causeDigest(deps, anInvoice({ ...blocked, ref: 'b' })),
    );
    const half = anInvoice({
      invoice_line_ids: [aLine({ tax_ids: [aTax({ x_netvisor_vat_code: undefined })] })],
    });
    expect(causeDigest(deps, half)).not.toBe(causeDigest(deps, anInvoice(blocked)));
  });

  test('is the invoice itself where Silta sees nothing in the way; what Silta writes is no part of it', () => {
    const plain = causeDigest(deps, anInvoice());
    expect(causeDigest(deps, anInvoice({ ref: 'other' }))).not.toBe(plain);
    for (const own of [{ x_netvisor_attempt: 'x' }, { x_netvisor_served: 'y' }, { x_netvisor_message: 'z' }])
      expect(causeDigest(deps, anInvoice(own))).toBe(plain);
  });
});
