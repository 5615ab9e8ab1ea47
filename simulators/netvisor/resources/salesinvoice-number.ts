import type { InvoiceContent, SalesInvoice } from '../records.ts';
import { duplicate } from '../store.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { referenceCheckDigit } from '../values.ts';

/** Own number, kept number or next free one; each kind and each auxiliary trade name has its series. */
export function numberFor(
  content: InvoiceContent,
  existing: SalesInvoice | undefined,
  { store, settings }: Context,
): string {
  if (content.kind === 'draft') return '';
  const series = seriesOf(content);
  const given = content.header.salesinvoicenumber ?? '';
  if (given !== '') {
    const own = existing?.number === given && seriesOf(existing.content) === series ? 1 : 0;
    const taken = store.invoiceNumbers.uses(series, given) > own;
    if (taken && settings.duplicateNumbers === 'refuse') {
      throw duplicate(`Invoice number ${given} is already in use`, settings);
    }
    return given;
  }
  return existing?.number || store.invoiceNumbers.next(series);
}

function seriesOf(content: InvoiceContent): string {
  return `${content.kind} ${content.header.secondname ?? ''}`;
}

/** Keeps the numbers in use in step; for a document that goes away, `after` is undefined. */
export function renumber(
  before: SalesInvoice | undefined,
  after: Pick<SalesInvoice, 'content' | 'number'> | undefined,
  { invoiceNumbers }: NetvisorStore,
): void {
  if (before !== undefined && before.number !== '') {
    invoiceNumbers.release(seriesOf(before.content), before.number);
  }
  if (after !== undefined && after.number !== '') {
    invoiceNumbers.take(seriesOf(after.content), after.number);
  }
}

/** Own reference, kept reference, the customer's own one, or the number with its check digit. */
export function referenceFor(
  content: InvoiceContent,
  number: string,
  existing: SalesInvoice | undefined,
  { store, settings }: Context,
): string {
  const given = content.header.salesinvoicereferencenumber ?? '';
  if (given !== '') {
    const isTaken = (): boolean =>
      [...store.invoices.values()].some((one) => one !== existing && one.referenceNumber === given);
    if (settings.duplicateReferences === 'refuse' && isTaken()) {
      throw duplicate(`Reference number ${given} is already in use`, settings);
    }
    return given;
  }
  if (content.kind === 'draft') return '';
  if (existing !== undefined && existing.referenceNumber !== '') return existing.referenceNumber;
  const customer = content.customerKey === null ? undefined : store.customers.get(content.customerKey);
  const base = number.padStart(3, '0');
  return customer?.values.customerreferencenumber ?? `${base}${referenceCheckDigit(base)}`;
}
