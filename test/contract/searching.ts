import {
  create,
  customer,
  draft,
  idsOf,
  invoice,
  put,
  refusal,
  rowsOf,
  run,
  unique,
  type Body,
  type ContractCase,
  type Place,
} from './place.ts';

/** Three customers of one unique name: Ahola (FI, archived never), Bergman, Ceder (archived). */
async function three(
  place: Place,
): Promise<{ readonly tag: string; find(domain: unknown, more?: Body): Promise<string[]> }> {
  const tag = unique('Kolme');
  for (const [name, ref, active] of [
    ['Ahola', 'A_1', true],
    ['bergman', 'AB1', true],
    ['Ceder', false, false],
  ])
    await customer(place, { name: `${String(name)} ${tag}`, ref, active, street: tag });
  return {
    tag,
    async find(domain, more = {}) {
      const all = [['street', '=', tag], ...(domain as unknown[])];
      const args = { domain: all, fields: ['name'], order: 'id asc', ...more };
      return rowsOf(await place.rpc('silta', 'res.partner', 'search_read', args)).map(
        ({ name }) => String(name).split(' ')[0] ?? '',
      );
    },
  };
}

const ALL = { context: { active_test: false } };

/** Three invoices of one customer in the states sent, attention and none. */
async function states(place: Place): Promise<(domain: unknown[], more?: Body) => Promise<string[]>> {
  const partner = await customer(place);
  const names = new Map<number, string>();
  for (const [name, vals] of Object.entries({
    sent: { x_netvisor_state: 'sent', x_netvisor_key: `${unique('k')}:7` },
    parked: { x_netvisor_state: 'attention' },
    none: {},
  })) {
    const id = await draft(place, { partner_id: partner });
    await put(place, 'account.move', id, vals);
    names.set(id, name);
  }
  return async (domain, more = {}) => {
    const args = { domain: [['partner_id', '=', partner], ...domain], order: 'id asc', ...more };
    return idsOf(await place.rpc('silta', 'account.move', 'search', args)).map((id) => names.get(id) ?? '');
  };
}

export const SEARCHING: readonly ContractCase[] = [
  {
    name: 'order, limit and offset',
    async ask(place) {
      const { find } = await three(place);
      return [
        await find([], { order: 'id desc' }),
        await find([], { limit: 1 }),
        await find([], { limit: 1, offset: 1 }),
        await find([], { offset: 5 }),
      ];
    },
    answer: [['bergman', 'Ahola'], ['Ahola'], ['bergman'], []],
  },
  {
    name: 'what is archived is found only by those who ask for it',
    async ask(place) {
      const { find } = await three(place);
      return [await find([]), await find([], ALL), await find([['active', '=', false]])];
    },
    answer: [['Ahola', 'bergman'], ['Ahola', 'bergman', 'Ceder'], ['Ceder']],
  },
  {
    name: "'|' takes the two conditions after it, '!' and '&' likewise",
    async ask(place) {
      const { find } = await three(place);
      return [
        await find(['|', ['ref', '=', 'A_1'], ['ref', '=', false]], ALL),
        await find(['!', ['ref', '=', 'A_1']], ALL),
        await find(['|', '&', ['ref', '=', 'A_1'], ['active', '=', true], ['ref', '=', 'none']], ALL),
      ];
    },
    answer: [['Ahola', 'Ceder'], ['bergman', 'Ceder'], ['Ahola']],
  },
  {
    name: '=like takes % and _ as they are, like and ilike look inside; only ilike and =ilike pass over the case',
    async ask(place) {
      const { find, tag } = await three(place);
      return [
        await find([['ref', '=like', 'A_1']]),
        await find([['ref', '=like', 'A%']]),
        await find([['ref', '=like', 'B1']]),
        await find([['name', 'like', 'BERG']]),
        await find([['name', 'ilike', 'BERG']]),
        await find([['name', '=ilike', `BERGMAN ${tag}`]]),
        await find([['ref', '=like', 'A\\_1']]),
      ];
    },
    answer: [['Ahola', 'bergman'], ['Ahola', 'bergman'], [], [], ['bergman'], ['bergman'], ['Ahola']],
  },
  {
    name: 'an empty field: found by = false and in a list with false, and by whatever it is unequal to',
    async ask(place) {
      const find = await states(place);
      return [
        await find([['x_netvisor_state', '=', false]]),
        await find([['x_netvisor_state', '!=', false]]),
        await find([['x_netvisor_state', 'in', [false, 'sent']]]),
        await find([['x_netvisor_state', 'not in', ['sent']]]),
        await find([['x_netvisor_state', '!=', 'sent']]),
        await find([['x_netvisor_key', '=', false]]),
      ];
    },
    answer: [
      ['none'],
      ['sent', 'parked'],
      ['sent', 'none'],
      ['parked', 'none'],
      ['parked', 'none'],
      ['parked', 'none'],
    ],
  },
  {
    name: 'conditions on what a field leads to',
    async ask(place) {
      const find = await states(place);
      const other = unique('nobody');
      return [
        (await find([['partner_id.is_company', '=', true]])).length,
        (await find([['partner_id.name', '=', other]])).length,
        (await find([['company_id.x_netvisor_pin', '!=', false]])).length,
        (await find([['invoice_line_ids.quantity', '=', 2]])).length,
        (await find([['invoice_line_ids.tax_ids.amount', '=', 25.5]])).length,
      ];
    },
    answer: [3, 0, 3, 3, 3],
  },
  {
    name: 'search_count counts all, or up to a limit',
    async ask(place) {
      const { tag } = await three(place);
      const count = (more: Body): Promise<unknown> =>
        place.rpc('silta', 'res.partner', 'search_count', { domain: [['street', '=', tag]], ...more });
      return [await count({}), await count(ALL), await count({ limit: 1 })];
    },
    answer: [2, 3, 1],
  },
  {
    name: 'days and moments are compared as texts',
    async ask(place) {
      const partner = await customer(place);
      await invoice(place, { partner_id: partner, invoice_date: '2026-02-27' });
      const id = await invoice(place, { partner_id: partner, invoice_date: '2026-03-02' });
      await put(place, 'account.move', id, { x_netvisor_sent_at: '2026-03-02 10:00:00' });
      const count = (...domain: unknown[]): Promise<unknown> =>
        place.rpc('silta', 'account.move', 'search_count', {
          domain: [['partner_id', '=', partner], ...domain],
        });
      return [
        await count(['invoice_date', '>=', '2026-03-02']),
        await count(['invoice_date', '<', '2026-03-02']),
        await count(['x_netvisor_sent_at', '<=', '2026-03-02 10:00:00']),
        await count(['x_netvisor_sent_at', '<', '2026-03-02 10:00:00']),
      ];
    },
    answer: [1, 1, 1, 0],
  },
  {
    name: 'search_read of nothing is an empty list',
    ask: (place) =>
      place.rpc('silta', 'account.move', 'search_read', { domain: [['id', '=', 0]], fields: ['name'] }),
    answer: [],
  },
  {
    name: 'the sweep finds what is open or under way, by a stored field that Odoo keeps',
    async ask(place) {
      const partner = await customer(place);
      const ids: number[] = [];
      for (let count = 0; count < 4; count += 1) ids.push(await draft(place, { partner_id: partner }));
      const [asked = 0, looked = 0, waiting = 0] = ids;
      await put(place, 'account.move', asked, { x_netvisor_request: 'send 1' });
      await put(place, 'account.move', looked, { x_netvisor_look: 'preview 1 en_US' });
      await put(place, 'account.move', waiting, { x_netvisor_state: 'waiting' });
      const find = async (): Promise<number[]> => {
        const found = await place.rpc('silta', 'account.move', 'search_read', {
          domain: [
            ['company_id', '=', place.company],
            ['id', '>', asked - 1],
            '|',
            ['x_netvisor_open', '=', true],
            ['x_netvisor_state', 'in', ['queued', 'sending', 'waiting', 'paying', 'attention']],
          ],
          fields: ['x_netvisor_open'],
          order: 'id asc',
          limit: 200,
          context: { allowed_company_ids: [place.company], active_test: false },
        });
        return rowsOf(found).map(({ id }) => ids.indexOf(Number(id)));
      };
      const before = await find();
      await run(place, { id: asked, values: { x_netvisor_served: 'send 1' } });
      await run(place, { id: looked, values: { x_netvisor_looked: 'preview 1 en_US' } });
      return [before, await find()];
    },
    answer: [[0, 1, 2], [2]],
  },
  {
    name: 'files of fields are found only by those who ask for them; those of people always',
    async ask(place) {
      const id = await invoice(place);
      const datas = Buffer.from('abc').toString('base64');
      await run(place, { id, values: { x_netvisor_data: datas } });
      const file = { name: 'a.pdf', datas, res_model: 'account.move', res_id: id };
      const own = await create(place, 'ir.attachment', file);
      const find = async (...more: unknown[]): Promise<unknown[]> => {
        const domain = [['res_model', '=', 'account.move'], ['res_id', '=', id], ...more];
        const fields = ['name', 'res_field', 'file_size', 'datas'];
        const found = await place.rpc('silta', 'ir.attachment', 'search_read', {
          domain,
          fields,
          order: 'id asc',
        });
        return rowsOf(found).map(({ id: _id, ...row }) => row);
      };
      const [byId] = rowsOf(
        await place.rpc('silta', 'ir.attachment', 'search_read', {
          domain: [['id', 'in', [own]]],
          fields: ['datas'],
        }),
      );
      return [await find(), await find(['res_field', '=', 'x_netvisor_data']), byId?.['datas'] === datas];
    },
    answer: [
      [{ name: 'a.pdf', res_field: false, file_size: 3, datas: 'YWJj' }],
      [{ name: 'x_netvisor_data', res_field: 'x_netvisor_data', file_size: 3, datas: 'YWJj' }],
      true,
    ],
  },
  {
    name: 'a field that is not there, in conditions, order or what is read',
    async ask(place) {
      const search = (more: Body): Promise<string> =>
        refusal(
          place.rpc('silta', 'account.move', 'search_read', {
            domain: [],
            fields: ['id'],
            limit: 1,
            ...more,
          }),
        );
      return [
        await search({ domain: [['x_none', '=', 1]] }),
        await search({ order: 'x_none asc' }),
        await search({ fields: ['x_none'] }),
        await refusal(place.rpc('silta', 'account.move', 'read', { ids: [1], fields: ['x_none'] })),
        await refusal(
          place.rpc('silta', 'account.move', 'web_read', {
            ids: [await draft(place)],
            specification: { x_none: {} },
          }),
        ),
      ];
    },
    answer: Array.from({ length: 5 }, () => '500 builtins.ValueError'),
  },
  {
    name: 'conditions that are none',
    async ask(place) {
      const search = (domain: unknown): Promise<string> =>
        refusal(place.rpc('silta', 'account.move', 'search', { domain, limit: 1 }));
      return [
        await search(['|', ['id', '=', 1]]),
        await search([['id', '<>', 1, 2]]),
        await search([['id', 'is', 1]]),
        await search('id'),
      ];
    },
    answer: [
      '500 builtins.ValueError',
      '500 builtins.ValueError',
      '500 builtins.ValueError',
      '500 builtins.TypeError',
    ],
  },
];
