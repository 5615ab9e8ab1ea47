import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call, codeOf } from '../simulators/netvisor-harness.ts';
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

const changes = (): number =>
  [...world.odoo.calls.list(), ...world.netvisor.calls.list()].filter(({ booked }) => booked).length;

/** What sending would be refused for, and that nothing was changed to find it out. */
async function refusal(id: string): Promise<string> {
  const before = changes();
  const { code, out, err } = await world.run(['preview', 'main', id]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(changes()).toBe(before);
  return out;
}

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

describe('what only a look at both sides tells', () => {
  test('an account that Netvisor does not have', async () => {
    const id = invoice();
    const found = world.odoo.state().invoices.find((one) => one['id'] === Number(id));
    const [line] = found?.['lines'] as { id: number }[];
    const account_id = world.odoo.ref('account.1_account_4000');
    world.odoo.edit('account.move.line', line?.id ?? 0, { account_id });
    expect(await refusal(id)).toMatch(
      /- AccountUnknown: Netvisor has no account 4000 \(Row 1 \("Laatikko"\)\)/,
    );
  });

  test('a reference that another invoice has, which is sent or on its way', async () => {
    const [first, second] = [invoice(), invoice()];
    world.odoo.edit('account.move', Number(second), { payment_reference: '1232' });
    expect((await world.run(['preview', 'main', second])).code).toBe(0);
    world.odoo.edit('account.move', Number(first), {
      x_netvisor_reference: '1232',
      x_netvisor_attempt: 'run/1/1',
    });
    expect(await refusal(second)).toMatch(/- ReferenceRepeated: .*1232/);
  });

  test('a customer without a name, and a product whose code another one has', async () => {
    const nameless = world.odoo.addPartner({ name: 'Nimetön', is_company: true });
    const [one] = ['KANSI', 'KANSI'].map((default_code) =>
      world.odoo.addProduct({ name: 'Kansi', default_code }),
    );
    const taxes = ['tax_dom_sales_goods_25_5'];
    const { id } = world.odoo.createInvoice({
      partner: nameless,
      lines: [{ product: one ?? 0, name: 'Kansi', quantity: 1, price: 5, taxes }],
    });
    world.odoo.edit('res.partner', nameless, { name: false });
    const out = await refusal(String(id));
    expect(out).toMatch(/- CustomerIncomplete: The customer has no name/);
    expect(out).toMatch(/- ProductCodeRepeated: .*KANSI/);
    expect(out).not.toContain('Will be created');
  });

  test('a text that the customer card cannot take', async () => {
    const long = world.odoo.addPartner({ name: 'Pitkä Oy', is_company: true, city: 'a'.repeat(300) });
    const lines = [{ product, name: 'Laatikko', quantity: 1, price: 5, taxes: ['tax_dom_sales_goods_25_5'] }];
    const { id } = world.odoo.createInvoice({ partner: long, lines });
    expect(await refusal(String(id))).toMatch(/- TextTooLong: .*the city \(300 characters/);
  });

  test('records that Netvisor has already are linked and not made', async () => {
    const known = world.odoo.addProduct({ name: 'Tunnettu', default_code: 'T-1' });
    const body =
      '<root><product><productbaseinformation><productcode>T-1</productcode><productgroup>Odoo</productgroup><name>Tunnettu</name><unitprice type="net">1</unitprice><isactive>1</isactive><issalesproduct>1</issalesproduct></productbaseinformation></product></root>';
    const target = '/product.nv?method=add';
    expect(codeOf(await call({ url: world.netvisorUrl, target, body }))).toBe('OK');
    const lines = [{ product: known, name: 'T', quantity: 1, price: 5, taxes: ['tax_dom_sales_goods_25_5'] }];
    const { id } = world.odoo.createInvoice({ partner, lines });
    const { code, out } = await world.run(['preview', 'main', String(id)]);
    expect(code).toBe(0);
    expect(out).toContain('Will be created in Netvisor first: the customer Havutupa Tukku Oy.');
    expect(out).toContain('Is in Netvisor already and will be linked: the product T-1.');
  });
});

describe('an invoice that is in Netvisor already', () => {
  const mark = JSON.stringify({ number: '1', comment: 'Silta x', transactionId: 'y', settleAfter: 1 });

  test('and has changed since would be refused where Netvisor no longer allows an edit', async () => {
    const id = invoice();
    const key = 'test:9120034-9:77';
    world.odoo.edit('account.move', Number(id), {
      x_netvisor_key: key,
      x_netvisor_state: 'sent',
      x_netvisor_mark: mark,
    });
    const out = await refusal(id);
    expect(out).toContain(`In Netvisor already (${key})`);
    expect(out).toMatch(/- InvoiceGoneInNetvisor: /);
  });

  test('of another ledger would be refused', async () => {
    const id = invoice();
    const key = 'production:9120034-9:77';
    world.odoo.edit('account.move', Number(id), { x_netvisor_key: key, x_netvisor_mark: mark });
    expect(await refusal(id)).toMatch(/- OtherLedger: /);
  });
});

test('files that go along are in the message, and those that stay behind are named', async () => {
  const id = invoice();
  const content = Buffer.from('Erittely').toString('base64');
  world.odoo.edit('res.company', 1, { x_netvisor_attachments: 'chosen' });
  const files = ['erittely.txt', 'laskelma.zip'].map((name) =>
    world.odoo.addFile({
      invoice: Number(id),
      name,
      content: name.endsWith('zip') ? Buffer.from('PK\u0003\u0004').toString('base64') : content,
    }),
  );
  world.odoo.edit('account.move', Number(id), { x_netvisor_files: [[6, 0, files]] });
  const [people, xml] = await Promise.all([
    world.run(['preview', 'main', id]),
    world.run(['preview', 'main', id, '--xml']),
  ]);
  expect(people.out).toContain('laskelma.zip');
  expect(xml.out).toContain(`${content}</documentdata>`);
  world.odoo.edit('res.company', 1, { x_netvisor_attachments: 'none' });
});

test('where Netvisor does not answer, nothing is said about what it would refuse', async () => {
  world.netvisor.settings.patch({ maintenance: true });
  const { code, out, err } = await world.run(['preview', 'main', invoice()]);
  world.netvisor.settings.patch({ maintenance: false });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('Netvisor');
});

test('an invoice that is not there is said so', async () => {
  const { code, err } = await world.run(['preview', 'main', '987654']);
  expect({ code, err }).toEqual({ code: 1, err: 'Odoo has no invoice with the id 987654.\n' });
});
