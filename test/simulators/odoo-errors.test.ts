import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
let posted: number;
beforeAll(async () => {
  odoo = await startOdoo();
  posted = odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;
});
afterAll(() => odoo.close());

const json = { 'content-type': 'application/json' };

/** Each row: what is done, what Odoo 19 answers (error table of the external API reference). */
const ROWS: readonly (readonly [string, number, string, () => Promise<Reply>])[] = [
  [
    'no Authorization header',
    401,
    'werkzeug.exceptions.Unauthorized',
    () =>
      odoo.bot.raw('/json/2/res.partner/search', { method: 'POST', headers: json, body: '{"domain":[]}' }),
  ],
  [
    'a key that nobody has',
    401,
    'werkzeug.exceptions.Unauthorized',
    () => odoo.bot.reply('res.partner', 'search', { domain: [] }, { authorization: 'bearer 0123' }),
  ],
  [
    'an unknown model',
    404,
    'werkzeug.exceptions.NotFound',
    () => odoo.bot.reply('res.ghost', 'search', { domain: [] }),
  ],
  ['an unknown method', 404, 'werkzeug.exceptions.NotFound', () => odoo.bot.reply('res.partner', 'haunt')],
  ['the wrong verb', 404, 'werkzeug.exceptions.NotFound', () => odoo.bot.raw('/json/2/res.partner/search')],
  [
    'a missing method',
    404,
    'werkzeug.exceptions.NotFound',
    () => odoo.bot.raw('/json/2/res.partner', { method: 'POST' }),
  ],
  ['a private method', 403, 'odoo.exceptions.AccessError', () => odoo.bot.reply('res.partner', '_write', {})],
  [
    'a method private by decorator',
    403,
    'odoo.exceptions.AccessError',
    () => odoo.bot.reply('res.partner', 'exists'),
  ],
  [
    'a model that the user may not touch',
    403,
    'odoo.exceptions.AccessError',
    () => odoo.bot.reply('ir.config_parameter', 'search_read', { domain: [] }),
  ],
  [
    'a company that is not allowed',
    403,
    'odoo.exceptions.AccessError',
    () => odoo.bot.reply('res.partner', 'search', { domain: [], context: { allowed_company_ids: [99] } }),
  ],
  [
    'a write to a record that is gone',
    404,
    'odoo.exceptions.MissingError',
    () => odoo.bot.reply('res.partner', 'write', { ids: [9999], vals: { city: 'Oulu' } }),
  ],
  [
    'a business rule',
    422,
    'odoo.exceptions.UserError',
    () => odoo.bot.reply('account.move', 'action_post', { ids: [posted] }),
  ],
  [
    'a constraint',
    422,
    'odoo.exceptions.ValidationError',
    () => odoo.bot.reply('res.partner', 'create', { vals_list: { name: 'X', vat: 'FI12345678' } }),
  ],
  [
    'a mandatory field that is left out',
    422,
    'odoo.exceptions.ValidationError',
    () => odoo.bot.reply('res.partner.bank', 'create', { vals_list: { acc_number: 'FI00' } }),
  ],
  [
    'an unknown argument of a fixed signature',
    422,
    'werkzeug.exceptions.UnprocessableEntity',
    () => odoo.bot.reply('res.partner', 'search', { domain: [], colour: 'red' }),
  ],
  [
    'a missing argument',
    422,
    'werkzeug.exceptions.UnprocessableEntity',
    () => odoo.bot.reply('res.partner', 'search_count'),
  ],
  [
    'ids given to a method of the model',
    422,
    'werkzeug.exceptions.UnprocessableEntity',
    () => odoo.bot.reply('res.partner', 'search', { ids: [1], domain: [] }),
  ],
  [
    'a body that is not JSON',
    400,
    'werkzeug.exceptions.BadRequest',
    () =>
      odoo.bot.raw('/json/2/res.partner/search', {
        method: 'POST',
        headers: { ...json, authorization: 'bearer b0700000000000000000000000000000000b0702' },
        body: '{"domain":',
      }),
  ],
  [
    'an unknown field in a domain',
    500,
    'builtins.ValueError',
    () => odoo.bot.reply('res.partner', 'search', { domain: [['ghost', '=', 1]] }),
  ],
  [
    'an unknown field to read',
    500,
    'builtins.ValueError',
    () => odoo.bot.reply('res.partner', 'read', { ids: [5], fields: ['ghost'] }),
  ],
  [
    'an unknown field in values that are written',
    500,
    'builtins.KeyError',
    () => odoo.bot.reply('res.partner', 'write', { ids: [5], vals: { ghost: 1 } }),
  ],
  [
    'an unknown field in a nested specification',
    500,
    'builtins.ValueError',
    () =>
      odoo.bot.reply('account.move', 'web_read', {
        ids: [posted],
        specification: { partner_id: { fields: { ghost: {} } } },
      }),
  ],
  [
    'a key that a selection does not have',
    500,
    'builtins.ValueError',
    () => odoo.bot.reply('res.partner', 'write', { ids: [5], vals: { type: 'ghost' } }),
  ],
  [
    'an unknown keyword of an open signature',
    500,
    'builtins.TypeError',
    () => odoo.bot.reply('account.move', 'message_post', { ids: [posted], body: 'x', colour: 'red' }),
  ],
  [
    'an unknown external id',
    500,
    'builtins.ValueError',
    () => odoo.bot.reply('ir.model.data', 'check_object_reference', { module: 'account', xml_id: 'ghost' }),
  ],
];

describe('the error table of JSON-2', () => {
  test.each(ROWS)('%s is %i %s', async (_what, status, name, act) => {
    const reply = await act();
    expect({ status: reply.status, ...pickName(reply.json) }).toEqual({ status, name });
    expect(Object.keys(reply.json ?? {}).sort()).toEqual([
      'arguments',
      'context',
      'debug',
      'message',
      'name',
    ]);
    if (status === 401) expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('another content type is 415 in HTML', async () => {
    const reply = await odoo.bot.reply(
      'res.partner',
      'search',
      { domain: [] },
      { 'content-type': 'text/plain' },
    );
    expect(reply.status).toBe(415);
    expect(reply.headers.get('content-type')).toContain('text/html');
  });

  test('an unknown database is 404 in HTML, and the right one is accepted', async () => {
    const wrong = await odoo.bot.reply(
      'res.partner',
      'search_count',
      { domain: [] },
      { 'x-odoo-database': 'ghost' },
    );
    expect(wrong.status).toBe(404);
    expect(wrong.headers.get('content-type')).toContain('text/html');
    const right = await odoo.bot.reply(
      'res.partner',
      'search_count',
      { domain: [] },
      { 'x-odoo-database': 'kuurabox' },
    );
    expect(right.status).toBe(200);
  });

  test('a JSON array as body is no arguments', async () => {
    const reply = await odoo.bot.raw('/json/2/res.users/context_get', {
      method: 'POST',
      headers: { ...json, authorization: 'BEARER b0700000000000000000000000000000000b0702' },
      body: '[1, 2]',
    });
    expect(reply.json).toMatchObject({ lang: 'en_US' });
  });

  test('reading a missing id gives an empty list', async () => {
    expect(await odoo.bot.call('res.partner', 'read', { ids: [9999], fields: ['name'] })).toEqual([]);
  });

  test('an access error names the groups that would be needed', async () => {
    const reply = await odoo.bot.reply('ir.model.fields', 'create', { vals_list: {} });
    expect(reply.text).toContain('Access Rights');
  });

  test.each([
    ['a model', 'account.move.reversal', 'search', { domain: [] }],
    ['a method', 'res.partner', 'name_search', { name: 'x' }],
    ['a field', 'account.move', 'read', { ids: [1], fields: ['tax_totals'] }],
    ['a field in a domain', 'res.partner', 'search', { domain: [['state_id', '=', 1]] }],
    ['a domain operator', 'res.partner', 'search', { domain: [['id', 'child_of', 1]] }],
    ['a context key', 'res.partner', 'search', { domain: [], context: { skip_readonly_check: true } }],
    ['a write to a read-only field', 'account.move', 'write', { ids: [1], vals: { state: 'draft' } }],
  ])(
    '%s that Odoo has and the simulator has not is refused with 501, not guessed',
    async (_what, model, method, body) => {
      const reply = await odoo.bot.reply(model, method, body);
      expect(reply.status).toBe(501);
      expect(reply.headers.get('content-type')).toContain('text/plain');
      expect(reply.text).toContain('The Odoo simulator');
    },
  );
});

describe('the probes', () => {
  test('tell version 19 without a login', async () => {
    expect((await odoo.bot.raw('/web/version')).json).toEqual({
      version_info: [19, 0, 0, 'final', 0, ''],
      version: '19.0',
    });
    expect((await odoo.bot.raw('/web/health')).json).toEqual({ status: 'pass' });
    const info = await odoo.bot.raw('/web/webclient/version_info', {
      method: 'POST',
      headers: json,
      body: '{}',
    });
    expect(info.json).toMatchObject({ result: { server_version: '19.0', server_serie: '19.0' } });
    expect((await odoo.bot.raw('/web/webclient/version_info')).status).toBe(415);
    expect((await odoo.bot.raw('/nowhere')).headers.get('content-type')).toContain('text/html');
  });
});

function pickName(body: unknown): object {
  return typeof body === 'object' && body !== null && 'name' in body ? { name: body.name } : {};
}
