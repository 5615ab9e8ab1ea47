import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openOdooWorld, type OdooWorld } from './odoo-world.ts';

let world: OdooWorld;
let partner: number;
let product: number;

beforeAll(async () => {
  world = await openOdooWorld();
  partner = world.odoo.addPartner({ name: 'Havutupa Tukku Oy', is_company: true });
  product = world.odoo.addProduct({ name: 'Laatikko', default_code: 'L-1' });
});
afterAll(() => world?.close());

function invoice(quantity = 2, taxes = ['tax_dom_sales_goods_25_5']): string {
  const lines = [{ product, name: 'Laatikko', quantity, price: 45, taxes }];
  return String(world.odoo.createInvoice({ partner, lines }).id);
}

const changes = (): number => world.odoo.calls.list().filter(({ booked }) => booked).length;

test('a preview shows rows and sums of both sides, what would be created, and changes nothing', async () => {
  const id = invoice();
  const before = changes();
  const { code, out, err } = await world.run(['preview', 'main', id]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Nothing is in the way.');
  expect(out).toContain(
    'Will be created in Netvisor first: the customer Havutupa Tukku Oy, the product L-1.',
  );
  expect(out).toMatch(/^Laatikko +2 +45 net +0 +KOMY 25.5 +90.00 +90.00 +22.95 +by Netvisor$/m);
  expect(out).toMatch(/^KOMY 25.5 +90.00 +90.00 +22.95 +22.95$/m);
  expect(out).toContain('Total: Odoo 112.95 EUR, Netvisor 112.95 EUR');
  expect(changes()).toBe(before);
});

test('with --xml it is the message and nothing else, so that it can be kept and compared', async () => {
  const { code, out } = await world.run(['preview', 'main', invoice(), '--xml']);
  expect(code).toBe(0);
  expect(out).toMatch(/^<root><salesinvoice>.*<\/salesinvoice><\/root>$/s);
  expect(out).toContain('<invoicingcustomeridentifier type="netvisor">NEW</invoicingcustomeridentifier>');
});

test('for machines it has the rows, the sums and the message as data', async () => {
  const { out } = await world.run(['--json', 'preview', 'main', invoice()]);
  expect(JSON.parse(out)).toMatchObject({
    blockers: [],
    creates: { customer: 'Havutupa Tukku Oy', products: ['L-1'] },
    rows: [{ odooNet: '90', netvisorNet: '90', netvisorVat: '22.95', sumsGiven: false }],
    codes: [{ code: 'KOMY 25.5', odoo: { net: '90', vat: '22.95' }, netvisor: { net: '90', vat: '22.95' } }],
    total: { odoo: '112.95', netvisor: '112.95', currency: 'EUR' },
    xml: expect.stringContaining('<root>'),
  });
});

test('what would be refused is said in words, all of it at once, and the rows are shown all the same', async () => {
  const id = invoice(1, ['tax_dom_sales_goods_0']);
  world.odoo.edit('account.move', Number(id), { payment_reference: '12345' });
  const [people, xml] = await Promise.all([
    world.run(['preview', 'main', id]),
    world.run(['preview', 'main', id, '--xml']),
  ]);
  expect(people.code).toBe(1);
  expect(people.out).toMatch(/- ReferenceInvalid: /);
  expect(people.out).toMatch(/- TaxWithoutVatCode: .*has no Netvisor VAT code/);
  expect(people.out).toMatch(/^Laatikko +1 +45 net/m);
  expect(xml).toMatchObject({ code: 1, out: '', err: expect.stringContaining('It would be refused:') });
});

test('an invoice that is not there is said so', async () => {
  const { code, err } = await world.run(['preview', 'main', '987654']);
  expect({ code, err }).toEqual({ code: 1, err: 'Odoo has no invoice with the id 987654.\n' });
});
