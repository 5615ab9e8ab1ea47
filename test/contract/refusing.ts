import {
  create,
  customer,
  draft,
  externalId,
  invoice,
  readOne,
  refusal,
  rowsOf,
  run,
  unique,
  type ContractCase,
  type Place,
} from './place.ts';

const json = (place: Place, key = place.key): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  'content-type': 'application/json',
});

export const REFUSING: readonly ContractCase[] = [
  {
    name: 'a key that is wrong, and none at all',
    async ask(place) {
      const path = '/json/2/res.users/context_get';
      return [
        await refusal(place.rpc('nobody', 'res.users', 'context_get'), 'words'),
        await place.post(path, { headers: { 'content-type': 'application/json' }, body: '{}' }),
        await place.post(path, {
          headers: { ...json(place), authorization: `Basic ${place.key}` },
          body: '{}',
        }),
      ];
    },
    answer: [
      '401 werkzeug.exceptions.Unauthorized: Invalid apikey',
      { status: 401, name: 'werkzeug.exceptions.Unauthorized' },
      { status: 401, name: 'werkzeug.exceptions.Unauthorized' },
    ],
  },
  {
    name: 'a database that is not there',
    ask: (place) =>
      place.post('/json/2/res.users/context_get', {
        headers: { ...json(place), 'x-odoo-database': 'no-such-database' },
        body: '{}',
      }),
    answer: { status: 404, name: 'html' },
  },
  {
    name: 'a body that is no JSON, and one that does not say that it is',
    async ask(place) {
      const path = '/json/2/res.users/context_get';
      return [
        await place.post(path, { headers: json(place), body: '{"ids": [' }),
        await place.post(path, { headers: { ...json(place), 'content-type': 'text/plain' }, body: '{}' }),
      ];
    },
    answer: [
      { status: 400, name: 'werkzeug.exceptions.BadRequest' },
      { status: 415, name: 'html' },
    ],
  },
  {
    name: 'a model that is not there',
    ask: (place) => refusal(place.rpc('silta', 'x_netvisor_none', 'search', { domain: [] }), 'words'),
    answer: "404 werkzeug.exceptions.NotFound: the model 'x_netvisor_none' does not exist",
  },
  {
    name: 'a method that is not there, and one that is private',
    async ask(place) {
      const call = (method: string) => refusal(place.rpc('silta', 'account.move', method), 'words');
      return [await call('no_such_method'), await call('_compute_amount'), await call('__init__')];
    },
    answer: [
      "404 werkzeug.exceptions.NotFound: The method 'account.move.no_such_method' does not exist",
      "403 odoo.exceptions.AccessError: Private methods (such as 'account.move._compute_amount') cannot be called remotely.",
      "403 odoo.exceptions.AccessError: Private methods (such as 'account.move.__init__') cannot be called remotely.",
    ],
  },
  {
    name: 'arguments that are missing, unknown, or ids where none are taken',
    async ask(place) {
      const call = (method: string, body: object) =>
        refusal(place.rpc('silta', 'account.move', method, { ...body }), 'words');
      return [
        await call('search', {}),
        await call('search_count', { domain: [], order: 'id' }),
        await call('search', { ids: [1], domain: [] }),
        await call('web_read', { ids: [1] }),
        await call('read', { ids: [1], fields: ['id'], colour: 'red' }),
      ];
    },
    answer: [
      "422 werkzeug.exceptions.UnprocessableEntity: missing a required argument: 'domain'",
      "422 werkzeug.exceptions.UnprocessableEntity: got an unexpected keyword argument 'order'",
      '422 werkzeug.exceptions.UnprocessableEntity: cannot call account.move.search with ids',
      "422 werkzeug.exceptions.UnprocessableEntity: missing a required argument: 'specification'",
      "422 werkzeug.exceptions.UnprocessableEntity: got an unexpected keyword argument 'colour'",
    ],
  },
  {
    name: 'a record that is gone, changed or deleted',
    async ask(place) {
      const id = await customer(place);
      await place.rpc('admin', 'res.partner', 'unlink', { ids: [id] });
      const call = (method: string, body: object) =>
        refusal(place.rpc('bot', 'res.partner', method, { ids: [id], ...body }));
      return [await call('write', { vals: { ref: 'x' } }), await call('unlink', {})];
    },
    answer: ['404 odoo.exceptions.MissingError', '404 odoo.exceptions.MissingError'],
  },
  {
    name: 'an action that was deleted',
    ask: (place) => refusal(place.rpc('silta', 'ir.actions.server', 'run', { ids: [999_999] })),
    answer: '404 odoo.exceptions.MissingError',
  },
  {
    name: 'Silta itself may read what goes to Netvisor, and not write, make or delete it',
    async ask(place) {
      const id = await invoice(place);
      const { partner_id: partner } = await readOne(place, 'account.move', id, ['partner_id']);
      const call = (model: string, method: string, body: object) =>
        refusal(place.rpc('silta', model, method, { ...body }));
      return [
        await call('account.move', 'write', { ids: [id], vals: { x_netvisor_state: 'sent' } }),
        await call('account.move', 'create', { vals_list: [{ move_type: 'out_invoice' }] }),
        await call('account.move', 'unlink', { ids: [id] }),
        await call('account.move', 'button_draft', { ids: [id] }),
        await call('account.move', 'action_post', { ids: [await draft(place)] }),
        await call('res.partner', 'write', { ids: [partner], vals: { ref: 'x' } }),
        await call('res.company', 'write', { ids: [place.company], vals: { x_netvisor_connection: 'open' } }),
        await call('x_netvisor_link', 'create', { vals_list: [{ x_name: 'x' }] }),
        await call('ir.attachment', 'create', {
          vals_list: [{ name: 'a', datas: 'YQ==', res_model: 'account.move', res_id: id }],
        }),
        await call('account.tax', 'write', { ids: [1], vals: { x_netvisor_vat_code: 'KOMY' } }),
      ];
    },
    answer: Array.from({ length: 10 }, () => '403 odoo.exceptions.AccessError'),
  },
  {
    name: 'nor read what is none of its business',
    async ask(place) {
      const read = (model: string) =>
        refusal(place.rpc('silta', model, 'search_read', { domain: [], fields: ['id'], limit: 1 }));
      return [
        await read('ir.actions.server'),
        await read('ir.config_parameter'),
        await read('account.payment'),
      ];
    },
    answer: Array.from({ length: 3 }, () => '403 odoo.exceptions.AccessError'),
  },
  {
    name: 'an invoice of a company that one does not work in is not found, and refused by its number',
    async ask(place) {
      const context = { allowed_company_ids: [place.otherCompany] };
      const journals = await place.rpc('admin', 'account.journal', 'search', {
        domain: [
          ['type', '=', 'sale'],
          ['company_id', '=', place.otherCompany],
        ],
        limit: 1,
        context,
      });
      const made = await place.rpc('admin', 'account.move', 'create', {
        vals_list: [{ move_type: 'out_invoice', journal_id: (journals as number[])[0] }],
        context,
      });
      const ids = made as number[];
      return [
        await place.rpc('silta', 'account.move', 'search_count', { domain: [['id', 'in', ids]] }),
        await refusal(place.rpc('silta', 'account.move', 'read', { ids, fields: ['state'] })),
        await refusal(place.rpc('silta', 'account.move', 'web_read', { ids, specification: { state: {} } })),
        await refusal(run(place, { id: ids[0], values: { x_netvisor_attempt: 'a' } })),
        await refusal(place.rpc('silta', 'account.move', 'search', { domain: [], limit: 1, context })),
      ];
    },
    answer: [0, ...Array.from({ length: 4 }, () => '403 odoo.exceptions.AccessError')],
  },
  {
    name: 'what Odoo itself does not allow is an error in words for people',
    async ask(place) {
      const id = await invoice(place);
      const again = await refusal(place.rpc('bot', 'account.move', 'action_post', { ids: [id] }));
      const deletion = await refusal(place.rpc('bot', 'account.move', 'unlink', { ids: [id] }));
      const nobody = await draft(place, { partner_id: false });
      return [
        again,
        deletion,
        await refusal(place.rpc('bot', 'account.move', 'action_post', { ids: [nobody] })),
      ];
    },
    answer: Array.from({ length: 3 }, () => '422 odoo.exceptions.UserError'),
  },
  {
    name: 'values that Odoo finds wrong',
    async ask(place) {
      const fi = await externalId(place, 'base', 'fi');
      const write = async (vals: object) =>
        refusal(place.rpc('bot', 'res.partner', 'write', { ids: [await customer(place)], vals }));
      return [
        await write({ country_id: fi, vat: 'FI1' }),
        await write({ x_none: 1 }),
        await write({ type: 'nonsense' }),
      ];
    },
    answer: ['422 odoo.exceptions.ValidationError', '500 builtins.KeyError', '500 builtins.ValueError'],
  },
  {
    name: 'external ids: model and id, or an error',
    async ask(place) {
      const find = (module: string, xml_id: string, as: 'silta' | 'admin' = 'silta') =>
        place.rpc(as, 'ir.model.data', 'check_object_reference', { module, xml_id });
      const found = (await find('base', 'EUR')) as unknown[];
      return [
        found[0],
        typeof found[1],
        // Archived.
        await find('account', `${place.company}_tax_dom_sales_goods_14`),
        await refusal(find('base', 'no_such_thing'), 'words'),
        await refusal(find('__netvisor__', 'silta_action')),
      ];
    },
    answer: [
      'res.currency',
      'number',
      ['account.tax', false],
      '500 builtins.ValueError: External ID not found in the system: base.no_such_thing',
      '403 odoo.exceptions.AccessError',
    ],
  },
  {
    name: 'who one is: language, time zone, groups, rights',
    async ask(place) {
      const me = (await place.rpc('silta', 'res.users', 'context_get')) as Record<string, unknown>;
      const has = (group_ext_id: string) =>
        place.rpc('silta', 'res.users', 'has_group', { ids: [me['uid']], group_ext_id });
      const may = (model: string, operation: string) =>
        place.rpc('silta', model, 'has_access', { ids: [], operation });
      return [
        { ...me, uid: typeof me['uid'] },
        [
          await has('base.group_user'),
          await has('__netvisor__.group_silta'),
          await has('account.group_account_invoice'),
        ],
        [
          await may('account.move', 'read'),
          await may('account.move', 'write'),
          await may('res.partner', 'create'),
          await may('ir.actions.server', 'read'),
        ],
      ];
    },
    answer: [
      { lang: 'en_US', tz: 'Europe/Helsinki', uid: 'number' },
      [true, true, false],
      [true, false, false, false],
    ],
  },
  {
    name: 'a note is plain text of whoever writes it, and is read from the chatter',
    async ask(place) {
      const id = await invoice(place);
      await place.rpc('bot', 'account.move', 'message_post', {
        ids: [id],
        body: `Sending <b>"now"</b> & it's`,
      });
      const domain = [
        ['model', '=', 'account.move'],
        ['res_id', '=', id],
        ['body', 'ilike', 'Sending'],
      ];
      const fields = ['body', 'message_type', 'subtype_id'];
      const found = await place.rpc('silta', 'mail.message', 'search_read', { domain, fields });
      return rowsOf(found).map(({ body, message_type, subtype_id }) => [
        body,
        message_type,
        (subtype_id as unknown[])[1],
      ]);
    },
    answer: [[`<p>Sending &lt;b&gt;"now"&lt;/b&gt; &amp; it's</p>`, 'notification', 'Note']],
  },
  {
    name: 'two products of one code are both counted',
    async ask(place) {
      const default_code = unique('C');
      for (let count = 0; count < 2; count += 1)
        await create(place, 'product.product', { name: 'Laatikko', default_code });
      return place.rpc('silta', 'product.product', 'search_count', {
        domain: [['default_code', '=', default_code]],
      });
    },
    answer: 2,
  },
];
