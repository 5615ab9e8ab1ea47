import { describe, expect, test } from '@jest/globals';
import { createOdooClient } from '../../odoo/client.ts';
import { invoiceSchema, partnerSchema, productSchema, specificationOf } from '../../odoo/models.ts';
import { fakeOdoo, odooErrorOf, OPTIONS } from './fake-transport.ts';

/** A partner as `web_read` answers it. */
const RAW = {
  id: 7,
  name: 'Havutupa Tukku Oy',
  is_company: true,
  company_registry: '9345672-7',
  vat: false,
  ref: false,
  street: 'Jäkälätie 4',
  street2: false,
  zip: '33100',
  city: 'Tampere',
  country_id: { id: 70, code: 'FI' },
  email: false,
  phone: false,
  lang: 'fi_FI',
  peppol_eas: '0216',
  peppol_endpoint: false,
  property_payment_term_id: false,
  x_netvisor_operator: false,
  x_netvisor_keys: { 'test:9120034-9': '711' },
  x_netvisor_attempt: false,
};

const clientWith = (row: object) =>
  createOdooClient(fakeOdoo({ 'res.partner/web_read': () => [row] }), OPTIONS);

describe('what is asked for', () => {
  test('is what the schema describes, nested where it is nested, without the id that always comes', () => {
    const specification = specificationOf(invoiceSchema);
    expect(Object.keys(specification).toSorted()).toEqual(
      Object.keys(invoiceSchema.shape)
        .filter((name) => name !== 'id')
        .toSorted(),
    );
    expect(specification['invoice_line_ids']?.fields?.['tax_ids']?.fields).toMatchObject({
      amount: {},
      x_netvisor_vat_code: {},
    });
    expect(specification['commercial_partner_id']?.fields).toEqual(specificationOf(partnerSchema));
    expect(specification['invoice_line_ids']?.fields?.['product_id']?.fields).toEqual(
      specificationOf(productSchema),
    );
    // Through a choice of shapes: the general product may be empty.
    expect(specification['company_id']?.fields).toMatchObject({
      x_netvisor_invoice_status: {},
      x_netvisor_generic_product: { fields: specificationOf(productSchema) },
      tax_lock_date: {},
    });
    expect(specification['line_ids']?.fields?.['matched_credit_ids']?.fields).toEqual({
      amount: {},
      debit_amount_currency: {},
      max_date: {},
      credit_move_id: { fields: { date: {}, move_id: expect.anything() } },
    });
    expect(specification['line_ids']?.fields?.['matched_credit_ids']?.fields).toMatchObject({
      credit_move_id: {
        fields: {
          move_id: {
            fields: {
              move_type: {},
              origin_payment_id: { fields: { amount_company_currency_signed: {} } },
              line_ids: { fields: { balance: {}, account_id: { fields: { account_type: {} } } } },
            },
          },
        },
      },
    });
    // What is a mapping of its own holds nothing to ask for.
    expect(specification['invoice_line_ids']?.fields?.['analytic_distribution']).toEqual({});
    expect(specification['invoice_payment_term_id']?.fields?.['line_ids']?.fields).toMatchObject({
      nb_days: {},
    });
    expect(specification['x_netvisor_key']).toEqual({});
    expect(JSON.stringify(specification)).not.toContain('"id"');
  });

  test('is one call for an invoice with all that is needed to send it', async () => {
    const odoo = fakeOdoo({ 'account.move/web_read': () => [] });
    expect(await createOdooClient(odoo, OPTIONS).readInvoice(42)).toBeUndefined();
    expect(odoo.calls).toHaveLength(1);
    expect(odoo.calls[0]).toMatchObject({
      ids: [42],
      args: { specification: specificationOf(invoiceSchema) },
    });
  });
});

describe('what arrives', () => {
  test('is checked, and the empty values of Odoo become undefined', async () => {
    expect(await clientWith(RAW).readPartner(7)).toEqual({
      ...RAW,
      vat: undefined,
      ref: undefined,
      street2: undefined,
      email: undefined,
      phone: undefined,
      peppol_endpoint: undefined,
      property_payment_term_id: undefined,
      x_netvisor_operator: undefined,
      x_netvisor_attempt: undefined,
    });
  });

  test.each([false, null, {}])('keys that are %j are none', async (x_netvisor_keys) => {
    expect((await clientWith({ ...RAW, x_netvisor_keys }).readPartner(7))?.x_netvisor_keys).toEqual({});
  });

  test.each([
    [{ name: 5 }, 'name'],
    [{ country_id: 'Suomi' }, 'country_id'],
    [{ country_id: { id: 70, code: 358 } }, 'country_id'],
    [{ x_netvisor_keys: { 'test:9120034-9': 711 } }, 'x_netvisor_keys'],
    [{ is_company: undefined }, 'is_company'],
  ])('in another shape is refused by the name of the field: %j', async (change, field) => {
    const error = await odooErrorOf(clientWith({ ...RAW, ...change }).readPartner(7));
    expect(error).toMatchObject({ kind: 'Bug', operation: 'res.partner/web_read' });
    expect(error.code).toMatch(new RegExp(`^UnexpectedAnswer\\(0\\.${field}`));
  });

  test('is never quoted in the refusal', async () => {
    const secret = 'Aava Hiidenkoski';
    for (const change of [
      { is_company: secret },
      { country_id: { id: secret, code: secret } },
      { id: secret },
      { x_netvisor_keys: { k: [secret] } },
      { x_netvisor_keys: secret },
    ]) {
      const error = await odooErrorOf(clientWith({ ...RAW, name: secret, ...change }).readPartner(7));
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
    }
  });

  test('names at most five fields, so that the text stays readable', async () => {
    const error = await odooErrorOf(clientWith({ id: 7 }).readPartner(7));
    expect(error.code.split(',')).toHaveLength(5);
  });
});
