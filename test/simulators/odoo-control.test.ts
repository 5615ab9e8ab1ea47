import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { member, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
});
afterEach(() => odoo.close());

const post = (path: string, body: unknown, method = 'POST'): Promise<Reply> =>
  odoo.bot.raw(`/_sim${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const get = async (path: string): Promise<unknown> => (await odoo.bot.raw(`/_sim${path}`)).json;
const rename = (city: string): Promise<Reply> =>
  odoo.bot.reply('res.partner', 'write', { ids: [5], vals: { city } });
const city = (): unknown => odoo.simulator.value('res.partner', 5, 'city');

describe('faults of Odoo', () => {
  test.each([
    ['unavailable', 503, undefined],
    ['unauthorized', 401, 'werkzeug.exceptions.Unauthorized'],
    ['forbidden', 403, 'odoo.exceptions.AccessError'],
    ['serialization-failure', 500, 'psycopg2.errors.SerializationFailure'],
    ['too-many-requests', 429, undefined],
  ])('%s answers %i and changes nothing', async (fault, status, name) => {
    odoo.simulator.faults.add({ operation: 'res.partner/write', fault });
    const reply = await rename('Oulu');
    expect(reply.status).toBe(status);
    if (name === undefined) expect(reply.headers.get('content-type')).toContain('text/html');
    else expect(reply.json).toMatchObject({ name });
    expect(city()).toBe('Helsinki');
    expect(odoo.simulator.calls.list().at(-1)).toMatchObject({ fault, status, booked: false });
    expect((await rename('Oulu')).status).toBe(200);
    expect(city()).toBe('Oulu');
  });

  test('too-many-requests says when to come back', async () => {
    odoo.simulator.faults.add({ operation: '*', fault: 'too-many-requests', retryAfterSeconds: 7 });
    expect((await rename('Oulu')).headers.get('retry-after')).toBe('7');
  });
});

describe('faults of any server', () => {
  test('a reply that is cut after processing leaves the change in place', async () => {
    odoo.simulator.faults.add({ operation: 'res.partner/write', fault: 'cut-after', where: { id: 5 } });
    await expect(rename('Oulu')).rejects.toThrow();
    expect(city()).toBe('Oulu');
    expect(odoo.simulator.calls.list().at(-1)).toMatchObject({ outcome: 'cut', booked: true });
  });

  test('a call that is held before processing is processed when it is released', async () => {
    odoo.simulator.faults.add({ operation: 'res.partner/write', fault: 'hold-before' });
    const waiting = rename('Oulu');
    while (odoo.simulator.faults.held().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(city()).toBe('Helsinki');
    await post('/faults/release', {});
    expect((await waiting).status).toBe(200);
    expect(city()).toBe('Oulu');
  });

  test('a fault on a server action can ask for the record that the action changes', async () => {
    odoo.simulator.faults.add({
      operation: 'ir.actions.server/run',
      fault: 'unavailable',
      where: { id: 42 },
    });
    const run = (id: number): Promise<Reply> =>
      odoo.bot.reply('ir.actions.server', 'run', {
        ids: [1],
        context: { silta: { model: 'account.move', id } },
      });
    expect((await run(41)).status).not.toBe(503);
    expect((await run(42)).status).toBe(503);
  });

  test.each([
    [{ operation: 'res.partner/wriet', fault: 'slow', delayMs: 1 }],
    [{ operation: '*', fault: 'earthquake' }],
    [{ operation: '*', fault: 'slow' }],
  ])('%j is refused', async (fault) => {
    expect((await post('/faults', fault)).status).toBe(400);
  });
});

describe('the control surface', () => {
  test('an invoice can be made and posted as a person would', async () => {
    const made = await post('/invoices', {
      partner: 'Aava Hiidenkoski',
      date: '2026-11-20',
      lines: [{ product: 'KB-100', quantity: 2, discount: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
    });
    expect(made.json).toEqual({ id: 1, name: 'INV/2026/00001' });
    const state = await get('/state');
    expect(state).toMatchObject({
      invoices: [{ name: 'INV/2026/00001', amount_untaxed: 44.82, lines: [{ quantity: 2, discount: 10 }] }],
      counters: { invoices: 1 },
    });
    expect((await post('/invoices', { partner: 'Nobody', lines: [{ product: 'KB-100' }] })).status).toBe(400);
    expect((await post('/invoices', { partner: 'Aava Hiidenkoski', lines: [], colour: 1 })).status).toBe(400);
  });

  test('partners and products can be added, records edited and deleted', async () => {
    const id = Number(member((await post('/partners', { name: 'Lisä Oy', is_company: true })).json, 'id'));
    expect((await post('/edit', { model: 'res.partner', id, values: { city: 'Kemi' } })).json).toEqual({
      ok: true,
    });
    expect(odoo.simulator.value('res.partner', id, 'city')).toBe('Kemi');
    expect((await post('/products', { name: 'Teippi', default_code: 'KB-400' })).status).toBe(200);
    expect((await post('/delete', { model: 'res.partner', id })).status).toBe(200);
    expect(odoo.simulator.value('res.partner', id, 'city')).toBeUndefined();
    expect((await post('/edit', { model: 'res.partner', id: 5, values: { ghost: 1 } })).status).toBe(400);
  });

  test('settings refuse the bot or everybody, and unknown ones are refused', async () => {
    await post('/settings', { keyRefused: true }, 'PATCH');
    expect((await rename('Oulu')).status).toBe(401);
    expect((await odoo.admin.reply('res.partner', 'search_count', { domain: [] })).status).toBe(200);
    await post('/settings', { keyRefused: false, unavailable: true }, 'PATCH');
    expect((await rename('Oulu')).status).toBe(503);
    expect((await odoo.bot.raw('/web/health')).status).toBe(503);
    expect((await post('/settings', { sleepy: true }, 'PATCH')).status).toBe(400);
  });

  test('reset goes back to the seed, fields that were added included', async () => {
    odoo.simulator.createInvoice({ partner: 'Aava Hiidenkoski', lines: [{ product: 'KB-100' }] });
    await rename('Oulu');
    await post('/reset', {});
    expect(city()).toBe('Helsinki');
    expect(await get('/state')).toMatchObject({ invoices: [], counters: { calls: 0 } });
  });

  test('calls are listed by the same names each time', async () => {
    await rename('Oulu');
    await odoo.bot.reply('res.partner', 'read', { ids: [9999], fields: ['name'] });
    await odoo.bot.raw('/web/version');
    expect(await get('/calls?after=0')).toMatchObject([
      { operation: 'res.partner/write', outcome: 'answered', status: 200, booked: true },
      { operation: 'res.partner/read', booked: false },
      { operation: 'GET /web/version' },
    ]);
  });
});
