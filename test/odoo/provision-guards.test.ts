import { beforeAll, expect, test } from '@jest/globals';
import { describeOdoo } from './harness.ts';
import { idOf, readMove } from './helpers.ts';
import { newPerson, type Person } from './person.ts';
import { draft, posted, press, provision, put, refusedWith } from './provisioned.ts';

const KEY = { x_netvisor_key: 'test:1:42' };
/** What an invoice looks like that is in Netvisor or may be. */
const THERE = {
  sending: { x_netvisor_state: 'sending', x_netvisor_attempt: 'a' },
  'in doubt': { x_netvisor_state: 'attention', x_netvisor_attempt: 'a' },
  waiting: { x_netvisor_state: 'waiting', ...KEY },
  paying: { x_netvisor_state: 'paying', ...KEY },
  sent: { x_netvisor_state: 'sent', ...KEY },
  'sent, and needs attention': { x_netvisor_state: 'attention', ...KEY },
  'sent, of an earlier version': KEY,
} as const;
const FREE = {
  'never sent': {},
  ignored: { x_netvisor_state: 'ignored' },
  'needs attention': {
    x_netvisor_state: 'attention',
    x_netvisor_request: 'send 1',
    x_netvisor_served: 'send 1',
  },
} as const;

describeOdoo('what is in Netvisor is guarded in Odoo', (odoo) => {
  let clerk: Person;

  beforeAll(async () => {
    await provision(odoo());
    clerk = await newPerson(odoo(), 'Kirsi Kirjuri', ['account.group_account_invoice']);
  }, 300_000);

  const inState = async (vals: Record<string, unknown>): Promise<number> => {
    const id = await posted(odoo());
    if (Object.keys(vals).length > 0) await put(odoo(), id, vals);
    return id;
  };
  const stateOf = async (id: number): Promise<unknown> => (await readMove(odoo(), id, ['state']))['state'];

  for (const [name, vals] of Object.entries(THERE)) {
    test(`${name}: neither reset to draft, cancelled, written back nor deleted, by a person or by a program`, async () => {
      const id = await inState(vals);
      const way = /credit note/;
      expect(await refusedWith(clerk.call('account.move', 'button_draft', [[id]]))).toMatch(way);
      expect(await refusedWith(clerk.call('account.move', 'button_cancel', [[id]]))).toMatch(way);
      const { rpc, botKey, adminKey } = odoo();
      for (const key of [botKey, adminKey]) {
        expect(await refusedWith(rpc(key, 'account.move', 'button_draft', { ids: [id] }))).toMatch(way);
        for (const state of ['draft', 'cancel'])
          expect(
            await refusedWith(rpc(key, 'account.move', 'write', { ids: [id], vals: { state } })),
          ).toMatch(way);
        const deletion = rpc(key, 'account.move', 'unlink', { ids: [id], context: { force_delete: true } });
        expect(await refusedWith(deletion)).toMatch(way);
      }
      expect(await readMove(odoo(), id, ['state', ...Object.keys(vals)])).toMatchObject({
        state: 'posted',
        ...vals,
      });
    });
  }

  for (const [name, vals] of Object.entries(FREE)) {
    test(`${name}: reset to draft, cancelled and deleted as ever`, async () => {
      const id = await inState(vals);
      await clerk.call('account.move', 'button_draft', [[id]]);
      expect(await stateOf(id)).toBe('draft');
      await clerk.call('account.move', 'action_post', [[id]]);
      await clerk.call('account.move', 'button_draft', [[id]]);
      await clerk.call('account.move', 'button_cancel', [[id]]);
      expect(await stateOf(id)).toBe('cancel');
      await odoo().rpc(odoo().botKey, 'account.move', 'unlink', {
        ids: [id],
        context: { force_delete: true },
      });
      expect(await readMove(odoo(), id, ['state'])).toEqual({});
    });
  }

  test('a request that has not been served is void when the invoice becomes a draft', async () => {
    const id = await posted(odoo());
    await press(odoo(), clerk, 'action_send', [id]);
    await clerk.call('account.move', 'button_draft', [[id]]);
    expect(
      await readMove(odoo(), id, ['state', 'x_netvisor_request', 'x_netvisor_state', 'x_netvisor_open']),
    ).toMatchObject({
      state: 'draft',
      x_netvisor_request: false,
      x_netvisor_state: false,
      x_netvisor_open: false,
    });
  });

  test('the refusal is in the language of the person', async () => {
    const id = await inState({ ...THERE.sent, x_netvisor_number: '20261' });
    const inLanguage = (lang: string): Promise<string> =>
      refusedWith(clerk.call('account.move', 'button_draft', [[id]], { context: { lang } }));
    expect(await inLanguage('en_US')).toMatch(
      /is in Netvisor \(20261\).*make a credit note.*Resend to Netvisor/,
    );
  });

  test('several at once: one that is guarded keeps all as they were', async () => {
    const free = await posted(odoo());
    const guarded = await inState(THERE.sent);
    expect(await refusedWith(clerk.call('account.move', 'button_draft', [[free, guarded]]))).toMatch(
      /credit note/,
    );
    expect([await stateOf(free), await stateOf(guarded)]).toEqual(['posted', 'posted']);
  });

  test('vendor bills, and drafts that are made and thrown away, meet no guard', async () => {
    const bill = await posted(odoo(), { move_type: 'in_invoice' });
    await clerk.call('account.move', 'button_draft', [[bill]]);
    const fresh = await draft(odoo());
    await clerk.call('account.move', 'unlink', [[fresh]]);
    expect(await readMove(odoo(), fresh, ['state'])).toEqual({});
  });

  test('a credit note takes back what is in Netvisor, without asking', async () => {
    const id = await inState(THERE.sent);
    const { journal_id } = await readMove(odoo(), id, ['journal_id']);
    const context = { active_model: 'account.move', active_ids: [id] };
    const wizard = await clerk.call(
      'account.move.reversal',
      'create',
      [{ move_ids: [[6, 0, [id]]], journal_id }],
      {
        context,
      },
    );
    await clerk.call('account.move.reversal', 'refund_moves', [[wizard].flat()], { context });
    const found = (await clerk.call('account.move', 'search', [
      [['reversed_entry_id', '=', id]],
    ])) as number[];
    expect(found).toHaveLength(1);
    expect(await readMove(odoo(), found[0] ?? 0, ['x_netvisor_key', 'x_netvisor_state'])).toMatchObject({
      x_netvisor_key: false,
      x_netvisor_state: false,
    });
  });

  test('paying, sending by e-mail and correcting what stays writable meet no guard', async () => {
    const id = await inState(THERE.sent);
    await clerk.call('account.move', 'write', [[id], { ref: 'PO 12', invoice_date_due: '2027-01-31' }]);
    const context = { active_model: 'account.move', active_ids: [id] };
    const values = { journal_id: await bankJournal() };
    const wizard = [await clerk.call('account.payment.register', 'create', [values], { context })].flat();
    await clerk.call('account.payment.register', 'action_create_payments', [wizard], { context });
    expect(await readMove(odoo(), id, ['payment_state', 'state'])).toMatchObject({
      payment_state: 'paid',
      state: 'posted',
    });
  });

  async function bankJournal(): Promise<unknown> {
    const domain = [
      ['type', '=', 'bank'],
      ['company_id', '=', odoo().companyId],
    ];
    const found = (await odoo().rpc(odoo().botKey, 'account.journal', 'search', {
      domain,
      limit: 1,
    })) as number[];
    return found[0] ?? idOf(odoo(), 'account.bank');
  }
});
