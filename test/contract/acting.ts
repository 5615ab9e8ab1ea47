import {
  create,
  customer,
  invoice,
  LEDGER,
  put,
  readOne,
  refusal,
  rowsOf,
  run,
  unique,
  type Body,
  type ContractCase,
  type Place,
  type Row,
} from './place.ts';

type Texts = Readonly<Record<'en' | 'fi' | 'sv', string>>;
const inEach = (text: string): Texts => ({ en: text, fi: `fi ${text}`, sv: `sv ${text}` });
const ATTEMPT = ['x_netvisor_attempt'];

/** The answer without the database, which must be this one. */
async function said(place: Place, job?: Body): Promise<unknown> {
  const { database, ...rest } = (await run(place, job)) as Row;
  if (database !== place.database) throw new Error(`another database: ${String(database)}`);
  return rest;
}

async function tasks(place: Place, id: number): Promise<unknown[]> {
  const domain = [
    ['res_model', '=', 'account.move'],
    ['res_id', '=', id],
  ];
  const fields = ['summary', 'note', 'activity_type_id', 'automated'];
  const found = await place.rpc('admin', 'mail.activity', 'search_read', { domain, fields, order: 'id asc' });
  return rowsOf(found).map(({ summary, note, activity_type_id: type }) => [
    summary,
    note,
    (type as unknown[])[1],
  ]);
}

async function notes(place: Place, id: number): Promise<unknown[]> {
  const domain = [
    ['model', '=', 'account.move'],
    ['res_id', '=', id],
    ['body', 'ilike', 'not sent'],
  ];
  const found = await place.rpc('silta', 'mail.message', 'search_read', {
    domain,
    fields: ['body'],
    order: 'id asc',
  });
  return rowsOf(found).map(({ body }) => body);
}

async function events(place: Place, id: number): Promise<unknown[]> {
  const found = await place.rpc('silta', 'x_netvisor_link', 'search_read', {
    domain: [['x_record', '=', id]],
    fields: ['x_name', 'x_kind', 'x_model', 'x_state', 'x_reason', 'x_key', 'x_detail', 'x_move_id'],
    order: 'id asc',
    load: '',
  });
  return rowsOf(found).map(({ id: _id, x_name: name, x_move_id: move, ...row }) => ({
    ...row,
    named: typeof name === 'string' && name.startsWith('INV/'),
    linked: move === id,
  }));
}

/** Somebody who invoices in Finnish. */
async function finn(place: Place): Promise<number> {
  const login = unique('aino').replace(' ', '.');
  const groups: unknown[] = [];
  for (const [module, xml_id] of [
    ['base', 'group_user'],
    ['account', 'group_account_invoice'],
  ])
    groups.push(
      (
        (await place.rpc('admin', 'ir.model.data', 'check_object_reference', { module, xml_id })) as unknown[]
      )[1],
    );
  const company = { company_id: place.company, company_ids: [[6, 0, [place.company]]] };
  const vals = { name: login, login, email: `${login}@kuurabox.example`, lang: 'fi_FI', ...company };
  return create(place, 'res.users', { ...vals, group_ids: [[6, 0, groups]] }, 'admin');
}

const parked = { x_netvisor_state: 'attention', x_netvisor_reason: 'TaxWithoutVatCode' };

export const ACTING: readonly ContractCase[] = [
  {
    name: "Silta's action without a job says who the database is",
    ask: (place) => said(place),
    answer: { done: false, why: 'identity' },
  },
  {
    name: 'a change is made where the record is as it was expected to be',
    async ask(place) {
      const id = await invoice(place);
      const values = { x_netvisor_attempt: 'a', x_netvisor_state: 'sending' };
      const answer = await said(place, {
        id,
        expect: { x_netvisor_attempt: false, state: 'posted' },
        values,
      });
      return [answer, await readOne(place, 'account.move', id, Object.keys(values))];
    },
    answer: [{ done: true }, { x_netvisor_attempt: 'a', x_netvisor_state: 'sending' }],
  },
  {
    name: 'and is not where it is another; what was found is told',
    async ask(place) {
      const id = await invoice(place);
      await run(place, { id, values: { x_netvisor_attempt: 'theirs' } });
      const values = { x_netvisor_attempt: 'mine' };
      const answer = await said(place, {
        id,
        expect: { x_netvisor_attempt: false, amount_total: 26.36 },
        values,
      });
      return [answer, await readOne(place, 'account.move', id, ATTEMPT)];
    },
    answer: [
      { done: false, why: 'changed', found: { x_netvisor_attempt: 'theirs', amount_total: 26.36 } },
      { x_netvisor_attempt: 'theirs' },
    ],
  },
  {
    name: 'an empty field is false to it: neither null nor an empty text is',
    async ask(place) {
      const id = await invoice(place);
      const expecting = (empty: unknown) => said(place, { id, expect: { x_netvisor_attempt: empty } });
      return [await expecting(false), await expecting(null), await expecting('')];
    },
    answer: [
      { done: true },
      { done: false, why: 'changed', found: { x_netvisor_attempt: false } },
      { done: false, why: 'changed', found: { x_netvisor_attempt: false } },
    ],
  },
  {
    name: 'files, moments and links are never as expected',
    async ask(place) {
      const id = await invoice(place);
      const sentAt = '2026-03-02 10:00:00';
      await run(place, { id, values: { x_netvisor_sent_at: sentAt, x_netvisor_data: 'YWJj' } });
      const { partner_id: partner } = await readOne(place, 'account.move', id, ['partner_id']);
      const moment = await said(place, { id, expect: { x_netvisor_sent_at: sentAt } });
      const file = (await said(place, { id, expect: { x_netvisor_data: 'YWJj' } })) as Row;
      const link = (await said(place, { id, expect: { partner_id: partner } })) as Row;
      const found = String((link['found'] as Row)['partner_id']).replace(String(partner), 'id');
      return [moment, file['why'], link['why'], found];
    },
    answer: [
      { done: false, why: 'changed', found: { x_netvisor_sent_at: '2026-03-02 10:00:00' } },
      'changed',
      'changed',
      'res.partner(id,)',
    ],
  },
  {
    name: 'a record that is gone, and a job for another database',
    async ask(place) {
      const id = await invoice(place);
      const values = { x_netvisor_attempt: 'x' };
      return [
        await said(place, { id: 999_999, values }),
        await said(place, { id, database: 'another', values }),
        await readOne(place, 'account.move', id, ATTEMPT),
      ];
    },
    answer: [{ done: false, why: 'gone' }, { done: false, why: 'database' }, { x_netvisor_attempt: false }],
  },
  {
    name: 'nothing is written while another record clashes',
    async ask(place) {
      const [first, second] = [await invoice(place), await invoice(place)];
      const reference = unique('ref');
      await run(place, { id: first, values: { x_netvisor_reference: reference } });
      const job = (id: number) => ({
        id,
        values: { x_netvisor_attempt: 'a' },
        clash: [
          ['company_id', '=', place.company],
          ['id', '!=', id],
          ['x_netvisor_reference', '=', reference],
        ],
      });
      return [await said(place, job(second)), await said(place, job(first))];
    },
    answer: [{ done: false, why: 'clash' }, { done: true }],
  },
  {
    name: 'nothing is written under a number that another document was sent under',
    async ask(place) {
      const [first, second] = [await invoice(place), await invoice(place)];
      const { name } = await readOne(place, 'account.move', first, ['name']);
      const job = { id: second, usedName: name, values: { x_netvisor_attempt: 'a' } };
      await run(place, { id: first, values: { x_netvisor_state: 'sending' } });
      const unsent = await said(place, { ...job, values: {} });
      await run(place, { id: first, values: { x_netvisor_state: 'sent', x_netvisor_key: `${LEDGER}:7` } });
      return [unsent, await said(place, job), await said(place, { ...job, id: first })];
    },
    answer: [{ done: true }, { done: false, why: 'number-used' }, { done: true }],
  },
  {
    name: 'of many only those are written whose mark is still the one that was read',
    async ask(place) {
      const ids = [await invoice(place), await invoice(place), await invoice(place)];
      const [same = 0, changed = 0, gone = 0] = ids;
      await put(place, 'account.move', same, { x_netvisor_mark: 'one' });
      await put(place, 'account.move', changed, { x_netvisor_mark: 'newer' });
      const marks = { [same]: 'one', [changed]: 'one', [gone]: false, 999_999: 'one' };
      const values = { x_netvisor_verified_at: '2026-03-02 10:00:00' };
      const answer = await said(place, { ids: [...ids, 999_999], marks, values });
      const read: unknown[] = [];
      for (const id of ids)
        read.push(
          (await readOne(place, 'account.move', id, ['x_netvisor_verified_at']))['x_netvisor_verified_at'],
        );
      return [answer, read, await said(place, { ids: [999_999], marks, values })];
    },
    answer: [
      { done: true },
      ['2026-03-02 10:00:00', false, '2026-03-02 10:00:00'],
      { done: false, why: 'gone' },
    ],
  },
  {
    name: 'whatever was asked by then counts as served',
    async ask(place) {
      const id = await invoice(place);
      await put(place, 'account.move', id, { x_netvisor_request: 'send 1' });
      const fields = ['x_netvisor_served', 'x_netvisor_open'];
      const before = await readOne(place, 'account.move', id, fields);
      await run(place, { id, serve: true, values: { x_netvisor_state: 'sent' } });
      return [before, await readOne(place, 'account.move', id, fields)];
    },
    answer: [
      { x_netvisor_served: false, x_netvisor_open: true },
      { x_netvisor_served: 'send 1', x_netvisor_open: false },
    ],
  },
  {
    name: 'words are written in every language that is installed, and cleared in all of them',
    async ask(place) {
      const id = await invoice(place);
      const inLanguages = async (): Promise<unknown[]> => {
        const found: unknown[] = [];
        for (const lang of ['en_US', 'fi_FI', 'sv_SE'])
          found.push(
            (await readOne(place, 'account.move', id, ['x_netvisor_message'], { context: { lang } }))[
              'x_netvisor_message'
            ],
          );
        return found;
      };
      await run(place, { id, values: parked, message: inEach('give the <tax> a code') });
      const told = await inLanguages();
      await run(place, { id, values: { x_netvisor_state: 'sent', x_netvisor_message: false } });
      return [told, await inLanguages()];
    },
    answer: [
      ['give the <tax> a code', 'fi give the <tax> a code', 'sv give the <tax> a code'],
      [false, false, false],
    ],
  },
  {
    name: 'a note and one task for the salesperson in their language, renewed, and gone when it is cured',
    async ask(place) {
      const id = await invoice(place);
      const vals = { invoice_user_id: await finn(place) };
      await put(place, 'account.move', id, vals);
      const job = { id, values: parked, note: inEach('not sent'), task: inEach('see to it') };
      await run(place, { ...job, message: inEach(`a <first> "reason" & it's\nof two > one line`) });
      const first = await tasks(place, id);
      await run(place, { ...job, message: inEach('another') });
      const second = await tasks(place, id);
      await run(place, { id, values: { x_netvisor_attempt: 'a' } });
      const untouched = (await tasks(place, id)).length;
      await run(place, { id, values: { x_netvisor_state: 'sent' } });
      return [first, second, untouched, await tasks(place, id), await notes(place, id)];
    },
    answer: [
      [['fi see to it', `<p>fi a &lt;first&gt; "reason" &amp; it's<br>of two &gt; one line</p>`, 'To-Do']],
      [['fi see to it', '<p>fi another</p>', 'To-Do']],
      1,
      [],
      ['<p>fi not sent</p>', '<p>fi not sent</p>'],
    ],
  },
  {
    name: 'each change of state is remembered once',
    async ask(place) {
      const id = await invoice(place);
      await run(place, { id, values: { x_netvisor_state: 'sending', x_netvisor_attempt: 'a' } });
      await run(place, { id, values: { x_netvisor_attempt: 'b' } });
      await run(place, { id, values: parked });
      await run(place, {
        id,
        values: { x_netvisor_state: 'sent', x_netvisor_reason: false, x_netvisor_key: `${LEDGER}:7` },
      });
      return events(place, id);
    },
    answer: [
      { x_state: 'sending', x_reason: false, x_key: false, x_detail: 'a' },
      { x_state: 'attention', x_reason: 'TaxWithoutVatCode', x_key: false, x_detail: 'b' },
      { x_state: 'sent', x_reason: false, x_key: `${LEDGER}:7`, x_detail: 'b' },
    ].map((row) => ({ x_kind: 'event', x_model: 'account.move', ...row, named: true, linked: true })),
  },
  {
    name: 'what it remembers outlives the invoice',
    async ask(place) {
      const id = await invoice(place);
      await run(place, { id, values: parked });
      await place.rpc('bot', 'account.move', 'button_draft', { ids: [id] });
      await place.rpc('admin', 'account.move', 'unlink', { ids: [id], context: { force_delete: true } });
      return (await events(place, id)).map((row) => (row as Row)['linked']);
    },
    answer: [false],
  },
  {
    name: 'other models and fields are refused in words',
    async ask(place) {
      const id = await invoice(place);
      const job = (more: Body) => refusal(run(place, { id, ...more }), 'words');
      return [
        await job({ model: 'res.users' }),
        await job({ values: { ref: 'x' } }),
        await job({ model: 'res.company', id: place.company, values: { x_netvisor_pin: 'x' } }),
      ];
    },
    answer: [
      '422 odoo.exceptions.UserError: Silta changes invoices, partners, products and companies only.',
      '422 odoo.exceptions.UserError: Silta writes its own fields only.',
      '422 odoo.exceptions.UserError: Silta leaves to people what people decide on the company form.',
    ],
  },
  {
    name: 'a field that is not there, or a job without values, is an error of ours',
    async ask(place) {
      const id = await invoice(place);
      const answers = [
        await refusal(run(place, { id, values: { x_netvisor_attempt: 'x', x_netvisor_none: 'y' } })),
        await refusal(run(place, { id, expect: { x_netvisor_none: false } })),
        await refusal(run(place, { id, values: undefined })),
        await refusal(run(place, { values: {} })),
      ];
      return [...answers, await readOne(place, 'account.move', id, ATTEMPT)];
    },
    answer: [...Array.from({ length: 4 }, () => '500 builtins.ValueError'), { x_netvisor_attempt: false }],
  },
  {
    name: 'what Silta tells of the connection stands on the company, in every language',
    async ask(place) {
      const values = { x_netvisor_connection: 'paused', x_netvisor_attention_count: 3 };
      const job = { model: 'res.company', id: place.company, values, message: inEach('the key is refused') };
      const answer = await said(place, job);
      const fields = [...Object.keys(values), 'x_netvisor_connection_text'];
      const context = { lang: 'fi_FI' };
      return [answer, await readOne(place, 'res.company', place.company, fields, { context })];
    },
    answer: [
      { done: true },
      {
        x_netvisor_connection: 'paused',
        x_netvisor_attention_count: 3,
        x_netvisor_connection_text: 'fi the key is refused',
      },
    ],
  },
  {
    name: 'keys of registers stand on customers and products',
    async ask(place) {
      const partner = await customer(place);
      const product = await create(place, 'product.product', { name: 'Laatikko', default_code: unique('L') });
      const found: unknown[] = [];
      for (const [model, id] of [
        ['res.partner', partner],
        ['product.product', product],
      ] as const) {
        const values = { x_netvisor_keys: { [LEDGER]: '12' } };
        found.push(await said(place, { model, id, expect: { x_netvisor_keys: false }, values }));
        found.push(
          await said(place, { model, id, expect: { x_netvisor_keys: { [LEDGER]: '12' } }, values: {} }),
        );
        found.push(await said(place, { model, id, expect: { x_netvisor_keys: {} }, values: {} }));
      }
      return found;
    },
    answer: Array.from({ length: 2 }, () => [
      { done: true },
      { done: true },
      { done: false, why: 'changed', found: { x_netvisor_keys: { [LEDGER]: '12' } } },
    ]).flat(),
  },
  {
    name: 'only the group of Silta runs it, the administrator does not',
    ask: (place) => refusal(run(place, undefined, 'admin'), 'words'),
    answer: "403 odoo.exceptions.AccessError: You don't have enough access rights to run this action.",
  },
];

const REPORT =
  '<p>a &amp; b &lt; c</p><table class="table table-sm"><thead><tr><th>A</th></tr></thead><tbody><tr><td>ä</td><td></td></tr></tbody></table><ul><li>x</li></ul><pre>y\n z</pre>';

export const COMPUTING: readonly ContractCase[] = [
  {
    name: 'x_netvisor_open follows each write of request, served, look and looked',
    async ask(place) {
      const id = await invoice(place);
      const found: unknown[] = [];
      for (const vals of [
        { x_netvisor_request: 'send 1' },
        { x_netvisor_served: 'send 1' },
        { x_netvisor_look: 'compare 1 en_US' },
        { x_netvisor_request: 'resend 2' },
        { x_netvisor_looked: 'compare 1 en_US' },
        { x_netvisor_served: 'resend 2' },
        { x_netvisor_request: false },
      ]) {
        await put(place, 'account.move', id, vals);
        const { x_netvisor_open: open } = await readOne(place, 'account.move', id, ['x_netvisor_open']);
        const domain = [
          ['id', '=', id],
          ['x_netvisor_open', '=', true],
        ];
        found.push([open, await place.rpc('silta', 'account.move', 'search_count', { domain })]);
      }
      return found;
    },
    answer: [
      [true, 1],
      [false, 0],
      [true, 1],
      [true, 1],
      [true, 1],
      [false, 0],
      [false, 0],
    ],
  },
  {
    name: "the address in Netvisor is made of the company's and the number in the key",
    async ask(place) {
      const id = await invoice(place);
      await put(place, 'account.move', id, { x_netvisor_key: `${LEDGER}:42` });
      const url = async (link: string | false) => {
        await put(place, 'res.company', place.company, { x_netvisor_link: link });
        return (await readOne(place, 'account.move', id, ['x_netvisor_url']))['x_netvisor_url'];
      };
      return [await url('https://netvisor.example/{key}?again={key}'), await url(false)];
    },
    answer: ['https://netvisor.example/42?again=42', false],
  },
  {
    name: 'documents of customers are here, others are not',
    async ask(place) {
      const here = async (move_type: string) => {
        const partner_id = await customer(place);
        const id = await create(place, 'account.move', { move_type, partner_id });
        return (await readOne(place, 'account.move', id, ['x_netvisor_here']))['x_netvisor_here'];
      };
      return [await here('out_invoice'), await here('out_refund'), await here('in_invoice')];
    },
    answer: [true, true, false],
  },
  {
    name: 'a file that Silta writes is no file of the invoice, and is read by the field',
    async ask(place) {
      const id = await invoice(place);
      await run(place, { id, values: { x_netvisor_data: 'YWJj' } });
      const count = (...more: unknown[]) =>
        place.rpc('silta', 'ir.attachment', 'search_count', {
          domain: [['res_model', '=', 'account.move'], ['res_id', '=', id], ...more],
        });
      const found = [await count(), await count(['res_field', '=', 'x_netvisor_data'])];
      await run(place, { id, values: { x_netvisor_data: false } });
      return [...found, await count(['res_field', '=', 'x_netvisor_data'])];
    },
    answer: [0, 1, 0],
  },
  {
    name: 'a report in HTML is kept as Silta writes it; quotes are written as they are, scripts go',
    async ask(place) {
      const id = await invoice(place);
      const kept = async (report: string) => {
        await run(place, { id, values: { x_netvisor_report: report } });
        return (await readOne(place, 'account.move', id, ['x_netvisor_report']))['x_netvisor_report'];
      };
      return [
        (await kept(REPORT)) === REPORT,
        await kept('<p>&quot;a&quot; &#39;b&#39;<br/>c</p>'),
        await kept('<p>a</p><script>alert(1)</script>'),
        await kept('no tags & all'),
      ];
    },
    answer: [true, '<p>"a" \'b\'<br>c</p>', '<p>a</p>', '<p>no tags &amp; all</p>'],
  },
];
