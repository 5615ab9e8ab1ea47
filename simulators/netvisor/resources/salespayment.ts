import { invalidData } from '../errors.ts';
import { BANK_ACCOUNTS, PAYMENT_METHODS } from '../fixture.ts';
import { dimensionsOf, readValidMessage } from '../message.ts';
import { bookPayment, byReference, oldest, unlink } from '../payments.ts';
import type { NewPayment } from '../payments.ts';
import type { SalesInvoice } from '../records.ts';
import { SALES_PAYMENT } from '../schema/payment.ts';
import { requireOpenPeriod } from '../store.ts';
import type { Context } from '../store.ts';
import { decimalOf } from '../values.ts';
import { child, childrenOf, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { checkDimensions, inserted, requireDeleteMethod } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** salespayment.nv: books a payment; whether it is linked to its target is not in the reply. */
export function writeSalesPayment({ query, body }: ResourceRequest, context: Context): ResourceResult {
  query.allowOnly();
  const { settings, store, warn } = context;
  const message = readValidMessage(body, SALES_PAYMENT, { settings, mode: 'whole', warn });
  const target = findTarget(message, context);
  const method = findMethod(message, context);
  const voucherLines = childrenOf(child(message, 'salespaymentvoucherlines') ?? message, 'voucherline');
  for (const line of voucherLines) store.postableAccount(textOf(line, 'accountnumber'));
  const dimensions = voucherLines.flatMap(dimensionsOf);
  checkDimensions(query, dimensions, textOf(message, 'paymentdate'), context);
  const identifier = child(message, 'targetidentifier');
  const byReferenceNumber = identifier?.attributes.type === 'reference';
  const payment = bookPayment(
    {
      source: 'import',
      name: textOf(message, 'sourcename'),
      date: textOf(message, 'paymentdate'),
      sum: decimalOf(textOf(message, 'sum')),
      currency: child(message, 'sum')?.attributes.currency ?? 'EUR',
      referenceNumber: byReferenceNumber ? textOf(message, 'targetidentifier') : '',
      target,
      ...method,
    },
    context,
  );
  store.dimensions.add(dimensions);
  const details = { netvisorKey: payment.netvisorKey, invoiceKey: payment.invoiceKey };
  return { payload: inserted(payment.netvisorKey), booked: true, details };
}

function findTarget(message: XmlNode, context: Context): SalesInvoice | undefined {
  const element = child(message, 'targetidentifier');
  const value = element?.text.trim() ?? '';
  const kind = element?.attributes.targettype === 'order' ? 'order' : 'invoice';
  const found = targetBy(element?.attributes.type, value, kind, context);
  if (found === undefined && context.settings.unknownPaymentTarget === 'refuse') {
    throw invalidData(`Target of the payment not found: ${value}`);
  }
  return found;
}

function targetBy(
  type: string | undefined,
  value: string,
  kind: 'invoice' | 'order',
  context: Context,
): SalesInvoice | undefined {
  switch (type) {
    case 'netvisor': {
      const found = context.store.invoices.get(Number(value));
      return found?.content.kind === kind ? found : undefined;
    }
    case 'invoicenumber':
      return oldest(context, kind, (invoice) => invoice.number === value);
    default:
      return byReference(value, kind, context);
  }
}

function findMethod(
  message: XmlNode,
  { store, settings }: Context,
): Pick<NewPayment, 'methodName' | 'bankAccount' | 'ledgerAccount'> {
  const element = child(message, 'paymentmethod');
  const value = element?.text.trim() ?? '';
  const compact = value.replace(/\s+/g, '');
  const isBank = element?.attributes.type === 'bankaccount';
  const known = isBank
    ? BANK_ACCOUNTS.find(({ name, iban }) => name === value || iban === compact)
    : PAYMENT_METHODS.find(({ name }) => name === value);
  if (known === undefined && settings.unknownPaymentMethod === 'refuse') {
    throw invalidData(`Payment method not found: ${value}`);
  }
  const account = element?.attributes.overrideaccountingaccountnumber;
  const receivable = element?.attributes.overridesalesreceivableaccountnumber;
  for (const number of [account, receivable]) {
    if (number !== undefined) store.postableAccount(number);
  }
  const toOrder = child(message, 'targetidentifier')?.attributes.targettype === 'order';
  if (toOrder && receivable === undefined) {
    throw invalidData('A prepayment of an order needs overridesalesreceivableaccountnumber');
  }
  return {
    methodName: known?.name ?? value,
    bankAccount: isBank ? compact : '',
    ledgerAccount: account ?? known?.account ?? '',
  };
}

/** deletesalespayment.nv: removes a payment with its voucher; what it paid is open again. */
export function deleteSalesPayment(request: ResourceRequest, context: Context): ResourceResult {
  const { store, settings, clock } = context;
  request.query.allowOnly('paymentid');
  requireDeleteMethod(request, settings);
  const key = request.query.key('paymentid');
  if (key === undefined) throw invalidData('Parameter paymentid is missing');
  const payment = store.payments.get(key);
  if (payment === undefined) throw invalidData(`Payment not found with Netvisor identifier: ${key}`);
  requireOpenPeriod(payment.date, settings);
  unlink(payment, context);
  store.payments.delete(key);
  store.deleted.push({ netvisorKey: key, kind: 'payment', number: '', at: clock.now() });
  return { booked: true, details: { netvisorKey: key } };
}
