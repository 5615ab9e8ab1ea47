import { describe, expect, test } from '@jest/globals';
import { customerCode, customerLock, mapCustomer, mapProduct, productLock } from '../../mapping/registers.ts';
import { aPartner, aProduct } from './samples.ts';

describe('a new customer', () => {
  const customerOf = (change: Parameters<typeof aPartner>[0] = {}) =>
    mapCustomer({ ...aPartner(change), name: 'Havutupa Tukku Oy' }).customerBaseInformation;

  test('is carried with code, business id, address and contact', () => {
    expect(customerOf({ street2: 'B-rappu' })).toEqual({
      internalIdentifier: 'ODOO-31',
      externalIdentifier: '9345672-7',
      name: 'Havutupa Tukku Oy',
      streetAddress: 'Jäkälätie 4',
      additionalAddressLine: 'B-rappu',
      city: 'Tampere',
      postNumber: '33100',
      country: 'FI',
      phoneNumber: '+358 40 0000000',
      email: 'laskut@havutupa.example',
      emailInvoicingAddress: 'laskut@havutupa.example',
      isActive: true,
      isPrivateCustomer: false,
    });
  });

  test('has a code of its own, by which a lost reply is looked up', () => {
    expect(customerCode(31)).not.toBe(customerCode(32));
  });

  test('gets the business id out of a Finnish VAT number', () => {
    expect(customerOf({ company_registry: undefined, vat: 'FI91200349' }).externalIdentifier).toBe(
      '9120034-9',
    );
  });

  test('keeps a foreign VAT number as it is', () => {
    expect(customerOf({ company_registry: undefined, vat: 'SE556012579001' }).externalIdentifier).toBe(
      'SE556012579001',
    );
  });

  test('that is a person with a business id is none of them: whoever trades is no consumer', () => {
    expect(customerOf({ is_company: false }).isPrivateCustomer).toBe(false);
  });

  test('that is a person is a private customer, and empty fields are left out', () => {
    const nothing = {
      street: undefined,
      zip: undefined,
      city: undefined,
      country_id: undefined,
      email: undefined,
      phone: undefined,
      vat: undefined,
      company_registry: undefined,
    };
    expect(customerOf({ is_company: false, ...nothing })).toEqual({
      internalIdentifier: 'ODOO-31',
      name: 'Havutupa Tukku Oy',
      isActive: true,
      isPrivateCustomer: true,
    });
  });
});

describe('the lock of a customer', () => {
  test('is one for all partners with one business id, wherever it is written', () => {
    const locks = [
      aPartner({ id: 1 }),
      aPartner({ id: 2, vat: undefined }),
      aPartner({ id: 3, company_registry: undefined }),
      aPartner({ id: 4, company_registry: '93456727' }),
    ].map(customerLock);
    expect(new Set(locks).size).toBe(1);
  });

  test('is another one for each partner without a business id', () => {
    const without = { company_registry: undefined, vat: undefined };
    expect(customerLock(aPartner({ id: 1, ...without }))).not.toBe(
      customerLock(aPartner({ id: 2, ...without })),
    );
  });

  test('does not tell the business id: it becomes a workflow id', () => {
    expect(customerLock(aPartner())).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('a new product', () => {
  test('is carried with code, group, name, net price and unit', () => {
    const product = mapProduct({ ...aProduct(), default_code: 'VUOKRA' }, 'Odoo').productBaseInformation;
    expect(product).toMatchObject({
      productCode: 'VUOKRA',
      productGroup: 'Odoo',
      name: 'Kuukausivuokra',
      unit: 'kk',
      isActive: true,
      isSalesProduct: true,
    });
    expect(product.unitPrice).toMatchObject({ type: 'net' });
    expect(product.unitPrice.value.toString()).toBe('45');
  });

  test('has the same lock as another one with the same code, and no other', () => {
    expect(productLock(aProduct({ id: 1 }))).toBe(productLock(aProduct({ id: 2 })));
    expect(productLock(aProduct({ default_code: 'A' }))).not.toBe(
      productLock(aProduct({ default_code: 'B' })),
    );
    const bare = { default_code: undefined };
    expect(productLock(aProduct({ id: 1, ...bare }))).not.toBe(productLock(aProduct({ id: 2, ...bare })));
  });
});
