/** What both systems must say of a document in the end, by its kind. */
import { expect } from '@jest/globals';
import { expectInvoiceOnce, expectOnce } from './cases.ts';
import { FILES, type Document } from './kinds.ts';
import { inNetvisor } from './netvisor-documents.ts';
import { messagesOf } from './settling-stage.ts';

/** The promise: in Netvisor once, with all that belongs to it, and Odoo's state true; registers once, too. */
export function expectAllOnce(own: Document): void {
  expectOnce(own);
  expectItsOwnOnce(own);
}

/** The same where customers and products are shared with other documents. */
export function expectDocumentOnce(own: Document): void {
  expectInvoiceOnce(own);
  expectItsOwnOnce(own);
}

function expectItsOwnOnce(own: Document): void {
  expectFiles(own);
  switch (own.kind) {
    case 'credit note':
      return expectMatchedOnce(own);
    case 'paid':
      return expectPaidOnce(own);
    case 'with files':
    case 'files refused':
    case 'ordinary':
    case 'many rows':
    case 'in dollars':
      return expectOpenSums(own, own.moveId);
  }
}

/** All files are there, each once; or none, where Netvisor refused them and the chatter says so. */
function expectFiles({ company, kind, moveId }: Document): void {
  const files = inNetvisor(company, moveId).attachments.map(({ fileName, mimeType }) =>
    mimeType === 'application/pdf' ? mimeType : fileName,
  );
  const has = kind === 'with files' || kind === 'files refused';
  const told = messagesOf(company, moveId).includes('Netvisor refused the invoice with its files');
  const expected = has && !(told && files.length === 0) ? [...FILES].sort() : [];
  expect({ kind, moveId, files: files.sort() }).toEqual({ kind, moveId, files: expected });
  if (kind === 'files refused') expect({ moveId, told }).toEqual({ moveId, told: true });
}

function expectMatchedOnce({ company, moveId, original = 0 }: Document): void {
  const [note, invoice] = [inNetvisor(company, moveId), inNetvisor(company, original)];
  const matches = invoice.settlements.filter(({ kind }) => kind === 'match');
  const total = Number(company.invoice(moveId)['amount_total']).toFixed(2);
  expect(note.settlements).toMatchObject([
    { kind: 'match', byKey: invoice.netvisorKey, amount: `-${total}` },
  ]);
  expect(matches.filter(({ byKey }) => byKey === note.netvisorKey)).toMatchObject([{ amount: total }]);
  expect(company.invoice(moveId)['x_netvisor_matched_at']).toMatch(/^\d{4}-/);
  expectOpenSums({ company }, moveId, original);
}

/** Each payment that Odoo had is in Netvisor once, linked, and Odoo knows its key. */
function expectPaidOnce({ company, moveId }: Document): void {
  const { netvisorKey, settlements } = inNetvisor(company, moveId);
  const known = company.invoice(moveId)['x_netvisor_payments'] as Readonly<Record<string, string>>;
  const { compared, ...keys } = known;
  expect(compared).toBe('yes');
  const booked = company.netvisor
    .state()
    .salesPayments.filter(({ name }) => Object.keys(keys).some((id) => name.endsWith(` ${id}`)));
  expect({ moveId, booked: booked.map((payment) => String(payment.netvisorKey)) }).toEqual({
    moveId,
    booked: Object.values(keys),
  });
  expect(booked).toHaveLength(1);
  expect(settlements.filter(({ kind }) => kind === 'payment')).toMatchObject(
    booked.map((payment) => ({ byKey: payment.netvisorKey })),
  );
  expect(booked.every(({ invoiceKey }) => invoiceKey === netvisorKey)).toBe(true);
  // A claim that Odoo processes late, after all is concluded, may stand there: nobody asks for it any more.
  expectOpenSums({ company }, moveId);
}

/** What is open is the same on both sides. */
function expectOpenSums({ company }: Pick<Document, 'company'>, ...moveIds: readonly number[]): void {
  for (const moveId of moveIds) {
    const { amount_residual, move_type } = company.invoice(moveId);
    const open = Number(amount_residual) * (move_type === 'out_refund' ? -1 : 1);
    const { openCurrencySum } = inNetvisor(company, moveId);
    expect({ moveId, open: Number(openCurrencySum) + 0 }).toEqual({ moveId, open: open + 0 });
  }
}
