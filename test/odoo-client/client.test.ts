import { describe, expect, test } from '@jest/globals';
import { createOdooClient, pinOf, type GuardedWrite } from '../../odoo/client.ts';
import { anchored, fails, fakeOdoo, inTurn, LEDGER, odooErrorOf, OPTIONS, UUID } from './fake-transport.ts';

const WRITE: GuardedWrite = {
  model: 'account.move',
  id: 42,
  expect: { x_netvisor_attempt: false },
  values: { x_netvisor_attempt: 'run/1/1' },
  note: { fi: 'Huomautus' },
};
const RUN = 'ir.actions.server/run';

describe('a guarded write', () => {
  test('is one call that carries expectation, values, note and the pinned database', async () => {
    const odoo = fakeOdoo();
    expect(await createOdooClient(odoo, OPTIONS).guardedWrite(WRITE)).toEqual({ kind: 'done' });
    const runs = odoo.calls.filter(({ method }) => method === 'run');
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      ids: [77],
      context: { allowed_company_ids: [1], silta: { ...WRITE, database: UUID } },
    });
  });

  test.each([
    [
      { done: false, why: 'changed', database: UUID, found: { x_netvisor_attempt: 'run/0/1' } },
      { kind: 'changed', found: { x_netvisor_attempt: 'run/0/1' } },
    ],
    [{ done: false, why: 'gone', database: UUID }, { kind: 'gone' }],
    [
      { done: false, why: 'database', database: 'other' },
      { kind: 'other-database', database: 'other' },
    ],
  ])('answered %j is %j', async (answer, result) => {
    const odoo = fakeOdoo({ [RUN]: () => answer });
    expect(await createOdooClient(odoo, OPTIONS).guardedWrite(WRITE)).toEqual(result);
  });

  test.each([
    { done: false, why: 'identity', database: UUID },
    { done: false, database: UUID },
  ])('never passes for done when the answer is not understood: %j', async (answer) => {
    const odoo = fakeOdoo({ [RUN]: () => answer });
    const error = await odooErrorOf(createOdooClient(odoo, OPTIONS).guardedWrite(WRITE));
    expect(error).toMatchObject({ kind: 'Bug', code: 'UnknownActionAnswer' });
  });

  test.each([false, true, null, {}, [], { done: 'true', database: UUID }, { done: true }])(
    'never passes for done when the action answers %j',
    async (answer) => {
      const odoo = fakeOdoo({ [RUN]: () => answer });
      expect(await odooErrorOf(createOdooClient(odoo, OPTIONS).guardedWrite(WRITE))).toMatchObject({
        kind: 'Bug',
        code: expect.stringContaining('UnexpectedAnswer'),
      });
    },
  );

  test('looks the action and the pin up once for many', async () => {
    const odoo = fakeOdoo();
    const client = createOdooClient(odoo, OPTIONS);
    for (let n = 0; n < 3; n += 1) await client.guardedWrite(WRITE);
    expect(odoo.countOf('res.company/read')).toBe(1);
    expect(odoo.countOf(RUN)).toBe(3);
  });

  test('works again after the look-up failed once, or Odoo was not provisioned yet', async () => {
    const odoo = fakeOdoo({
      'res.company/read': inTurn(
        fails('Transient', 'Http502'),
        () => [anchored(false, false)],
        () => [anchored(pinOf(UUID, LEDGER))],
      ),
    });
    const client = createOdooClient(odoo, OPTIONS);
    expect(await odooErrorOf(client.guardedWrite(WRITE))).toMatchObject({ kind: 'Transient' });
    expect(await odooErrorOf(client.guardedWrite(WRITE))).toMatchObject({ kind: 'Refused' });
    expect(await client.guardedWrite(WRITE)).toEqual({ kind: 'done' });
  });

  test('whose action was deleted means that Odoo must be provisioned, not that the record is gone', async () => {
    const odoo = fakeOdoo({ [RUN]: fails('Gone', 'odoo.exceptions.MissingError') });
    expect(await odooErrorOf(createOdooClient(odoo, OPTIONS).guardedWrite(WRITE))).toMatchObject({
      kind: 'Refused',
      code: 'NotProvisioned',
    });
  });

  test('finds a new action after the pin was checked', async () => {
    const pin = pinOf(UUID, LEDGER);
    const odoo = fakeOdoo({
      'res.company/read': inTurn(
        () => [anchored(pin, 77)],
        () => [anchored(pin, 78)],
      ),
    });
    const client = createOdooClient(odoo, OPTIONS);
    await client.guardedWrite(WRITE);
    await client.checkPin();
    await client.guardedWrite(WRITE);
    expect(odoo.calls.filter(({ method }) => method === 'run').map(({ ids }) => ids)).toEqual([
      [77],
      [78],
      [78],
    ]);
  });
});

describe('the pin', () => {
  const pinned = (pin: unknown) => ({ 'res.company/read': () => [anchored(pin)] });

  test('that fits database and ledger is green', async () => {
    expect(await createOdooClient(fakeOdoo(), OPTIONS).checkPin()).toEqual({
      kind: 'pinned',
      databaseUuid: UUID,
    });
  });

  test.each([
    ['another database', pinOf('other', LEDGER)],
    ['another organisation', pinOf(UUID, 'test:1234567-1')],
    ['another environment', pinOf(UUID, 'production:9120034-9')],
    ['something else', 'x'],
  ])('that names %s is refused', async (_what, pin) => {
    const client = createOdooClient(fakeOdoo(pinned(pin)), OPTIONS);
    expect(await client.checkPin()).toEqual({ kind: 'other-database' });
  });

  test.each([
    [[]],
    [[anchored(false)]],
    [[anchored('')]],
    [[anchored(pinOf(UUID, LEDGER), false)]],
    [[anchored(pinOf(UUID, LEDGER), 0)]],
  ])('that is not there means not provisioned: %j', async (rows) => {
    const client = createOdooClient(fakeOdoo({ 'res.company/read': () => rows }), OPTIONS);
    expect(await client.checkPin()).toEqual({ kind: 'not-provisioned' });
    expect(await odooErrorOf(client.databaseUuid())).toMatchObject({
      kind: 'Refused',
      code: 'NotProvisioned',
    });
  });

  test('is read afresh by every check: a restored copy is noticed', async () => {
    const odoo = fakeOdoo({
      [RUN]: inTurn(
        () => ({ done: false, why: 'identity', database: UUID }),
        () => ({ done: false, why: 'identity', database: 'copy' }),
      ),
    });
    const client = createOdooClient(odoo, OPTIONS);
    expect(await client.checkPin()).toMatchObject({ kind: 'pinned' });
    expect(await client.checkPin()).toEqual({ kind: 'other-database' });
  });

  test('of another ledger keeps every write from being made', async () => {
    const odoo = fakeOdoo(pinned(pinOf(UUID, 'production:9120034-9')));
    expect(await odooErrorOf(createOdooClient(odoo, OPTIONS).guardedWrite(WRITE))).toMatchObject({
      kind: 'Refused',
      code: 'OtherDatabase',
    });
    expect(odoo.countOf(RUN)).toBe(0);
  });
});

describe('asking whether the connection itself works', () => {
  const SEARCH = 'account.move/search';

  test('compares the pin and asks for records of the kind, none of which needs to be seen', async () => {
    const odoo = fakeOdoo({ [SEARCH]: () => [] });
    await createOdooClient(odoo, OPTIONS).checkAccess('account.move');
    expect(odoo.calls.at(-1)).toMatchObject({ method: 'search', args: { domain: [['id', '=', 0]] } });
  });

  test.each([
    ['the key is refused', { 'res.company/read': fails('Refused', 'Http401') }, 'Http401'],
    ['nothing is provisioned', { 'res.company/read': () => [anchored(false)] }, 'NotProvisioned'],
    [
      'it is another database',
      { 'ir.actions.server/run': () => ({ done: true, database: 'x' }) },
      'OtherDatabase',
    ],
    ['invoices may not be read at all', { [SEARCH]: fails('Refused', 'AccessError') }, 'AccessError'],
  ])('throws when %s', async (_, answers, code) => {
    const asked = createOdooClient(fakeOdoo(answers), OPTIONS).checkAccess('account.move');
    expect(await odooErrorOf(asked)).toMatchObject({ kind: 'Refused', code });
  });
});

describe('look-ups', () => {
  test('of invoices with a key ask for exactly that key', async () => {
    const odoo = fakeOdoo({ 'account.move/search': () => [4, 5] });
    expect(await createOdooClient(odoo, OPTIONS).invoicesWithKey('test:9120034-9:7')).toEqual([4, 5]);
    expect(odoo.calls[0]?.args?.['domain']).toEqual([['x_netvisor_key', '=', 'test:9120034-9:7']]);
  });

  test('of product codes see archived products too', async () => {
    const odoo = fakeOdoo({ 'product.product/search_count': () => 2 });
    expect(await createOdooClient(odoo, OPTIONS).countProductsWithCode('VUOKRA')).toBe(2);
    expect(odoo.calls[0]).toMatchObject({
      args: { domain: [['default_code', '=', 'VUOKRA']] },
      context: { active_test: false, allowed_company_ids: [1] },
    });
  });
});
