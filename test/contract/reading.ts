import {
  create,
  customer,
  draft,
  invoice,
  put,
  readOne,
  refusal,
  rowsOf,
  run,
  unique,
  type ContractCase,
} from './place.ts';

const PAYLOAD = Buffer.from('<root>ä</root>', 'utf8').toString('base64');

export const READING: readonly ContractCase[] = [
  {
    name: 'read names the record that a field leads to, and with load "" gives its id alone',
    async ask(place) {
      const name = unique('Havutupa');
      const partner = await customer(place, { name });
      const id = await invoice(place, { partner_id: partner });
      const ask = { ids: [id], fields: ['partner_id'] };
      const [named] = rowsOf(await place.rpc('silta', 'account.move', 'read', ask));
      const [bare] = rowsOf(await place.rpc('silta', 'account.move', 'read', { ...ask, load: '' }));
      return [
        JSON.stringify(named) === JSON.stringify({ id, partner_id: [partner, name] }),
        JSON.stringify(bare) === JSON.stringify({ id, partner_id: partner }),
      ];
    },
    answer: [true, true],
  },
  {
    name: 'what is empty is false, whatever its type; lists are empty lists and numbers zero',
    async ask(place) {
      return readOne(place, 'account.move', await draft(place), [
        'ref',
        'name',
        'narration',
        'invoice_payment_term_id',
        'reversed_entry_id',
        'x_netvisor_key',
        'x_netvisor_state',
        'x_netvisor_mark',
        'x_netvisor_message',
        'x_netvisor_report',
        'x_netvisor_sent_at',
        'x_netvisor_payments',
        'x_netvisor_data',
        'x_netvisor_can_resend',
        'x_netvisor_open',
        'x_netvisor_url',
        'x_netvisor_files',
        'x_netvisor_events',
      ]);
    },
    answer: {
      ref: false,
      name: false,
      narration: false,
      invoice_payment_term_id: false,
      reversed_entry_id: false,
      x_netvisor_key: false,
      x_netvisor_state: false,
      x_netvisor_mark: false,
      x_netvisor_message: false,
      x_netvisor_report: false,
      x_netvisor_sent_at: false,
      x_netvisor_payments: false,
      x_netvisor_data: false,
      x_netvisor_can_resend: false,
      x_netvisor_open: false,
      x_netvisor_url: false,
      x_netvisor_files: [],
      x_netvisor_events: [],
    },
  },
  {
    name: 'numbers, days and moments come as they are written down',
    async ask(place) {
      const id = await invoice(place);
      await put(place, 'account.move', id, { x_netvisor_sent_at: '2026-03-02 10:00:00' });
      const fields = [
        'amount_total',
        'amount_untaxed',
        'invoice_date',
        'x_netvisor_sent_at',
        'move_type',
        'state',
      ];
      return readOne(place, 'account.move', id, fields);
    },
    answer: {
      amount_total: 26.36,
      amount_untaxed: 21,
      invoice_date: '2026-03-02',
      x_netvisor_sent_at: '2026-03-02 10:00:00',
      move_type: 'out_invoice',
      state: 'posted',
    },
  },
  {
    name: 'read leaves out a record that is not there',
    async ask(place) {
      const id = await customer(place);
      const read = async (ids: number[]): Promise<number> =>
        rowsOf(await place.rpc('silta', 'res.partner', 'read', { ids, fields: ['is_company'] })).length;
      return [await read([999_999]), await read([id, 999_999])];
    },
    answer: [0, 1],
  },
  {
    name: 'read gives each record once, in the order of the ids',
    async ask(place) {
      const [first, second] = [await customer(place), await customer(place)];
      const ids = [second, first, second];
      const found = rowsOf(await place.rpc('silta', 'res.partner', 'read', { ids, fields: ['id'] }));
      return found.map(({ id }) => (id === first ? 'first' : 'second'));
    },
    answer: ['second', 'first', 'second'],
  },
  {
    name: 'web_read goes down into rows, their taxes and products, and says false where nothing is linked',
    async ask(place) {
      const [row] = rowsOf(
        await place.rpc('silta', 'account.move', 'web_read', {
          ids: [await invoice(place)],
          specification: {
            state: {},
            reversed_entry_id: { fields: { name: {} } },
            currency_id: { fields: { name: {} } },
            invoice_line_ids: {
              fields: {
                name: {},
                quantity: {},
                price_subtotal: {},
                product_id: { fields: { default_code: {} } },
                tax_ids: { fields: { amount: {}, amount_type: {} } },
                analytic_distribution: {},
              },
            },
          },
        }),
      );
      return withoutIds(row);
    },
    answer: {
      state: 'posted',
      reversed_entry_id: false,
      currency_id: { name: 'EUR' },
      invoice_line_ids: [
        {
          name: 'Laatikko',
          quantity: 2,
          price_subtotal: 21,
          product_id: false,
          tax_ids: [{ amount: 25.5, amount_type: 'percent' }],
          analytic_distribution: false,
        },
      ],
    },
  },
  {
    name: 'web_read without fields below gives ids, of one record as of many',
    async ask(place) {
      const partner = await customer(place);
      const ids = [await invoice(place, { partner_id: partner })];
      const specification = { partner_id: {}, invoice_line_ids: {} };
      const [row] = rowsOf(await place.rpc('silta', 'account.move', 'web_read', { ids, specification }));
      return [
        row?.['partner_id'] === partner,
        ((row?.['invoice_line_ids'] ?? []) as unknown[]).map((id) => typeof id),
      ];
    },
    answer: [true, ['number']],
  },
  {
    name: 'web_read leaves out a record that is not there',
    async ask(place) {
      const id = await customer(place);
      const read = async (ids: number[]): Promise<number> => {
        const specification = { is_company: {} };
        return rowsOf(await place.rpc('silta', 'res.partner', 'web_read', { ids, specification })).length;
      };
      return [await read([999_999]), await read([id, 999_999]), await read([])];
    },
    answer: [0, 1, 0],
  },
  {
    name: 'web_read of an archived record, and of one that leads to it, is as of any other',
    async ask(place) {
      const name = unique('Arkisto');
      const partner = await customer(place, { name });
      const id = await invoice(place, { partner_id: partner });
      await place.rpc('admin', 'res.partner', 'write', { ids: [partner], vals: { active: false } });
      const own = rowsOf(
        await place.rpc('silta', 'res.partner', 'web_read', {
          ids: [partner],
          specification: { active: {} },
        }),
      );
      const specification = { partner_id: { fields: { name: {}, active: {} } } };
      const [row] = rowsOf(
        await place.rpc('silta', 'account.move', 'web_read', { ids: [id], specification }),
      );
      const linked = row?.['partner_id'] as Record<string, unknown>;
      return [own[0]?.['active'], linked['name'] === name, linked['active']];
    },
    answer: [false, true, false],
  },
  {
    name: 'a file in a field is read as base64',
    async ask(place) {
      const id = await invoice(place);
      await run(place, { id, values: { x_netvisor_data: PAYLOAD, x_netvisor_data_name: 'a.xml' } });
      const specification = { x_netvisor_data: {}, x_netvisor_data_name: {} };
      const [row] = rowsOf(
        await place.rpc('silta', 'account.move', 'web_read', { ids: [id], specification }),
      );
      return withoutIds(row);
    },
    answer: { x_netvisor_data: PAYLOAD, x_netvisor_data_name: 'a.xml' },
  },
  {
    name: 'an object in a field comes back as it went in, and an empty one is false',
    async ask(place) {
      const id = await customer(place);
      const write = (value: unknown) =>
        run(place, { model: 'res.partner', id, values: { x_netvisor_keys: value } });
      const read = () => readOne(place, 'res.partner', id, ['x_netvisor_keys']);
      await write({ customer: '12', nested: { a: 1 } });
      const full = await read();
      await write({});
      return [full, await read()];
    },
    answer: [{ x_netvisor_keys: { customer: '12', nested: { a: 1 } } }, { x_netvisor_keys: false }],
  },
  {
    name: 'a text in several languages is read in the one of the context, else in English',
    async ask(place) {
      const id = await invoice(place);
      await run(place, {
        id,
        message: { en: 'Give the tax a code.', fi: 'Anna verolle koodi.', sv: 'Ge skatten en kod.' },
      });
      const inLanguage = async (context?: object) =>
        (await readOne(place, 'account.move', id, ['x_netvisor_message'], context ? { context } : {}))[
          'x_netvisor_message'
        ];
      return [
        await inLanguage({ lang: 'fi_FI' }),
        await inLanguage({ lang: 'sv_SE' }),
        await inLanguage({ lang: 'en_US' }),
        await inLanguage(),
        await refusal(inLanguage({ lang: 'xx_XX' })),
      ];
    },
    answer: [
      'Anna verolle koodi.',
      'Ge skatten en kod.',
      'Give the tax a code.',
      'Give the tax a code.',
      '422 odoo.exceptions.UserError',
    ],
  },
  {
    name: 'the name of a product is another one in another language, and English where there is none',
    async ask(place) {
      const id = await create(place, 'product.product', { name: 'Box', default_code: unique('B') });
      await place.rpc('admin', 'product.product', 'write', {
        ids: [id],
        vals: { name: 'Laatikko' },
        context: { lang: 'fi_FI' },
      });
      const inLanguage = (lang: string) =>
        readOne(place, 'product.product', id, ['name'], { context: { lang } });
      return [await inLanguage('fi_FI'), await inLanguage('en_US'), await inLanguage('sv_SE')];
    },
    answer: [{ name: 'Laatikko' }, { name: 'Box' }, { name: 'Box' }],
  },
  {
    name: 'fields_get tells of the fields that are asked for and there, with the attributes that are asked for',
    ask: (place) =>
      place.rpc('silta', 'account.move', 'fields_get', {
        allfields: ['x_netvisor_request', 'x_netvisor_open', 'x_netvisor_none', 'partner_id'],
        attributes: ['type', 'relation', 'store', 'readonly'],
      }),
    answer: {
      partner_id: { readonly: false, relation: 'res.partner', store: true, type: 'many2one' },
      x_netvisor_request: { readonly: false, store: true, type: 'char' },
      x_netvisor_open: { readonly: true, store: true, type: 'boolean' },
    },
  },
  {
    name: 'fields_get names the choices of a field',
    async ask(place) {
      const found = await place.rpc('silta', 'account.move', 'fields_get', {
        allfields: ['x_netvisor_state'],
        attributes: ['selection'],
        context: { lang: 'en_US' },
      });
      const { x_netvisor_state: state } = found as Record<string, { selection: [string, string][] }>;
      return state?.selection.slice(0, 2);
    },
    answer: [
      ['queued', 'Waiting to be sent'],
      ['sending', 'Being sent'],
    ],
  },
];

/** The same without ids at any depth. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, inner]) => [name, withoutIds(inner)]),
  );
}
