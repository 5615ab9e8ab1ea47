import { describe, expect, test } from '@jest/globals';
import { fieldName, namedFields } from '../../mapping/fields.ts';
import { inEach, LANGUAGES } from '../../mapping/texts.ts';
import { elementNames, type Row } from '../../netvisor/schema/row.ts';
import { customerRows } from '../../netvisor/schema/customer.ts';
import { productRows } from '../../netvisor/schema/product.ts';
import { salesPaymentRows } from '../../netvisor/schema/settlement.ts';
import { salesInvoiceRows } from '../../netvisor/schema/sales-invoice.ts';

const PATH = 'salesinvoice/invoicelines/invoiceline[2]/salesinvoiceproductline/productname';
const RESOURCES: Readonly<Record<string, readonly Row[]>> = {
  salesinvoice: salesInvoiceRows,
  customer: customerRows,
  product: productRows,
  salespayment: salesPaymentRows,
};
const place = (field: string | undefined, path?: string, resource = 'salesinvoice.nv') => ({
  resource,
  field,
  path,
});

describe('the name of a field', () => {
  test('is words for people, in their language', () => {
    const names = LANGUAGES.map((language) => fieldName(place('salesinvoiceyourreference'))[language]);
    expect(names).toEqual(['the customer reference', 'asiakkaan viite', 'kundens referens']);
  });

  test('tells a customer from a product where Netvisor has one name for both', () => {
    expect(fieldName(place('name', undefined, 'customer.nv')).en).toBe('the name of the contact');
    expect(fieldName(place('name', undefined, 'product.nv')).en).toBe('the name of the product');
  });

  test('begins with the row, as people know it', () => {
    const rows = ['Text row "Marraskuu"', 'Row 1 ("Vuokra")'].map((row) => inEach(() => row));
    expect(fieldName(place('productname', PATH), rows).en).toBe(
      'Row 1 ("Vuokra"): the first line of the text',
    );
    expect(fieldName(place('productname', PATH)).sv).toBe('Rad 2: textens första rad');
  });

  test('is that of Netvisor where there are no words, and nothing where no field is known', () => {
    expect(fieldName(place('waybill')).fi).toBe('waybill');
    expect(fieldName(place('name', undefined, 'other.nv')).fi).toBe('name');
    expect(fieldName(place(undefined)).fi).toBe('');
  });

  test.each(Object.entries(RESOURCES))(
    'exists for elements of %s alone, in three languages',
    (resource, rows) => {
      const elements = elementNames(rows);
      const named = namedFields(resource);
      expect(named.filter((name) => !elements.has(name))).toEqual([]);
      for (const name of named) {
        const words = LANGUAGES.map(
          (language) => fieldName(place(name, undefined, `${resource}.nv`))[language],
        );
        for (const each of words) expect(each).not.toBe(name);
        expect(words.every((each) => each.trim().length > 1)).toBe(true);
      }
    },
  );
});
