import { describe, expect, test } from '@jest/globals';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { prepare, renderOrReject, type Prepared } from '../../activities/map-invoice.ts';
import type { GuardedWrite, OdooClient } from '../../odoo/client.ts';
import type { Invoice } from '../../odoo/models.ts';
import { fakeOdoo, OPTIONS } from '../odoo-client/fake-transport.ts';
import { aConnection, settingsOf } from '../config/samples.ts';
import { createOdooClient } from '../../odoo/client.ts';
import { aLine, aNote, anInvoice, aPartner, LEDGER } from '../mapping/samples.ts';

/** A connection whose Odoo takes every write; nothing else is reached here. */
function office(): { readonly deps: ConnectionDeps; readonly writes: readonly GuardedWrite[] } {
  const writes: GuardedWrite[] = [];
  const settings = settingsOf({
    main: aConnection({ more: { environment: 'test', language: 'en' } }),
  }).connections.get('main');
  if (!settings) throw new Error('settings');
  const odoo: OdooClient = {
    ...createOdooClient(fakeOdoo(), OPTIONS),
    guardedWrite: (write) => {
      writes.push(write);
      return Promise.resolve({ kind: 'done' });
    },
  };
  const known: Partial<ConnectionDeps> = {
    settings,
    ledger: LEDGER,
    odoo,
    registers: { read: () => Promise.resolve({}), paymentTerms: () => Promise.resolve([]) },
  };
  return { deps: known as ConnectionDeps, writes };
}

async function told(invoice: Invoice): Promise<{ readonly prepared: Prepared; readonly lines: string[] }> {
  const { deps, writes } = office();
  const prepared = await prepare(deps, invoice);
  return { prepared, lines: writes[0]?.message?.['en']?.split('\n') ?? [] };
}

const UNKNOWN_CUSTOMER = { commercial_partner_id: aPartner({ x_netvisor_keys: {} }) };
const LONG = {
  ref: 'Tilaus 🎉',
  narration: `<p>${'a'.repeat(501)}</p>`,
  invoice_line_ids: [
    aNote('line_section', '日本', 1),
    aLine({ id: 2, sequence: 11, name: `Vuokra ${'b'.repeat(200)}` }),
    aLine({ id: 3, sequence: 12, name: `Siivous\n${'c'.repeat(501)}` }),
  ],
};
const TEXTS = [
  'A text is longer than Netvisor takes: the terms and conditions below the rows (501 characters, at most 500). Shorten it in Odoo.',
  'Netvisor cannot hold these characters: 🎉 (the customer reference). Replace them in Odoo.',
  'Netvisor cannot hold these characters: 日 本 (Text row "日本": the text). Replace them in Odoo.',
  `A text is longer than Netvisor takes: Row 1 ("Vuokra ${'b'.repeat(32)}…"): the first line of the text (207 characters, at most 200). Shorten it in Odoo.`,
  'A text is longer than Netvisor takes: Row 2 ("Siivous"): the text below its first line (501 characters, at most 500). Shorten it in Odoo.',
];

describe('texts that Netvisor cannot take', () => {
  test('are told all at once, by the names that people know', async () => {
    const { deps, writes } = office();
    const invoice = anInvoice(LONG);
    const prepared = await prepare(deps, invoice);
    if (prepared.kind !== 'ready') throw new Error(prepared.kind);
    expect(writes).toEqual([]);
    const rendered = await renderOrReject(deps, invoice, prepared.mapped.document);
    expect(rendered).toEqual({ result: { kind: 'rejected', reason: 'TextTooLong' } });
    expect(writes[0]?.message?.['en']?.split('\n')).toEqual(TEXTS);
  });

  test('hold an invoice back before a customer is made for it', async () => {
    const { prepared, lines } = await told(anInvoice({ ...LONG, ...UNKNOWN_CUSTOMER }));
    expect(prepared).toMatchObject({ kind: 'ended', result: { kind: 'rejected', reason: 'TextTooLong' } });
    expect(lines).toEqual(TEXTS);
  });

  test('are told together with everything else that is wrong', async () => {
    const { prepared, lines } = await told(anInvoice({ ...LONG, state: 'draft', is_move_sent: true }));
    expect(prepared).toMatchObject({ kind: 'ended', result: { kind: 'rejected', reason: 'NotPosted' } });
    expect(lines).toHaveLength(2 + TEXTS.length);
    expect(lines.slice(2)).toEqual(TEXTS);
  });

  test('are told once where a row is split', async () => {
    const account = (id: number) => ({
      id,
      name: `Piste ${id}`,
      code: undefined,
      root_plan_id: { id: 1, display_name: 'Toimipiste' },
    });
    const line = aLine({
      name: 'Vuokra 🎉',
      analytic_distribution: { '4': 50, '5': 50 },
      distribution_analytic_account_ids: [account(4), account(5)],
    });
    const { lines } = await told(anInvoice({ invoice_line_ids: [line], ...UNKNOWN_CUSTOMER }));
    expect(lines).toHaveLength(1);
  });

  test('are none where all is well, and then the customer is asked for', async () => {
    const { prepared, lines } = await told(anInvoice(UNKNOWN_CUSTOMER));
    expect(prepared).toMatchObject({
      kind: 'ended',
      result: { kind: 'needs', customers: [{ recordId: 31 }] },
    });
    expect(lines).toEqual([]);
  });

  test('do not make up blockers of what an invoice lacks anyway', async () => {
    const { lines } = await told(
      anInvoice({ invoice_line_ids: [aLine({ tax_ids: [] })], invoice_date: undefined }),
    );
    expect(lines).toHaveLength(1);
  });
});
