import type { Customer, Product as NetvisorProduct } from '../netvisor/documents.ts';
import type { Partner, Product } from '../odoo/models.ts';
import { businessIdOf } from './business-id.ts';
import { digestOf } from './mark.ts';
import { decimal } from './money.ts';

/** Code of a customer that Silta creates: unique by construction, so it is what a lost reply is looked up by. */
export const customerCode = (partnerId: number): string => `ODOO-${partnerId}`;

/** Equal for partners that must become one customer: same business id, else the partner itself. */
export function customerLock(partner: Partner): string {
  const businessId = businessIdOf(partner.company_registry, partner.vat);
  return digestOf(businessId ? `business-id ${businessId}` : `partner ${partner.id}`);
}

/** Equal for products that must become one product: same code. */
export const productLock = (product: Product): string =>
  digestOf(`product ${product.default_code ?? product.id}`);

/**
 * A partner as a new customer (Netvisor sales API, customer import). `name` must be there. Pure.
 * What Netvisor's card already says is never overwritten: this is for creation only.
 */
export function mapCustomer(partner: Partner & { readonly name: string }): Customer {
  const foreignId = partner.vat ?? partner.company_registry;
  const identifier = businessIdOf(partner.company_registry, partner.vat) ?? foreignId;
  return {
    customerBaseInformation: {
      internalIdentifier: customerCode(partner.id),
      ...(identifier && { externalIdentifier: identifier }),
      name: partner.name,
      ...(partner.street && { streetAddress: partner.street }),
      ...(partner.street2 && { additionalAddressLine: partner.street2 }),
      ...(partner.city && { city: partner.city }),
      ...(partner.zip && { postNumber: partner.zip }),
      ...(partner.country_id?.code && { country: partner.country_id.code }),
      ...(partner.phone && { phoneNumber: partner.phone }),
      ...(partner.email && { email: partner.email }),
      isActive: true,
      isPrivateCustomer: !partner.is_company,
    },
  };
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
