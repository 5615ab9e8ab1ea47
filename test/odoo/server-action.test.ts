import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { describeOdoo } from './harness.ts';
import { suggestVatCode } from '../../mapping/vat.ts';
import { planProvisioning } from '../../odoo/provision/provision.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import { LEDGER } from './bridge.ts';
import { joinSilta } from './invoicing.ts';
import {
  chatter,
  createCustomer,
  createPerson,
  firstId,
  firstRow,
  installLanguage,
  postInvoice,
  readMove,
  refusal,
  rows,
} from './helpers.ts';

type Texts = Readonly<Record<'en' | 'fi' | 'sv', string>>;
const inEach = (text: string): Texts => ({ en: text, fi: `fi ${text}`, sv: `sv ${text}` });

interface Job {
  readonly model?: string;
  readonly database?: string;
  readonly id: number;
  readonly expect?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly note?: Texts;
  readonly message?: Texts;
  readonly task?: Texts;
  readonly usedName?: string;
}

describeOdoo("Silta's server action, run by the bot", (odoo) => {
  let action = 0;

  /** Runs the action; model and database default to invoices of this database. */
  const run = (job?: Job): Promise<unknown> => {
    const full = {
      model: 'account.move',
      database: odoo().databaseUuid,
      language: 'en',
      expect: {},
      values: {},
      ...job,
    };
    return odoo().rpc(odoo().botKey, 'ir.actions.server', 'run', {
      ids: [action],
      context: job === undefined ? {} : { silta: full },
    });
  };

  beforeAll(async () => {
    const { rpc, adminKey, companyId } = odoo();
    for (const lang of ['fi_FI', 'sv_SE']) await installLanguage(odoo(), lang);
    const admin = createJson2Transport({ ...odoo(), apiKey: adminKey, timeoutMs: 60_000 });
    const options = { admin, company: companyId, ledger: LEDGER, repin: 'keep', suggestVatCode } as const;
    for (const { apply } of await planProvisioning(options)) await apply();
    await joinSilta(odoo());
    const fields = ['x_netvisor_action'];
    const company = await rpc(adminKey, 'res.company', 'read', { ids: [companyId], fields });
    action = Number(firstRow(company)['x_netvisor_action']);
    // Nobody but the person that the company names is told, unless a test says so.
    await rpc(adminKey, 'res.company', 'write', {
      ids: [companyId],
      vals: { x_netvisor_responsible: false },
    });
  });

  test('without a job it says which database this is; the dictionary comes back as it is', async () => {
    expect(await run()).toEqual({ done: false, why: 'identity', database: odoo().databaseUuid });
  });

  test('with the right expectation it changes the record and leaves a note', async () => {
    const id = await postInvoice(odoo());
    const values = { x_netvisor_attempt: 'token-1', x_netvisor_state: 'sending' };
    const reply = await run({
      id,
      expect: { x_netvisor_attempt: false },
      values,
      note: inEach('Sending <b>now</b>'),
    });
    expect(reply).toEqual({ done: true, database: odoo().databaseUuid });
    expect(await readMove(odoo(), id, Object.keys(values))).toMatchObject(values);
    const messages = rows(
      await odoo().rpc(odoo().botKey, 'mail.message', 'search_read', {
        domain: [
          ['model', '=', 'account.move'],
          ['res_id', '=', id],
        ],
        fields: ['body', 'subtype_id'],
        order: 'id asc',
      }),
    );
    expect(messages).toContainEqual(
      expect.objectContaining({
        body: '<p>Sending &lt;b&gt;now&lt;/b&gt;</p>',
        subtype_id: [expect.any(Number), 'Note'],
      }),
    );
  });

  test('with a wrong expectation it changes nothing and says what it found', async () => {
    const id = await postInvoice(odoo());
    await run({ id, values: { x_netvisor_attempt: 'theirs' } });
    const reply = await run({
      id,
      expect: { x_netvisor_attempt: 'mine' },
      values: { x_netvisor_attempt: 'mine too' },
      note: inEach('never written'),
    });
    expect(reply).toMatchObject({ done: false, why: 'changed', found: { x_netvisor_attempt: 'theirs' } });
    expect(await readMove(odoo(), id, ['x_netvisor_attempt'])).toMatchObject({
      x_netvisor_attempt: 'theirs',
    });
  });

  test('an empty field is false to it: neither null nor an empty text is the same', async () => {
    const id = await postInvoice(odoo());
    for (const empty of [null, '']) {
      expect(await run({ id, expect: { x_netvisor_attempt: empty } })).toMatchObject({
        why: 'changed',
        found: { x_netvisor_attempt: false },
      });
    }
    expect(await run({ id, expect: { x_netvisor_attempt: false } })).toMatchObject({ done: true });
  });

  test('it refuses a job that was meant for another database', async () => {
    const id = await postInvoice(odoo());
    const reply = await run({ id, database: 'another', values: { x_netvisor_attempt: 'x' } });
    expect(reply).toMatchObject({ done: false, why: 'database', database: odoo().databaseUuid });
    expect(await readMove(odoo(), id, ['x_netvisor_attempt'])).toMatchObject({ x_netvisor_attempt: false });
  });

  test('it says that a record is gone', async () => {
    expect(await run({ id: 999_999 })).toMatchObject({ done: false, why: 'gone' });
  });

  test("it refuses Odoo's own fields and other models", async () => {
    const id = await postInvoice(odoo());
    const denied = '422 odoo.exceptions.UserError';
    expect(await refusal(run({ id, values: { ref: 'x' } }))).toBe(denied);
    expect(await refusal(run({ id, model: 'res.users' }))).toBe(denied);
  });

  test('a field that does not exist is an error of ours, and nothing is written', async () => {
    const id = await postInvoice(odoo());
    const values = { x_netvisor_attempt: 'x', x_netvisor_unknown: 'y' };
    expect(await refusal(run({ id, values }))).toBe('500 builtins.ValueError');
    expect(await refusal(run({ id, expect: { x_netvisor_unknown: false } }))).toBe('500 builtins.ValueError');
    expect(await readMove(odoo(), id, ['x_netvisor_attempt'])).toMatchObject({ x_netvisor_attempt: false });
  });

  test('of 20 runs at the same time with one expectation exactly one is done, and the others say so', async () => {
    const id = await postInvoice(odoo());
    const tokens = Array.from({ length: 20 }, (_, index) => `token-${index}`);
    const replies = await Promise.all(
      tokens.map(async (token) => {
        const values = { x_netvisor_attempt: token, x_netvisor_state: 'sending' };
        const job = {
          id,
          expect: { x_netvisor_attempt: false },
          values,
          note: inEach(`claimed by ${token}`),
        };
        return { token, reply: z.looseObject({ done: z.boolean() }).parse(await run(job)) };
      }),
    );
    const winners = replies.filter(({ reply }) => reply.done);
    expect(winners).toHaveLength(1);
    const winner = winners[0]?.token;
    expect(await readMove(odoo(), id, ['x_netvisor_attempt'])).toMatchObject({ x_netvisor_attempt: winner });
    for (const { reply } of replies.filter(({ reply: { done } }) => !done)) {
      expect(reply).toMatchObject({ why: 'changed', found: { x_netvisor_attempt: winner } });
    }
    const notes = await odoo().rpc(odoo().botKey, 'mail.message', 'search_count', {
      domain: [
        ['model', '=', 'account.move'],
        ['res_id', '=', id],
        ['body', 'ilike', 'claimed by'],
      ],
    });
    expect(notes).toBe(1);
  });

  test('two runs that each write what the other one expects are never both done', async () => {
    const id = await postInvoice(odoo());
    const replies = await Promise.all([
      run({ id, expect: { x_netvisor_attempt: false }, values: { x_netvisor_state: 'sending' } }),
      run({ id, expect: { x_netvisor_state: false }, values: { x_netvisor_attempt: 'token' } }),
    ]);
    const done = replies.map((reply) => z.looseObject({ done: z.boolean() }).parse(reply).done);
    expect(done.filter(Boolean)).toHaveLength(1);
  });

  test('a file goes in as base64 and lands in an attachment that is not listed among the others', async () => {
    const id = await postInvoice(odoo());
    const data = Buffer.from('<root>ä</root>', 'utf8').toString('base64');
    expect(await run({ id, values: { x_netvisor_data: data } })).toMatchObject({ done: true });
    const read = await odoo().rpc(odoo().botKey, 'account.move', 'web_read', {
      ids: [id],
      specification: { x_netvisor_data: {} },
    });
    expect(firstRow(read)['x_netvisor_data']).toBe(data);
    const domain = [
      ['res_model', '=', 'account.move'],
      ['res_id', '=', id],
    ];
    const attachments = (more: unknown[]): Promise<unknown> =>
      odoo().rpc(odoo().adminKey, 'ir.attachment', 'search_read', {
        domain: [...domain, ...more],
        fields: ['file_size'],
      });
    expect(rows(await attachments([['res_field', '=', 'x_netvisor_data']]))).toMatchObject([
      { file_size: 15 },
    ]);
    expect(await attachments([])).toEqual([]);
  });

  test('files, dates and links cannot be expected: they are never equal to what JSON can say', async () => {
    const id = await postInvoice(odoo());
    const data = Buffer.from('abc').toString('base64');
    const sentAt = '2026-03-02 10:00:00';
    await run({ id, values: { x_netvisor_data: data, x_netvisor_sent_at: sentAt } });
    expect(await run({ id, expect: { x_netvisor_data: data } })).toMatchObject({ why: 'changed' });
    expect(await run({ id, expect: { x_netvisor_sent_at: sentAt } })).toMatchObject({
      why: 'changed',
      found: { x_netvisor_sent_at: sentAt },
    });
    const { partner_id: partner } = await readMove(odoo(), id, ['partner_id']);
    expect(await run({ id, expect: { partner_id: partner } })).toMatchObject({
      why: 'changed',
      found: { partner_id: `res.partner(${String(partner)},)` },
    });
  });

  test('a json field holds, returns and compares an object', async () => {
    const id = await createCustomer(odoo());
    const job = (more: Pick<Job, 'expect' | 'values'>): Promise<unknown> =>
      run({ model: 'res.partner', id, ...more });
    const read = async (): Promise<unknown> =>
      firstRow(
        await odoo().rpc(odoo().botKey, 'res.partner', 'web_read', {
          ids: [id],
          specification: { x_netvisor_keys: {} },
        }),
      )['x_netvisor_keys'];
    expect(await read()).toBe(false);
    const keys = { customer: '12', nested: { a: 1 } };
    expect(
      await job({ expect: { x_netvisor_keys: false }, values: { x_netvisor_keys: keys } }),
    ).toMatchObject({
      done: true,
    });
    expect(await read()).toEqual(keys);
    const sameInOtherOrder = { nested: { a: 1 }, customer: '12' };
    expect(
      await job({
        expect: { x_netvisor_keys: sameInOtherOrder },
        values: { x_netvisor_keys: { customer: '13' } },
      }),
    ).toMatchObject({ done: true });
    expect(await job({ expect: { x_netvisor_keys: keys } })).toMatchObject({
      why: 'changed',
      found: { x_netvisor_keys: { customer: '13' } },
    });
    await odoo().rpc(odoo().botKey, 'res.partner', 'write', { ids: [id], vals: { x_netvisor_keys: {} } });
    expect(await read()).toBe(false);
  });

  test('a duplicated invoice and a credit note carry none of its values', async () => {
    const { rpc, botKey } = odoo();
    const id = await postInvoice(odoo());
    const data = Buffer.from('abc').toString('base64');
    await run({ id, values: { x_netvisor_attempt: 't', x_netvisor_state: 'sent', x_netvisor_data: data } });
    const copy = firstId(await rpc(botKey, 'account.move', 'copy', { ids: [id] }));
    const { journal_id } = await readMove(odoo(), id, ['journal_id']);
    const context = { active_model: 'account.move', active_ids: [id] };
    const vals_list = { move_ids: [[6, 0, [id]]], journal_id, date: '2026-03-03' };
    const wizard = await rpc(botKey, 'account.move.reversal', 'create', { vals_list, context });
    await rpc(botKey, 'account.move.reversal', 'refund_moves', { ids: wizard, context });
    const creditNote = firstId(
      await rpc(botKey, 'account.move', 'search', { domain: [['reversed_entry_id', '=', id]] }),
    );
    const empty = { x_netvisor_attempt: false, x_netvisor_state: false, x_netvisor_data: false };
    for (const other of [copy, creditNote]) {
      expect(await readMove(odoo(), other, Object.keys(empty))).toMatchObject(empty);
    }
  });

  test('its write marks the invoice as changed by hand unless the context says not to', async () => {
    const { rpc, botKey } = odoo();
    const id = await postInvoice(odoo());
    const job = { model: 'account.move', id, database: odoo().databaseUuid, language: 'en', expect: {} };
    const write = (token: string, more: Record<string, unknown>): Promise<unknown> =>
      rpc(botKey, 'ir.actions.server', 'run', {
        ids: [action],
        context: { silta: { ...job, values: { x_netvisor_attempt: token } }, ...more },
      });
    await write('1', { skip_is_manually_modified: true });
    expect(await readMove(odoo(), id, ['is_manually_modified'])).toMatchObject({
      is_manually_modified: false,
    });
    await write('2', {});
    expect(await readMove(odoo(), id, ['is_manually_modified'])).toMatchObject({
      is_manually_modified: true,
    });
  });

  describe('tells people', () => {
    const parked = { x_netvisor_state: 'attention', x_netvisor_reason: 'TaxWithoutVatCode' };
    const told = {
      message: inEach('give the <tax> a code'),
      note: inEach('not sent'),
      task: inEach('see to it'),
    };
    const tasks = async (id: number): Promise<Record<string, unknown>[]> =>
      rows(
        await odoo().rpc(odoo().adminKey, 'mail.activity', 'search_read', {
          domain: [
            ['res_model', '=', 'account.move'],
            ['res_id', '=', id],
          ],
          fields: ['summary', 'note', 'user_id'],
          load: '',
        }),
      );
    const messageIn = async (id: number, lang: string): Promise<unknown> =>
      firstRow(
        await odoo().rpc(odoo().botKey, 'account.move', 'read', {
          ids: [id],
          fields: ['x_netvisor_message'],
          context: { lang },
        }),
      )['x_netvisor_message'];
    let finn = 0;
    beforeAll(async () => {
      finn = await createPerson(odoo(), { name: 'Aino Kirjanpitäjä', login: 'aino', lang: 'fi_FI' });
    });
    const invoiceOf = async (user: number | false): Promise<number> => {
      const id = await postInvoice(odoo());
      await odoo().rpc(odoo().adminKey, 'account.move', 'write', {
        ids: [id],
        vals: { invoice_user_id: user },
      });
      return id;
    };

    test('what to do, each reader in the own language, and clears it in all of them', async () => {
      const id = await postInvoice(odoo());
      await run({ id, values: parked, ...told });
      expect(await messageIn(id, 'en_US')).toBe('give the <tax> a code');
      expect(await messageIn(id, 'fi_FI')).toBe('fi give the <tax> a code');
      expect(await messageIn(id, 'sv_SE')).toBe('sv give the <tax> a code');
      await run({ id, values: { x_netvisor_state: 'sent', x_netvisor_message: false } });
      for (const lang of ['en_US', 'fi_FI', 'sv_SE']) expect(await messageIn(id, lang)).toBe(false);
    });

    test('one task for the salesperson in their language, renewed and not doubled, gone when it is cured', async () => {
      const id = await invoiceOf(finn);
      await run({ id, values: parked, ...told });
      await run({ id, values: parked, ...told, message: inEach('another reason') });
      expect(await tasks(id)).toEqual([
        expect.objectContaining({
          summary: 'fi see to it',
          note: '<p>fi another reason</p>',
          user_id: finn,
        }),
      ]);
      expect(
        (await chatter(odoo(), 'account.move', id)).filter((note) => note === 'fi not sent'),
      ).toHaveLength(2);
      await run({ id, values: { x_netvisor_state: 'sending' } });
      expect(await tasks(id)).toEqual([]);
    });

    test('whom the company names where nobody sold it, and nobody who may not see the invoice', async () => {
      const { rpc, adminKey, companyId } = odoo();
      const stranger = await createPerson(odoo(), { name: 'Ulla Ulkopuolinen', login: 'ulla', groups: [] });
      const id = await invoiceOf(stranger);
      await run({ id, values: parked, ...told });
      expect(await tasks(id)).toEqual([]);
      await rpc(adminKey, 'res.company', 'write', {
        ids: [companyId],
        vals: { x_netvisor_responsible: finn },
      });
      await run({ id, values: parked, ...told });
      expect(await tasks(id)).toMatchObject([{ user_id: finn }]);
      await rpc(adminKey, 'res.company', 'write', {
        ids: [companyId],
        vals: { x_netvisor_responsible: false },
      });
    });

    test('leaves the tasks of people alone', async () => {
      const id = await postInvoice(odoo());
      await odoo().rpc(odoo().adminKey, 'account.move', 'activity_schedule', {
        ids: [id],
        act_type_xmlid: 'mail.mail_activity_data_todo',
        summary: 'call them',
        user_id: finn,
      });
      await run({ id, values: { x_netvisor_state: 'sent' } });
      expect(await tasks(id)).toMatchObject([{ summary: 'call them' }]);
    });
  });

  describe('remembers', () => {
    const events = async (id: number): Promise<unknown[]> =>
      rows(
        await odoo().rpc(odoo().botKey, 'x_netvisor_link', 'search_read', {
          domain: [['x_record', '=', id]],
          fields: ['x_name', 'x_state', 'x_reason', 'x_key', 'x_move_id'],
          order: 'id asc',
          load: '',
        }),
      );

    test('each change of state once, and keeps it when the invoice is deleted', async () => {
      const { rpc, adminKey } = odoo();
      const id = await postInvoice(odoo());
      const { name } = await readMove(odoo(), id, ['name']);
      await run({ id, values: { x_netvisor_state: 'sending', x_netvisor_attempt: 'a' } });
      await run({ id, values: { x_netvisor_attempt: 'b' } });
      await run({ id, values: { x_netvisor_state: 'sent', x_netvisor_key: `${LEDGER}:7` } });
      expect(await events(id)).toMatchObject([
        { x_name: name, x_state: 'sending', x_move_id: id },
        { x_name: name, x_state: 'sent', x_key: `${LEDGER}:7` },
      ]);
      await run({
        id,
        values: { x_netvisor_state: false, x_netvisor_key: false, x_netvisor_attempt: false },
      });
      await rpc(adminKey, 'account.move', 'button_draft', { ids: [id] });
      await rpc(adminKey, 'account.move', 'unlink', { ids: [id] });
      expect(await events(id)).toHaveLength(3);

      // The deleted last number is given again.
      const next = await postInvoice(odoo());
      expect(await readMove(odoo(), next, ['name'])).toMatchObject({ name });
      expect(
        await run({ id: next, usedName: String(name), values: { x_netvisor_attempt: 'c' } }),
      ).toMatchObject({
        done: false,
        why: 'number-used',
      });
    });
  });
});
