import type { Decimal } from 'decimal.js';
import { invalidData } from '../errors.ts';
import { readValidMessage } from '../message.ts';
import type { SalesInvoice } from '../records.ts';
import { MATCH_CREDIT_NOTE } from '../schema/matchcreditnote.ts';
import { settle, unsettled } from '../settlement.ts';
import type { Context } from '../store.ts';
import { textOf } from '../xml.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** matchcreditnote.nv: nets a sent credit note against a sent invoice, as far as both have open sums. */
export function matchCreditNote({ query, body }: ResourceRequest, context: Context): ResourceResult {
  query.allowOnly();
  const { settings, warn } = context;
  const message = readValidMessage(body, MATCH_CREDIT_NOTE, { settings, mode: 'whole', warn });
  const creditNote = find(textOf(message, 'creditnotenetvisorkey'), context);
  const invoice = find(textOf(message, 'invoicenetvisorkey'), context);
  const details = { netvisorKeys: [creditNote.netvisorKey, invoice.netvisorKey] };
  if (settings.matchTwice === 'accept' && areMatched(creditNote, invoice)) return { booked: false, details };
  checkPair(creditNote, invoice, context);
  const amount = matchable(creditNote, invoice, context);
  settle(
    creditNote,
    { kind: 'match', by: 'invoice', byKey: invoice.netvisorKey, amount: amount.negated() },
    context,
  );
  settle(invoice, { kind: 'match', by: 'invoice', byKey: creditNote.netvisorKey, amount }, context);
  return { booked: true, details: { ...details, amount: amount.toFixed(2) } };
}

function find(key: string, { store }: Context): SalesInvoice {
  const invoice = store.invoices.get(Number(key));
  if (invoice === undefined || invoice.content.kind === 'order') {
    throw invalidData(`Invoice not found with Netvisor identifier: ${key}`);
  }
  return invoice;
}

function areMatched(creditNote: SalesInvoice, invoice: SalesInvoice): boolean {
  return invoice.settlements.some(({ by, byKey }) => by === 'invoice' && byKey === creditNote.netvisorKey);
}

function checkPair(creditNote: SalesInvoice, invoice: SalesInvoice, { settings }: Context): void {
  if (!creditNote.content.invoiceSum.isNegative() || !invoice.content.invoiceSum.isPositive()) {
    throw invalidData('A credit note must be matched to an invoice');
  }
  for (const { status, voucher, netvisorKey } of [creditNote, invoice]) {
    if (status !== 'open' || voucher === null) {
      throw invalidData(`Invoice ${netvisorKey} is not sent or not open: status ${status}`);
    }
  }
  if (creditNote.content.currency !== invoice.content.currency) {
    throw invalidData('Credit note and invoice are in different currencies');
  }
  const sameCustomer = creditNote.content.customerKey === invoice.content.customerKey;
  if (!sameCustomer && settings.matchOtherCustomers === 'refuse') {
    throw invalidData('Credit note and invoice have different customers');
  }
}

/** What both have open, in their currency. */
function matchable(creditNote: SalesInvoice, invoice: SalesInvoice, { settings }: Context): Decimal {
  const credit = unsettled(creditNote).negated();
  const debt = unsettled(invoice);
  if (!credit.isPositive() || credit.isZero() || !debt.isPositive() || debt.isZero()) {
    throw invalidData('Credit note and invoice must both have an open sum');
  }
  if (settings.matchUnequalSums === 'refuse' && !credit.equals(debt)) {
    throw invalidData('Credit note and invoice have different open sums');
  }
  return credit.lessThan(debt) ? credit : debt;
}
