import { invalidData } from '../errors.ts';
import type { SalesPayment } from '../records.ts';
import { el } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import { comma, finnishDay, finnishMoment, wallClock } from '../values.ts';
import { momentFilter } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** salespaymentlist.nv: payments, linked or not. */
export function listSalesPayments({ query }: ResourceRequest, context: Context): ResourceResult {
  query.allowOnly(
    'abovenetvisorkey',
    'begindate',
    'enddate',
    'searchbyname',
    'limitlinkedpayments',
    'limitbytype',
    'lastmodifiedstart',
    'lastmodifiedend',
    'invoicenetvisorkey',
    'invoicenumber',
  );
  const above = query.text('abovenetvisorkey');
  if (above !== undefined && !/^\d{1,15}$/.test(above)) {
    throw invalidData(`Parameter abovenetvisorkey has an unusable value: ${above}`);
  }
  const [begin, end] = [query.day('begindate'), query.day('enddate')];
  const name = query.text('searchbyname')?.toLowerCase();
  const linked = query.choice('limitlinkedpayments', ['0', '1'] as const);
  const type = query.choice('limitbytype', ['onlycreditloss', 'excludecreditloss'] as const);
  const invoiceKey = query.key('invoicenetvisorkey');
  const number = query.text('invoicenumber');
  const changed = momentFilter(query, context.settings);
  const rows = [...context.store.payments.values()]
    .filter(
      (payment) =>
        (above === undefined || payment.netvisorKey > Number(above)) &&
        (begin === undefined || payment.date >= begin) &&
        (end === undefined || payment.date <= end) &&
        (name === undefined || payment.name.toLowerCase().includes(name)) &&
        (linked === undefined || (payment.invoiceKey !== null) === (linked === '1')) &&
        (type === undefined || payment.creditLoss === (type === 'onlycreditloss')) &&
        (invoiceKey === undefined || payment.invoiceKey === invoiceKey) &&
        (number === undefined || invoiceNumber(payment, context) === number) &&
        changed(payment.modifiedAt),
    )
    .map((payment) => paymentRow(payment, context));
  return { payload: el('SalesPaymentList', rows), booked: false };
}

function invoiceNumber({ invoiceKey }: SalesPayment, { store }: Context): string | undefined {
  return invoiceKey === null ? undefined : store.invoices.get(invoiceKey)?.number;
}

function paymentRow(payment: SalesPayment, context: Context): Xml {
  const { settings } = context;
  const key = payment.invoiceKey;
  const withKey = key !== null && settings.paymentInvoiceKey === 'attribute';
  return el('SalesPayment', [
    el('NetvisorKey', payment.netvisorKey),
    el('Name', payment.name),
    el('Date', finnishDay(payment.date)),
    el('Sum', comma(payment.sumEur, 2)),
    el('ReferenceNumber', payment.referenceNumber),
    el('ForeignCurrencyAmount', payment.currency === 'EUR' ? '' : comma(payment.sum, 2)),
    el('InvoiceNumber', invoiceNumber(payment, context), withKey ? { netvisorkey: String(key) } : {}),
    el('PaymentAccountName', payment.methodName),
    el('VoucherID', payment.voucher.netvisorKey),
    el('LastModifiedTimestamp', finnishMoment(wallClock(payment.modifiedAt, settings.timeStampZone))),
    el('PaymentAccountNumber', payment.bankAccount || payment.ledgerAccount),
    // 1 is a payment by reference; which numbers the other sources have is not published.
    el('PaymentSource', payment.source === 'bank' ? '1' : settings.importedPaymentSource),
    el('BankStatus', 'OK'),
  ]);
}
