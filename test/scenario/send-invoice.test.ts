import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';

let temporal: TestTemporal;
let world: World;
let company: Company;

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 1 });
  await world.startWorker();
  company = world.companies[0]!;
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

test('an ordinary invoice stands in Netvisor once, and Odoo knows it', async () => {
  const partner = company.odoo.addPartner({
    name: 'Havutupa Tukku Oy',
    is_company: true,
    company_registry: '9345672-7',
  });
  const product = company.odoo.addProduct({ name: 'Kuukausivuokra', default_code: 'VUOKRA', list_price: 45 });
  const { id } = company.odoo.createInvoice({
    partner,
    lines: [{ product, quantity: 2, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }],
  });
  await company.send(id);
  const invoice = await until(
    'sent',
    () => company.invoice(id),
    (i) => i['x_netvisor_state'] === 'sent' || i['x_netvisor_state'] === 'attention',
    30_000,
  ).catch((e) => {
    console.log(e, company.odoo.calls.list().slice(-10), company.netvisor.calls.list());
    throw e;
  });
  console.log(
    invoice,
    company.odoo.calls.list().map((c) => c.operation),
    company.netvisor.calls.list().map((c) => c.operation),
  );
  expect(company.netvisor.state().salesInvoices).toHaveLength(1);
});
