import { invalidData } from '../errors.ts';
import { PAYMENT_TERMS } from '../fixture.ts';
import type { PaymentTerm } from '../fixture.ts';
import type { InvoiceContent, RegisterRecord } from '../records.ts';
import { addDays } from '../values.ts';
import { child, textOf } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { paymentTerm } from './customer.ts';

/** Due date and terms: what the message says itself goes before what its payment term says. */
export function termsOf(
  message: XmlNode,
  date: string,
  customer: RegisterRecord | undefined,
): Pick<InvoiceContent, 'dueDate' | 'terms'> {
  const term = registeredTerm(message, customer);
  const dueDate = textOf(message, 'salesinvoiceduedate');
  const own = textOf(message, 'paymenttermnetdays');
  const netDays = term === undefined ? own : String(term.netDays);
  if (dueDate === '' && netDays === '') {
    throw invalidData('Payment term, net days or due date must be given');
  }
  if (Number(netDays) < 0) throw invalidData('Net days must not be negative');
  const discount = child(message, 'paymenttermcashdiscount');
  const discountDays = textOf(message, 'paymenttermcashdiscountdays');
  return {
    dueDate: dueDate || addDays(date, Number(netDays)),
    terms: {
      // A due date of its own replaces the term.
      netDays: dueDate === '' ? netDays : own,
      cashDiscountDays: discountDays || (term?.discountDays ?? ''),
      cashDiscount: discount?.text.trim() || (term?.discountPercent ?? ''),
      cashDiscountType: discount?.attributes.type === 'sum' ? 'sum' : 'percentage',
    },
  };
}

function registeredTerm(message: XmlNode, customer: RegisterRecord | undefined): PaymentTerm | undefined {
  const element = child(message, 'paymentterm');
  const value = element?.text.trim() ?? '';
  if (element === undefined || value === '') return undefined;
  const companyTerm = PAYMENT_TERMS.find(({ standing }) => standing === 'company-default');
  switch (element.attributes.type) {
    case 'netvisor':
      return paymentTerm(value, 'netvisor');
    case 'customerdefault': {
      const own = customer?.values.defaultpaymentterm;
      return own === undefined
        ? companyTerm
        : paymentTerm(own, customer?.attributes['defaultpaymentterm@type']);
    }
    default:
      return companyTerm;
  }
}
