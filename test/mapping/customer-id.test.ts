import { describe, expect, test } from '@jest/globals';
import {
  customerId,
  isPersonalId,
  sameId,
  searchesFor,
  withholdsPersonalId,
} from '../../mapping/customer-id.ts';
import { customerLock } from '../../mapping/registers.ts';
import { aPartner } from './samples.ts';

const NO_ID = { company_registry: undefined, vat: undefined };
const SWEDEN = { id: 196, code: 'SE' };
const DENMARK = { id: 57, code: 'DK' };

describe('the id of a customer', () => {
  test('is the business id of a Finnish one, from the registry or from its VAT number', () => {
    const finnish = { value: '9345672-7', unique: true, finnish: true };
    expect(customerId(aPartner())).toEqual(finnish);
    expect(customerId(aPartner({ ...NO_ID, company_registry: '93456727' }))).toEqual(finnish);
    expect(customerId(aPartner({ ...NO_ID, vat: 'FI93456727' }))).toEqual(finnish);
    expect(customerId(aPartner({ ...NO_ID, vat: 'FI93456727', country_id: SWEDEN }))).toEqual(finnish);
  });

  test('is the VAT number of a foreign one, as Odoo has it', () => {
    const partner = aPartner({ company_registry: '556012-5790', vat: 'SE556012579001', country_id: SWEDEN });
    expect(customerId(partner)).toEqual({ value: 'SE556012579001', unique: true, finnish: false });
  });

  test('is no Finnish business id where eight digits of another country pass for one by chance', () => {
    const danish = aPartner({ ...NO_ID, company_registry: '93456727', country_id: DENMARK });
    expect(customerId(danish)).toEqual({ value: '93456727', unique: false, finnish: false });
  });

  test("is none where there is none, or Odoo's sign for none", () => {
    expect(customerId(aPartner(NO_ID))).toBeUndefined();
    expect(customerId(aPartner({ ...NO_ID, vat: '/' }))).toBeUndefined();
  });

  test('is never a personal identity code of a person', () => {
    const person = aPartner({ ...NO_ID, is_company: false, vat: '131052308T' });
    expect(customerId(person)).toBeUndefined();
    expect(withholdsPersonalId(person)).toBe(true);
    expect(withholdsPersonalId(aPartner())).toBe(false);
  });

  test.each(['131052-308T', '131052308T', '010594Y9032'])('%s is a personal identity code', (code) => {
    expect(isPersonalId(code)).toBe(true);
  });
  test.each(['131052-308U', '9345672-7', '991352-308T', 'SE556012579001'])('%s is none', (code) => {
    expect(isPersonalId(code)).toBe(false);
  });
});

describe('two spellings of an id', () => {
  test.each([
    ['SE556012579001', 'se 556012-5790.01'],
    ['9345672-7', 'FI93456727'],
    ['9345672-7', '93456727'],
    ['DE999999999', 'DE 999 999 999'],
  ])('%s and %s are the same', (one, other) => expect(sameId(one, other)).toBe(true));
  test.each([
    ['SE556012579001', '556012579001'],
    ['9345672-7', '9345674-3'],
    ['9345672-7', null],
  ])('%s and %s are not', (one, other) => expect(sameId(one, other)).toBe(false));

  test('of a Finnish id are all found by its first seven digits, and of a foreign one in the whole list', () => {
    expect(searchesFor({ value: '9345672-7', unique: true, finnish: true })).toEqual([
      '9345672-7',
      '9345672',
    ]);
    expect(searchesFor({ value: 'SE556012579001', unique: true, finnish: false })).toEqual([
      'SE556012579001',
      undefined,
    ]);
  });

  test('have one lock, so that two contacts never make two customers', () => {
    const swedish = { ...NO_ID, country_id: SWEDEN };
    expect(customerLock(aPartner({ id: 1, ...swedish, vat: 'SE556012579001' }))).toBe(
      customerLock(aPartner({ id: 2, ...swedish, vat: 'SE 556012-579001' })),
    );
    expect(customerLock(aPartner({ id: 1, ...swedish, vat: 'SE556012579001' }))).not.toBe(
      customerLock(aPartner({ id: 1, ...swedish, vat: 'SE556012579101' })),
    );
  });
});
