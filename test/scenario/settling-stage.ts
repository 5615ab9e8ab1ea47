/** What credit notes and paid invoices need to be played: documents of both sides, and how they stand. */
import { expect } from '@jest/globals';
import { until, type Company } from '../../tools/playground/world.ts';
import { newCase, type Case } from './cases.ts';
import { inNetvisor } from './netvisor-documents.ts';
import { quiet } from './stage.ts';

/** The company's setting for how invoices arrive; Odoo delivers what arrives open. */
export function arrive(company: Company, as: 'open' | 'unsent'): void {
  company.odoo.edit('res.company', 1, { x_netvisor_invoice_status: as });
}

/** Posts nothing itself: an invoice of 112.95 that Odoo has delivered where the company delivers by Odoo. */
export function anInvoice(company: Company, delivered = true): Case {
  const made = newCase(company);
  company.odoo.edit('account.move', made.moveId, { is_move_sent: delivered });
  return made;
}

/** Credits an invoice through Odoo's wizard, for a part of its rows where a price is given. */
export function creditNoteOf(
  own: Case,
  { price, delivered = true }: { readonly price?: number; readonly delivered?: boolean } = {},
): number {
  const lines = price === undefined ? undefined : [{ product: own.productId, quantity: 1, price }];
  const { id } = own.company.odoo.createCreditNote({
    invoice: own.moveId,
    ...(lines && { lines: lines.map((line) => ({ ...line, taxes: ['tax_dom_sales_goods_25_5'] })) }),
  });
  own.company.odoo.edit('account.move', id, { is_move_sent: delivered });
  return id;
}

export const fieldOf = (company: Company, moveId: number, name: string): unknown =>
  company.odoo.value('account.move', moveId, `x_netvisor_${name}`);

/** Waits until Silta has brought a document into this state. */
export const stateIs = (company: Company, moveId: number, wanted: string): Promise<unknown> =>
  until(
    `${company.name} ${moveId} ${wanted}`,
    () => ({ state: fieldOf(company, moveId, 'state'), reason: fieldOf(company, moveId, 'reason') }),
    ({ state }) => state === wanted,
  );

/** Open sums in Netvisor, and how often something was settled on each document. */
export const standing = (company: Company, ...moveIds: readonly number[]) =>
  moveIds.map((id) => {
    const { openSum, settlements } = inNetvisor(company, id);
    return { openSum, settled: settlements.length };
  });

let presses = 0;

/** A person presses *Send*, and Silta has answered when this resolves. */
export async function sendAgain(company: Company, moveId: number, wanted: string): Promise<void> {
  const token = `2026-11-21 12:00:00.${(presses += 1)}`;
  company.odoo.edit('account.move', moveId, { x_netvisor_request: token });
  await company.send(moveId);
  const seen = () => [fieldOf(company, moveId, 'served'), fieldOf(company, moveId, 'state')];
  await until(
    `${company.name} ${moveId} answered: ${wanted}`,
    seen,
    ([served, state]) => served === token && state === wanted,
  );
  await quiet(company);
  expect(fieldOf(company, moveId, 'state')).toBe(wanted);
}

/** Another invoice of the same customer, of 112.95. */
export function anotherInvoice({ company: own, partnerId, productId }: Case): number {
  const { id } = own.odoo.createInvoice({
    partner: partnerId,
    lines: [{ product: productId, quantity: 2, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }],
  });
  own.odoo.edit('account.move', id, { is_move_sent: true });
  return id;
}

export const postsOf = (company: Company, operation: string): number =>
  company.netvisor.calls.list().filter((call) => call.operation === operation).length;

export const messagesOf = (company: Company, moveId: number): string =>
  company.odoo
    .state()
    .messages.filter((message) => message['model'] === 'account.move' && message['res_id'] === moveId)
    .map((message) => String(message['body']))
    .join('\n');

/** Silta has met the doubt about a write: it has read so often in Netvisor since, or (wrongly) has written again. */
export async function lookedAfter({ netvisor }: Company, operation: string, reads: number): Promise<void> {
  const since = () => {
    const calls = netvisor.calls.list();
    return calls.slice(calls.findIndex((call) => call.operation === operation) + 1);
  };
  await until(
    'looked at or written again',
    () => (netvisor.calls.list().some((call) => call.operation === operation) ? since() : []),
    (calls) =>
      calls.some((call) => call.operation === operation) ||
      calls.filter(({ outcome }) => outcome === 'answered').length >= reads,
  );
}
