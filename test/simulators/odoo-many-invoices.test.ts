import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { computeDigest, netvisorOpen, standInForCompute } from '../../simulators/odoo/computed-fields.ts';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

const TOKENS = ['x_netvisor_request', 'x_netvisor_served', 'x_netvisor_look', 'x_netvisor_looked'];
const CODE = "for record in self:\n    record['x_netvisor_open'] = ...";
const WISH = {
  partner: 'Havutupa Tukku Oy',
  lines: [{ product: 'KB-100', quantity: 2 }],
  date: '2024-03-05',
};

let odoo: Setting;
beforeEach(async () => {
  standInForCompute(computeDigest(CODE), netvisorOpen);
  odoo = await startOdoo();
  await addFields(odoo.admin, 'account.move', [
    ...TOKENS.map((name) => ({ name, ttype: 'char' })),
    { name: 'x_netvisor_open', ttype: 'boolean', index: true, depends: TOKENS.join(), compute: CODE },
  ]);
});
afterEach(() => odoo.close());

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = performance.now();
  const result = await work();
  return [result, performance.now() - before];
}

test('many invoices are posted ones in all that an invoice is', async () => {
  const ids = odoo.simulator.createManyInvoices({ ...WISH, count: 3, values: { ref: 'old' } });
  const read = { ids, fields: ['name', 'state', 'payment_reference', 'invoice_date', 'ref', 'create_date'] };
  expect(await odoo.bot.call('account.move', 'read', read)).toEqual(
    ['1', '2', '3'].map((number, index) => ({
      id: ids[index],
      name: `INV/2024/0000${number}`,
      state: 'posted',
      payment_reference: expect.stringMatching(new RegExp(`^20240000${number}\\d$`)),
      invoice_date: '2024-03-05',
      ref: 'old',
      create_date: '2024-03-05 12:00:00',
    })),
  );
  const [first, last] = [ids[0] ?? 0, ids[2] ?? 0];
  const lines = (id: number): number => odoo.simulator.db.where('account.move.line', 'move_id', id).length;
  expect(lines(last)).toBe(lines(first));
  expect(odoo.simulator.value('account.move', last, 'invoice_line_ids')).toHaveLength(1);
  const next = odoo.simulator.createInvoice(WISH);
  expect(next.name).toBe('INV/2024/00004');
  odoo.simulator.registerPayment({ invoice: last });
  expect(odoo.simulator.value('account.move', last, 'payment_state')).toBe('paid');
});

test('among ten thousand invoices a sweep finds the open one, and people go on, without waiting', async () => {
  const [ids, making] = await timed(() =>
    Promise.resolve(odoo.simulator.createManyInvoices({ ...WISH, count: 10_000 })),
  );
  expect(ids).toHaveLength(10_000);
  expect(making).toBeLessThan(10_000);
  const open = ids[7000] ?? 0;
  const domain = [
    ['x_netvisor_open', '=', true],
    ['company_id', '=', 1],
  ];
  const sweep = (): Promise<unknown> =>
    odoo.bot.call('account.move', 'search_read', { domain, fields: ['x_netvisor_request'], order: 'id' });
  expect(await sweep()).toEqual([]);
  await odoo.bot.call('account.move', 'write', { ids: [open], vals: { x_netvisor_request: 'send 1' } });
  const [found, sweeping] = await timed(sweep);
  expect(found).toEqual([{ id: open, x_netvisor_request: 'send 1' }]);
  expect(sweeping).toBeLessThan(100);
  const [, reading] = await timed(() =>
    odoo.bot.call('account.move', 'web_read', {
      ids: [open],
      specification: { invoice_line_ids: { fields: { name: {} } } },
    }),
  );
  expect(reading).toBeLessThan(100);
  const [, posting] = await timed(() => Promise.resolve(odoo.simulator.createInvoice(WISH)));
  expect(posting).toBeLessThan(500);
});

test('an index finds what a look at every record would', async () => {
  const [first, second] = odoo.simulator.createManyInvoices({ ...WISH, count: 2 });
  const find = (...domain: unknown[]): Promise<unknown> =>
    odoo.bot.call('account.move', 'search', { domain, order: 'id' });
  await odoo.bot.call('account.move', 'write', { ids: [second], vals: { x_netvisor_look: 'preview 1' } });
  expect(await find(['x_netvisor_open', '=', true])).toEqual([second]);
  expect(await find(['x_netvisor_open', '=', 1])).toEqual([second]);
  expect(await find(['x_netvisor_open', '=', false])).toEqual([first]);
  expect(await find('!', ['x_netvisor_open', '=', true])).toEqual([first]);
  expect(await find('|', ['x_netvisor_open', '=', true], ['id', '=', first])).toEqual([first, second]);
  expect(await find(['id', '=', first], ['x_netvisor_open', '=', true])).toEqual([]);
  odoo.simulator.edit('account.move', second ?? 0, { x_netvisor_looked: 'preview 1' });
  expect(await find(['x_netvisor_open', '=', true])).toEqual([]);
});

test('the control endpoint says how many and which', async () => {
  const reply = await odoo.admin.raw('/_sim/many-invoices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...WISH, count: 4 }),
  });
  expect(reply.json).toEqual({ count: 4, first: 1, last: 4 });
});
