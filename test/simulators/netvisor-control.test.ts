import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { OWN_FAULTS } from '../../simulators/netvisor/own-faults.ts';
import { COMMON_FAULTS } from '../../simulators/shared/faults.ts';
import { bench, call, codeOf, control, invoiceXml, until } from './netvisor-harness.ts';
import type { Bench, Reply } from './netvisor-harness.ts';

const ADD = 'POST salesinvoice.nv add';
const TARGET = '/salesinvoice.nv?method=add';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const add = (number?: string): Promise<Reply> =>
  sim.post(TARGET, invoiceXml(number === undefined ? {} : { number }));
const attempt = (): Promise<string> =>
  add().then(
    (reply) => codeOf(reply),
    () => 'no reply',
  );
const invoices = (): number => sim.simulator.state().salesInvoices.length;
const lastCall = () => sim.simulator.calls.list().at(-1);
const arm = (fault: Record<string, unknown>): number =>
  sim.simulator.faults.add({ operation: ADD, ...fault });

describe('the control endpoints', () => {
  test('show the state with what was computed, and reset it to the seed', async () => {
    await add('77');
    const { json } = await control(sim.url, 'GET', '/state');
    expect(json).toMatchObject({
      salesInvoices: [{ number: '77', net: '90.00', vat: '22.95', gross: '112.95' }],
      counters: { calls: 1, booked: 1, maxConcurrent: 1, overlaps: 0 },
      settings: { rounding: 'line' },
    });
    await control(sim.url, 'PATCH', '/settings', { rounding: 'total' });
    await control(sim.url, 'POST', '/clock', { advanceSeconds: 60 });
    await control(sim.url, 'POST', '/faults', { operation: '*', fault: 'cut-before' });
    expect((await control(sim.url, 'POST', '/reset')).status).toBe(200);
    const state = sim.simulator.state();
    expect(state.salesInvoices).toEqual([]);
    expect(state.customers.map((customer) => customer.code)).toContain('HT-1001');
    expect(state.settings.rounding).toBe('line');
    expect(sim.simulator.clock.offsetSeconds).toBe(0);
    expect(sim.simulator.faults.list()).toEqual([]);
    expect(sim.simulator.calls.list()).toEqual([]);
  });

  test('list the calls after a sequence number with outcome, status, code and booking', async () => {
    await add();
    await sim.get('/getcustomer.nv?id=1');
    await sim.get('/salesinvoicelist.nv');
    const all = (await control(sim.url, 'GET', '/calls')).json;
    expect(all).toMatchObject([
      { seq: 1, operation: ADD, outcome: 'answered', status: 200, booked: true },
      { seq: 2, operation: 'GET getcustomer.nv', status: 400, code: 'INVALID_DATA', booked: false },
      { seq: 3, operation: 'GET salesinvoicelist.nv', outcome: 'answered' },
    ]);
    const later = (await control(sim.url, 'GET', '/calls?after=2')).json;
    expect(later).toMatchObject([{ seq: 3 }]);
  });

  test('change switches and refuse unknown names and values', async () => {
    const changed = await control(sim.url, 'PATCH', '/settings', { overlap: 'delay' });
    expect(changed.json).toMatchObject({ overlap: 'delay' });
    const unknown = await control(sim.url, 'PATCH', '/settings', { overlapp: 'delay' });
    expect([unknown.status, unknown.json]).toEqual([400, { error: 'Unknown settings: overlapp.' }]);
    expect((await control(sim.url, 'PATCH', '/settings', { overlap: 'x' })).status).toBe(400);
    expect((await control(sim.url, 'GET', '/settings')).json).toMatchObject({ overlap: 'delay' });
  });

  test('move the clock forward only', async () => {
    const moved = await control(sim.url, 'POST', '/clock', { advanceSeconds: 86400 });
    expect(moved.json).toMatchObject({ offsetSeconds: 86400 });
    expect((await control(sim.url, 'GET', '/clock')).json).toMatchObject({ offsetSeconds: 86400 });
    expect((await control(sim.url, 'POST', '/clock', { advanceSeconds: -1 })).status).toBe(400);
    expect((await control(sim.url, 'POST', '/clock', { advance: 1 })).status).toBe(400);
  });

  test.each([
    [{ operation: ADD, fault: 'explode' }],
    [{ operation: 'POST salesinvoice.nv', fault: 'cut-before' }],
    [{ operation: 'POST salesinvoices.nv add', fault: 'cut-before' }],
    [{ operation: ADD, fault: 'slow' }],
    [{ operation: ADD, fault: 'cut-before', delayMs: 1 }],
    [{ operation: ADD, fault: 'cut-before', times: -1 }],
    [{ operation: ADD, fault: 'refuse', code: 'NONSENSE' }],
    [{ fault: 'cut-before' }],
    ['cut-before'],
  ])('refuse the fault %j', async (fault) => {
    expect((await control(sim.url, 'POST', '/faults', fault)).status).toBe(400);
    expect(
      (await control(sim.url, 'POST', '/faults', [{ operation: '*', fault: 'overlap' }, fault])).status,
    ).toBe(400);
    expect((await control(sim.url, 'GET', '/faults')).json).toEqual([]);
  });

  test('arm faults, count how often they fired, remove them', async () => {
    const { json } = await control(sim.url, 'POST', '/faults', [
      { operation: ADD, fault: 'overlap' },
      { operation: 'GET customerlist.nv', fault: 'http-429' },
    ]);
    expect(json).toEqual({ id: 1, ids: [1, 2] });
    expect(await attempt()).toBe('TECHNICAL_ERROR');
    expect((await control(sim.url, 'GET', '/faults')).json).toMatchObject([
      { id: 1, fault: 'overlap', fired: 1 },
      { id: 2, fault: 'http-429', fired: 0 },
    ]);
    await control(sim.url, 'DELETE', '/faults');
    expect(codeOf(await sim.get('/customerlist.nv'))).toBe('OK');
  });

  test('answer what they do not know with 404', async () => {
    expect((await control(sim.url, 'GET', '/stat')).status).toBe(404);
  });
});

test('every setting and every fault is in the documentation', () => {
  const text = readFileSync(new URL('../../docs/simulators.md', import.meta.url), 'utf8');
  const names = [
    ...Object.keys(sim.simulator.settings.value),
    ...Object.keys(COMMON_FAULTS),
    ...Object.keys(OWN_FAULTS),
  ];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  for (const value of Object.values(NETVISOR_SIM_CREDENTIALS)) expect(text).toContain(value);
});

describe('when a fault strikes', () => {
  test('skip lets calls pass and times bounds it', async () => {
    arm({ fault: 'technical-error-before', skip: 1, times: 2 });
    const outcomes = [];
    for (let i = 0; i < 4; i += 1) outcomes.push(await attempt());
    expect(outcomes).toEqual(['OK', 'TECHNICAL_ERROR', 'TECHNICAL_ERROR', 'OK']);
  });

  test('times 0 lasts until it is removed', async () => {
    arm({ fault: 'technical-error-before', times: 0 });
    for (let i = 0; i < 3; i += 1) expect(await attempt()).toBe('TECHNICAL_ERROR');
    sim.simulator.faults.clear();
    expect(await attempt()).toBe('OK');
  });

  test('where picks the call', async () => {
    arm({ fault: 'technical-error-before', where: { invoiceNumber: '12' } });
    expect(codeOf(await add('11'))).toBe('OK');
    expect(codeOf(await add('12'))).toBe('TECHNICAL_ERROR');
    expect(codeOf(await add('12'))).toBe('OK');
  });

  test.each([
    ['cut-before', 0],
    ['cut-after', 1],
  ] as const)('%s leaves %i invoice and no reply', async (fault, booked) => {
    arm({ fault });
    expect(await attempt()).toBe('no reply');
    await until(() => lastCall()?.outcome === 'cut');
    expect(lastCall()).toMatchObject({ outcome: 'cut', fault, booked: booked === 1 });
    expect(invoices()).toBe(booked);
  });

  test.each([
    ['garbage-before', 0],
    ['garbage-after', 1],
  ] as const)('%s leaves %i invoice and a page that is neither XML nor JSON', async (fault, booked) => {
    arm({ fault });
    const reply = await add();
    expect([reply.status, reply.body.startsWith('<!doctype html>')]).toEqual([200, true]);
    expect(invoices()).toBe(booked);
  });

  test.each([
    ['technical-error-before', 0],
    ['technical-error-after', 1],
  ] as const)('%s leaves %i invoice and a failed reply', async (fault, booked) => {
    arm({ fault });
    const reply = await add();
    expect([reply.status, codeOf(reply)]).toEqual([500, 'TECHNICAL_ERROR']);
    expect(invoices()).toBe(booked);
    expect(lastCall()).toMatchObject({ booked: booked === 1, code: 'TECHNICAL_ERROR' });
  });

  test('hold-before processes on release, although the client has gone', async () => {
    arm({ fault: 'hold-before' });
    const gone = new AbortController();
    const { url } = sim;
    const held = call({ url, target: TARGET, body: invoiceXml(), signal: gone.signal }).catch(() => 'gone');
    await until(() => lastCall()?.outcome === 'held');
    gone.abort();
    expect(await held).toBe('gone');
    expect(invoices()).toBe(0);
    expect(codeOf(await sim.get('/salesinvoicelist.nv'))).toBe('OK');
    const released = await control(url, 'POST', '/faults/release');
    expect(released.json).toEqual({ released: 1 });
    await until(() => invoices() === 1);
    await until(() => sim.simulator.calls.list()[0]?.outcome === 'cut');
    expect(sim.simulator.calls.list()[0]).toMatchObject({ booked: true, outcome: 'cut' });
  });

  test('hold-before can be dropped, and then nothing is processed', async () => {
    const id = arm({ fault: 'hold-before' });
    const held = attempt();
    await until(() => lastCall()?.outcome === 'held');
    expect((await control(sim.url, 'POST', '/faults/release', { id: id + 1 })).json).toEqual({ released: 0 });
    expect((await control(sim.url, 'POST', '/faults/release', { id, discard: true })).json).toEqual({
      released: 1,
    });
    expect(await held).toBe('no reply');
    expect(invoices()).toBe(0);
  });

  test('hold-after books at once and answers on release', async () => {
    arm({ fault: 'hold-after' });
    const held = attempt();
    await until(() => lastCall()?.outcome === 'withheld');
    expect(invoices()).toBe(1);
    expect(sim.simulator.faults.held()).toMatchObject([{ callSeq: 1, phase: 'after' }]);
    sim.simulator.faults.release();
    expect(await held).toBe('OK');
    expect(lastCall()).toMatchObject({ outcome: 'answered', booked: true });
  });

  test.each([
    ['processing', 'AUTHENTICATION_FAILED', 0],
    ['arrival', 'OK', 1],
  ] as const)(
    'a request held too long is judged by its time of %s',
    async (timestampCheckedAt, code, booked) => {
      sim.simulator.settings.patch({ timestampCheckedAt });
      arm({ fault: 'hold-before' });
      const held = attempt();
      await until(() => lastCall()?.outcome === 'held');
      sim.simulator.clock.advance(1000);
      sim.simulator.faults.release();
      expect(await held).toBe(code);
      expect(invoices()).toBe(booked);
    },
  );

  test('slow answers late but normally', async () => {
    arm({ fault: 'slow', delayMs: 30 });
    expect(await attempt()).toBe('OK');
    expect(lastCall()).toMatchObject({ fault: 'slow', outcome: 'answered' });
  });

  test('duplicate is stopped by the transaction id, and books twice where that is not checked', async () => {
    arm({ fault: 'duplicate', times: 2 });
    expect(await attempt()).toBe('REQUEST_NOT_UNIQUE');
    expect(invoices()).toBe(1);
    expect(lastCall()).toMatchObject({ booked: true, code: 'REQUEST_NOT_UNIQUE' });
    sim.simulator.settings.patch({ checkTransactionIds: false });
    expect(await attempt()).toBe('OK');
    expect(invoices()).toBe(3);
  });

  test('refuse answers any code after authentication and processes nothing', async () => {
    arm({ fault: 'refuse', code: 'PERIOD_LOCK', text: 'locked for the test' });
    const reply = await add();
    expect([reply.status, codeOf(reply)]).toEqual([409, 'PERIOD_LOCK']);
    expect(reply.body).toContain('PERIOD_LOCK :: locked for the test');
    arm({ fault: 'refuse', code: 'PERIOD_LOCK' });
    const forged = await call({
      url: sim.url,
      target: TARGET,
      body: invoiceXml(),
      identity: { customerKey: 'wrong' },
    });
    expect(codeOf(forged)).toBe('AUTHENTICATION_FAILED');
    expect(invoices()).toBe(0);
  });

  test('maintenance, overlap and http-429 turn the call away', async () => {
    arm({ fault: 'maintenance' });
    arm({ fault: 'overlap' });
    arm({ fault: 'http-429', retryAfterSeconds: 7 });
    expect(await attempt()).toBe('SYSTEM_MAINTENANCE');
    expect(await attempt()).toBe('TECHNICAL_ERROR');
    const limited = await add();
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '7']);
    expect(invoices()).toBe(0);
  });

  test('closing the simulator does not wait for held calls', async () => {
    const other = await bench();
    other.simulator.faults.add({ operation: '*', fault: 'hold-before' });
    const held = other.get('/customerlist.nv').catch(() => 'no reply');
    await until(() => other.simulator.faults.held().length === 1);
    await other.server.close();
    expect(await held).toBe('no reply');
  });
});

describe('requests of one company that overlap', () => {
  const overlapping = async (): Promise<[string, string]> => {
    sim.simulator.faults.add({ operation: ADD, fault: 'hold-before' });
    const first = attempt();
    await until(() => sim.simulator.faults.held().length === 1);
    const second = sim.get('/customerlist.nv').then(codeOf);
    await until(() => sim.simulator.calls.list().length === 2);
    if (sim.simulator.settings.value.overlap !== 'delay') await second;
    else expect(lastCall()).toMatchObject({ outcome: 'pending' });
    sim.simulator.faults.release();
    return [await first, await second];
  };

  test.each([
    ['allow', 'OK'],
    ['delay', 'OK'],
    ['technical-error', 'TECHNICAL_ERROR'],
  ] as const)('with %s: the second one gets %s, and they are counted', async (overlap, code) => {
    sim.simulator.settings.patch({ overlap });
    expect(await overlapping()).toEqual(['OK', code]);
    expect(sim.simulator.state().counters).toMatchObject({ maxConcurrent: 2, overlaps: 1 });
  });

  test('are not those that follow one another', async () => {
    for (let i = 0; i < 5; i += 1) await attempt();
    expect(sim.simulator.state().counters).toMatchObject({ maxConcurrent: 1, overlaps: 0 });
  });
});
