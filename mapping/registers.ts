import type { Customer, Product as NetvisorProduct } from '../netvisor/documents.ts';
import type { Partner, Product } from '../odoo/models.ts';
import { customerId, plainId } from './customer-id.ts';
import { eInvoiceOf } from './einvoice.ts';
import { digestOf } from './mark.ts';
import { decimal } from './money.ts';

/** Code of a customer that Silta creates: unique by construction, so it is what a lost reply is looked up by. */
export const customerCode = (partnerId: number): string => `ODOO-${partnerId}`;

/** Equal for partners that must become one customer: same business or VAT id, else the partner itself. */
export function customerLock(partner: Partner): string {
  const id = customerId(partner);
  if (id === undefined) return digestOf(`partner ${partner.id}`);
  return digestOf(id.finnish ? `business-id ${id.value}` : `foreign-id ${plainId(id.value)}`);
}

/** Equal for products that must become one product: same code. */
export const productLock = (product: Product): string =>
  digestOf(`product ${product.default_code ?? product.id}`);

/**
 * A partner as a new customer (Netvisor sales API, customer import). `name` must be there. Pure.
 * What Netvisor's card already says is never overwritten: this is for creation only. The channel by which Netvisor
 * delivers invoices is data of the card: an e-invoice address where Odoo has one with its operator, else e-mail.
 */
export function mapCustomer(partner: Partner & { readonly name: string }, paymentTermKey?: number): Customer {
  const id = customerId(partner);
  const eInvoice = eInvoiceOf(partner);
  const byEMail = eInvoice.kind !== 'complete' && partner.email;
  return {
    customerBaseInformation: {
      internalIdentifier: customerCode(partner.id),
      ...(id && { externalIdentifier: id.value }),
      name: partner.name,
      ...(partner.street && { streetAddress: partner.street }),
      ...(partner.street2 && { additionalAddressLine: partner.street2 }),
      ...(partner.city && { city: partner.city }),
      ...(partner.zip && { postNumber: partner.zip }),
      ...(partner.country_id?.code && { country: partner.country_id.code }),
      ...(partner.phone && { phoneNumber: partner.phone }),
      ...(partner.email && { email: partner.email }),
      isActive: true,
      // A person with a business id trades: no consumer.
      isPrivateCustomer: !partner.is_company && id === undefined,
      ...(byEMail && { emailInvoicingAddress: byEMail }),
    },
    ...(eInvoice.kind === 'complete' && {
      customerFinvoiceDetails: { finvoiceAddress: eInvoice.address, finvoiceRouterCode: eInvoice.operator },
    }),
    ...((partner.lang || paymentTermKey !== undefined) && {
      customerAdditionalInformation: {
        ...(partner.lang && { invoicingLanguage: invoicingLanguage(partner.lang) }),
        ...(paymentTermKey !== undefined && {
          defaultPaymentTerm: { type: 'netvisor', value: String(paymentTermKey) },
        }),
      },
    }),
  };
}

/** Netvisor writes to customers in three languages; whoever speaks another one is written to in English. */
function invoicingLanguage(lang: string): 'FI' | 'SE' | 'EN' {
  return lang.startsWith('fi') ? 'FI' : lang.startsWith('sv') ? 'SE' : 'EN';
}

/** A product as a new product (Netvisor sales API, product import); its code must be there. Pure. */
export function mapProduct(
  product: Product & { readonly default_code: string },
  group: string,
): NetvisorProduct {
  return {
    productBaseInformation: {
      productCode: product.default_code,
      productGroup: group,
      name: product.name,
      unitPrice: { type: 'net', value: decimal(product.lst_price) },
      ...(product.uom_id && { unit: product.uom_id.name }),
      isActive: true,
      isSalesProduct: true,
    },
  };
}
