import { describe, expect, test } from '@jest/globals';
import { cardNote, newCustomerNote } from '../../mapping/customer-card.ts';
import { eInvoiceOf } from '../../mapping/einvoice.ts';
import { paymentTermFor } from '../../mapping/payment-term.ts';
import { mapCustomer } from '../../mapping/registers.ts';
import type { CustomerDetails } from '../../netvisor/customers.ts';
import type { PaymentTermRow } from '../../netvisor/registers.ts';
import type { Partner, PaymentTerm } from '../../odoo/models.ts';
import { Decimal } from 'decimal.js';
import { aPartner } from './samples.ts';

const contact = (change: Partial<Partner> = {}): Partner =>
  aPartner({ peppol_eas: undefined, peppol_endpoint: undefined, x_netvisor_operator: undefined, ...change });

type Base = CustomerDetails['customerBaseInformation'];
const card = (
  change: Partial<Base> = {},
  finvoice: Partial<CustomerDetails['customerFinvoiceDetails']> = {},
): Parameters<typeof cardNote>[1] => ({
  customerBaseInformation: {
    netvisorKey: 4711,
    internalIdentifier: 'HT-1001',
    externalIdentifier: '9345672-7',
    organizationUnitNumber: null,
    customerGroupNetvisorKey: null,
    customerGroupName: null,
    name: 'Havutupa Tukku Oy',
    nameExtension: null,
    streetAddress: 'Jäkälätie 4',
    additionalAddressLine: null,
    city: 'Tampere',
    postNumber: '33100',
    country: 'FI',
    phoneNumber: null,
    faxNumber: null,
    email: 'laskut@havutupa.example',
    emailInvoicingAddress: null,
    homePageUri: null,
    isActive: true,
    isPrivateCustomer: false,
    ...change,
  },
  customerFinvoiceDetails: { finvoiceAddress: null, finvoiceRouterCode: null, ...finvoice },
});

describe('the card of a customer that Netvisor had already', () => {
  test('is not spoken of when it says the same, however it is spelled', () => {
    expect(cardNote(contact(), card())).toBeUndefined();
    const spelled = card({ name: 'HAVUTUPA TUKKU OY', externalIdentifier: 'FI93456727', city: 'TAMPERE' });
    expect(cardNote(contact(), spelled)).toBeUndefined();
  });

  test('is not spoken of where Odoo says nothing', () => {
    const empty = {
      street: undefined,
      zip: undefined,
      city: undefined,
      country_id: undefined,
      email: undefined,
    };
    const full = card({}, { finvoiceAddress: '003793456727', finvoiceRouterCode: 'DABAFIHH' });
    expect(cardNote(contact(empty), full)).toBeUndefined();
  });

  const FINVOICE = { finvoiceAddress: '00379345672700101', finvoiceRouterCode: 'DABAFIHH' };
  const EINVOICE = { peppol_eas: '0213', peppol_endpoint: 'FI93456727', x_netvisor_operator: 'DABAFIHH' };
  test.each<[string, ReturnType<typeof card>, string]>([
    ['name', card({ name: 'Tukku Oy' }), 'Name: Odoo Havutupa Tukku Oy; Netvisor Tukku Oy'],
    ['id', card({ externalIdentifier: null }), 'Business or VAT id: Odoo 9345672-7; Netvisor –'],
    [
      'address',
      card({ streetAddress: 'Tie 1' }),
      'Address: Odoo Jäkälätie 4, 33100, Tampere, FI; Netvisor Tie 1, 33100, Tampere, FI',
    ],
    [
      'e-mail',
      card({ email: 'a@x.example', emailInvoicingAddress: 'b@x.example' }),
      'E-mail: Odoo laskut@havutupa.example; Netvisor b@x.example, a@x.example',
    ],
    ['activity', card({ isActive: false }), 'The customer is not active in Netvisor.'],
  ])('is told of, in words of both sides: %s', (_, other, words) => {
    const lines = cardNote(contact(), other)?.en.split('\n') ?? [];
    expect(lines[0]).toMatch(/^Linked to the customer HT-1001 /);
    expect(lines.slice(1)).toEqual([words]);
  });

  test('is told of when invoices would go to another e-invoice address', () => {
    expect(cardNote(contact(EINVOICE), card({}, FINVOICE))?.en).toContain(
      'E-invoice address / operator: Odoo 003793456727 / DABAFIHH; Netvisor 00379345672700101 / DABAFIHH',
    );
    const same = { ...FINVOICE, finvoiceAddress: '003793456727' };
    expect(cardNote(contact(EINVOICE), card({}, same))).toBeUndefined();
    expect(
      cardNote(contact({ ...EINVOICE, x_netvisor_operator: undefined }), card({}, same)),
    ).toBeUndefined();
  });
});

describe('an e-invoice address of Odoo', () => {
  test.each([
    ['0213', 'FI93456727', '003793456727'],
    ['0216', '003793456727', '003793456727'],
    ['0216', '9345672-7', '003793456727'],
    ['0037', '00379345672700101', '00379345672700101'],
    ['0212', '93456727', '003793456727'],
  ])('%s:%s is %s for Netvisor', (peppol_eas, peppol_endpoint, address) => {
    const eInvoice = eInvoiceOf({ peppol_eas, peppol_endpoint, x_netvisor_operator: ' DABAFIHH ' });
    expect(eInvoice).toEqual({ kind: 'complete', address, operator: 'DABAFIHH' });
  });

  test('of another country, or not one at all, is told and does not go', () => {
    const german = contact({ peppol_eas: '9930', peppol_endpoint: 'DE999999999' });
    expect(eInvoiceOf(german)).toEqual({ kind: 'foreign', address: '9930:DE999999999' });
    expect(newCustomerNote(german)?.en).toContain('9930:DE999999999 did not go to Netvisor');
    expect(eInvoiceOf({ ...german, peppol_eas: '0213', peppol_endpoint: 'FI12' }).kind).toBe('foreign');
  });

  test('goes only whole; a half is told, and invoices go by e-mail', () => {
    const half = contact({ x_netvisor_operator: 'DABAFIHH' });
    expect(newCustomerNote(half)?.en).toContain('has the operator DABAFIHH, but no address');
    const customer = mapCustomer({ ...half, name: 'X' });
    expect(customer.customerFinvoiceDetails).toBeUndefined();
    expect(customer.customerBaseInformation.emailInvoicingAddress).toBe('laskut@havutupa.example');
    expect(newCustomerNote(contact())).toBeUndefined();
  });
});

describe('payment terms of a new customer', () => {
  const term = (change: Partial<PaymentTerm> = {}): PaymentTerm => ({
    id: 1,
    name: '30 days',
    early_discount: false,
    discount_percentage: 2,
    discount_days: 7,
    early_pay_discount_computation: 'included',
    line_ids: [{ id: 1, delay_type: 'days_after', nb_days: 14 }],
    ...change,
  });
  const row = (netvisorKey: number, discountDays: number | null, percent: number | null): PaymentTermRow => ({
    netvisorKey,
    description: null,
    netDays: 14,
    discountDays,
    discountPercent: percent === null ? null : new Decimal(percent),
    isDefault: false,
  });
  const known = [row(5, 7, 2), row(3, null, null), row(6, 7, 3)];

  test('are those of Netvisor that say the same, with the discount or without one', () => {
    expect(paymentTermFor(term(), known)?.netvisorKey).toBe(3);
    expect(paymentTermFor(term({ early_discount: true }), known)?.netvisorKey).toBe(5);
  });

  test('are left out where Netvisor has none that fit', () => {
    const line = { id: 1, delay_type: 'days_after', nb_days: 21 };
    expect(paymentTermFor(term({ line_ids: [line] }), known)).toBeUndefined();
    expect(paymentTermFor(term({ early_discount: true, discount_days: 8 }), known)).toBeUndefined();
    const endOfMonth = { id: 1, delay_type: 'days_after_end_of_month', nb_days: 14 };
    expect(paymentTermFor(term({ line_ids: [endOfMonth] }), known)).toBeUndefined();
    const [half] = term().line_ids;
    expect(paymentTermFor(term({ line_ids: half ? [half, half] : [] }), known)).toBeUndefined();
    expect(paymentTermFor(undefined, known)).toBeUndefined();
  });
});
