import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { retryInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { connectionStatus, workflowIds, type ConnectionStatus } from '../../workflows/contract.ts';
import { call, codeOf } from '../simulators/netvisor-harness.ts';
import { expectInvoiceOnce, expectOnce, newCase, settled, type Case } from './cases.ts';
import { CARELESS_NETVISOR, POST } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

/** Companies whose general product is chosen before a worker has ever run. */
let early: {
  readonly good: Company;
  readonly codeless: Company;
  readonly goodId: number;
  codelessId: number;
};

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 16, netvisor: CARELESS_NETVISOR });
  free = [...world.companies];
  const [good, codeless] = [company(), company()];
  early = { good, codeless, goodId: generalProduct(good, 'YLEIS'), codelessId: generalProduct(codeless, '') };
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

function company(): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  return own;
}

/** Chooses a product on the company form for all rows that have none of their own. */
function generalProduct({ odoo }: Company, code: string): number {
  const id = odoo.addProduct({ name: 'Myynti', list_price: 1, ...(code && { default_code: code }) });
  odoo.edit('res.company', 1, { x_netvisor_generic_product: id });
  return id;
}

const posts = ({ netvisor }: Company, operation = POST): number =>
  netvisor.calls.list().filter((seen) => seen.operation === operation).length;
const field = ({ company: own, moveId }: Case, name: string): unknown =>
  own.odoo.value('account.move', moveId, `x_netvisor_${name}`);
const notes = (own: Company, model: string, id: number): string =>
  own.odoo
    .state()
    .messages.filter((message) => message['model'] === model && message['res_id'] === id)
    .map((message) => String(message['body']))
    .join('\n');
const customers = (own: Company) => own.netvisor.state().customers;
const customerOf = (own: Company, partnerId: number) =>
  customers(own).find(({ code }) => code === `ODOO-${partnerId}`);
const connection = (own: Company): Promise<ConnectionStatus> =>
  temporal.client.workflow.getHandle(workflowIds.connection(own.name)).query(connectionStatus);

/** Somebody has made this customer in Netvisor. */
async function customerInNetvisor(own: Company, elements: string): Promise<void> {
  const body = `<root><customer><customerbaseinformation>${elements}</customerbaseinformation></customer></root>`;
  const { url } = own.settings.netvisor;
  expect(codeOf(await call({ url, target: '/customer.nv?method=add', body }))).toBe('OK');
}

async function parkedFor(own: Case, reason: string): Promise<void> {
  await own.company.send(own.moveId);
  await until(
    `${own.company.name} parked for ${reason}`,
    () => [field(own, 'state'), field(own, 'reason')].join(),
    (seen) => seen === `attention,${reason}`,
  );
}

async function curedByRetry(own: Case): Promise<void> {
  await until(
    'retried',
    () => retryInvoice(temporal.client, own.company.name, own.moveId),
    (reached) => reached,
  );
  await settled(own);
  expectOnce(own);
}

describe('a customer that Netvisor may have already', () => {
  test('of another country becomes one customer for two contacts with its VAT number, also at the same moment', async () => {
    const own = company();
    const cases = ['SE556012579001', 'SE 556012-5790.01'].map((vat) => {
      const made = newCase(own);
      own.odoo.edit('res.partner', made.partnerId, { vat, country_id: own.odoo.ref('base.se') });
      return made;
    });
    // Long enough a look for the other one to look meanwhile.
    own.netvisor.faults.add({ operation: 'GET customerlist.nv', fault: 'slow', delayMs: 700, times: 3 });
    await Promise.all(cases.map(({ moveId }) => own.send(moveId)));
    for (const each of cases) await settled(each);
    cases.forEach(expectInvoiceOnce);
    expect(customers(own).filter(({ businessId }) => businessId === 'SE556012579001')).toHaveLength(1);
  });

  test('is linked, however its id is spelled there, and what differs is told on the contact; the card stays', async () => {
    const own = company();
    await customerInNetvisor(
      own,
      '<internalidentifier>K-7</internalidentifier><externalidentifier>SE 556012-5790.01</externalidentifier><name>Norrsken Handel Aktiebolag</name><streetaddress>Gamla gatan 1</streetaddress><city>Kiruna</city><email>gammal@norrsken.example</email>',
    );
    const made = newCase(own);
    own.odoo.edit('res.partner', made.partnerId, {
      name: 'Norrsken Handel AB',
      vat: 'SE556012579001',
      country_id: own.odoo.ref('base.se'),
      street: 'Nya gatan 2',
      city: 'Kiruna',
      email: 'ny@norrsken.example',
    });
    const before = customers(own);
    await own.send(made.moveId);
    await settled(made);
    expectInvoiceOnce(made);
    expect(customers(own)).toEqual(before);
    const told = notes(own, 'res.partner', made.partnerId);
    expect(told).toContain('Linked to the customer K-7');
    expect(told).toContain('Name: Odoo Norrsken Handel AB; Netvisor Norrsken Handel Aktiebolag');
    expect(told).toMatch(/Address: Odoo Nya gatan 2, Kiruna, SE; Netvisor Gamla gatan 1, Kiruna/);
    expect(told).toContain('E-mail: Odoo ny@norrsken.example; Netvisor gammal@norrsken.example');
    expect(told.match(/Linked to the customer/g)).toHaveLength(1);
  });

  test('is found by a business id that stands there as a VAT number, and nothing is told when nothing differs', async () => {
    const own = company();
    await customerInNetvisor(own, '<externalidentifier>FI93456743</externalidentifier><name>X</name>');
    const made = newCase(own);
    own.odoo.edit('res.partner', made.partnerId, { name: 'X', company_registry: '9345674-3' });
    const before = customers(own);
    await own.send(made.moveId);
    await settled(made);
    expect(customers(own)).toEqual(before);
    expect(notes(own, 'res.partner', made.partnerId)).not.toContain('Netvisor');
  });

  test('is linked all the same where Silta may not read its card', async () => {
    const own = company();
    await customerInNetvisor(own, '<externalidentifier>9345674-3</externalidentifier><name>Aivan muu</name>');
    own.netvisor.faults.add({
      operation: 'GET getcustomer.nv',
      fault: 'refuse',
      code: 'SERVICE_ACCESS_ERROR',
    });
    const made = newCase(own);
    own.odoo.edit('res.partner', made.partnerId, { company_registry: '9345674-3' });
    await own.send(made.moveId);
    await settled(made);
    expectInvoiceOnce(made);
    expect((await connection(own)).closedResources).toEqual([]);
  });
});

describe('a new customer', () => {
  test('carries language, payment terms and the e-invoice address with its operator', async () => {
    const own = company();
    const made = newCase(own);
    const { odoo } = own;
    odoo.edit('res.partner', made.partnerId, {
      lang: 'sv_SE',
      email: 'faktura@kund.example',
      property_payment_term_id: odoo.ref('account.account_payment_term_30days'),
      x_netvisor_operator: 'DABAFIHH',
    });
    peppol(own, made.partnerId, '0213', 'FI93456743');
    await own.send(made.moveId);
    await settled(made);
    expect(customerOf(own, made.partnerId)?.values).toMatchObject({
      finvoiceaddress: '003793456743',
      finvoiceroutercode: 'DABAFIHH',
      invoicinglanguage: 'SE',
      defaultpaymentterm: '4',
      isprivatecustomer: '0',
    });
    expect(customerOf(own, made.partnerId)?.values['emailinvoicingaddress']).toBeUndefined();
  });

  test('with half an e-invoice address gets invoices by e-mail, and the half is told on the contact, once', async () => {
    const own = company();
    const made = newCase(own);
    own.odoo.edit('res.partner', made.partnerId, { email: 'laskut@asiakas.example' });
    peppol(own, made.partnerId, '0216', '003793456743');
    await own.send(made.moveId);
    await settled(made);
    const { values } = customerOf(own, made.partnerId) ?? {};
    expect(values).toMatchObject({ emailinvoicingaddress: 'laskut@asiakas.example' });
    expect(values?.['finvoiceaddress']).toBeUndefined();
    const told = notes(own, 'res.partner', made.partnerId);
    expect(told.match(/has the address 003793456743, but no operator/g)).toHaveLength(1);
  });

  test('is refused by the name of the field when a text is too long, and nothing is claimed or sent', async () => {
    const own = company();
    const made = newCase(own);
    own.odoo.edit('res.partner', made.partnerId, { street: 'Pitkäkatu '.repeat(9) });
    await parkedFor(made, 'RegisterRejected');
    expect(notes(own, 'res.partner', made.partnerId)).toContain('the street (90 characters, at most 80)');
    expect(posts(own, 'POST customer.nv add')).toBe(0);
    own.odoo.edit('res.partner', made.partnerId, { street: 'Lyhytkatu 1' });
    await curedByRetry(made);
  });

  function peppol({ odoo }: Company, partnerId: number, scheme: string, endpoint: string): void {
    const row = odoo.db.row('res.partner', partnerId);
    if (!row) throw new Error('no partner');
    // Computed by Odoo where nobody has chosen: straight into the table.
    odoo.db.set(row, 'peppol_eas', scheme);
    odoo.db.set(row, 'peppol_endpoint', endpoint);
  }
});

describe('the general product of the company form', () => {
  const products = (own: Company, code: string) =>
    own.netvisor.state().products.filter((product) => product.code === code);

  test('stands in Netvisor once before any invoice needs it, and two invoices at once make no second one', async () => {
    const { good, goodId } = early;
    await until(
      'made',
      () => good.odoo.value('product.product', goodId, 'x_netvisor_keys'),
      (keys) => Boolean(keys),
    );
    expect(products(good, 'YLEIS')).toHaveLength(1);
    expect((await connection(good)).notSetUp).toBeUndefined();
    const before = good.netvisor.state().products;
    good.odoo.edit('res.company', 1, { x_netvisor_product_mode: 'generic' });
    const cases = [newCase(good), newCase(good)];
    await Promise.all(cases.map(({ moveId }) => good.send(moveId)));
    for (const each of cases) await settled(each);
    cases.forEach(expectInvoiceOnce);
    expect(good.netvisor.state().products).toEqual(before);
  });

  test('that cannot be made is told on the page of the connection, invoices flow, and a cure is seen', async () => {
    const { codeless, codelessId } = early;
    const shown = (wanted: string | undefined): Promise<ConnectionStatus> =>
      until(
        `${wanted} on the page`,
        () => connection(codeless),
        ({ notSetUp, lane }) => notSetUp === wanted && lane === 'held',
      );
    await shown('ProductWithoutCode');
    const other = newCase(codeless);
    await codeless.send(other.moveId);
    await settled(other);
    expectOnce(other);
    codeless.odoo.edit('product.product', codelessId, { default_code: 'KORJATTU' });
    await temporal.client.workflow.getHandle(workflowIds.connection(codeless.name)).signal('resume');
    await shown(undefined);
    await until(
      'made',
      () => products(codeless, 'KORJATTU').length,
      (count) => count === 1,
    );
  });

  test('is made once when it is chosen later and two invoices need it at the same moment', async () => {
    const own = company();
    generalProduct(own, 'MYÖHÄ');
    own.odoo.edit('res.company', 1, { x_netvisor_product_mode: 'generic' });
    const cases = [newCase(own), newCase(own)];
    await Promise.all(cases.map(({ moveId }) => own.send(moveId)));
    for (const each of cases) await settled(each);
    cases.forEach(expectInvoiceOnce);
    expect(products(own, 'MYÖHÄ')).toHaveLength(1);
  });
});

describe('what Netvisor does not hold', () => {
  test('a locked period is foreseen, and open again it is no obstacle', async () => {
    const made = newCase(company());
    made.company.netvisor.settings.patch({ vatPeriodLockDate: '2099-12-31' });
    await parkedFor(made, 'PeriodLocked');
    expect(posts(made.company)).toBe(0);
    made.company.netvisor.settings.patch({ vatPeriodLockDate: null });
    await curedByRetry(made);
  });

  test('an account that cannot be booked on is foreseen by its number', async () => {
    const made = newCase(company());
    const { odoo } = made.company;
    const account = odoo.ref('account.1_account_3000');
    const number = odoo.value('account.account', account, 'code') ?? '';
    odoo.edit('account.account', account, { code: '3990' });
    await parkedFor(made, 'AccountUnknown');
    expect(field(made, 'message')).toContain('3990');
    expect(posts(made.company)).toBe(0);
    odoo.edit('account.account', account, { code: number });
    await curedByRetry(made);
  });

  test('a dimension is foreseen by its name, and found once somebody has made it', async () => {
    const made = newCase(company());
    const { odoo, netvisor } = made.company;
    const [analytic] = odoo.db.rows('account.analytic.account');
    const [line] = odoo.db.rows('account.move.line').filter((row) => row['move_id'] === made.moveId);
    odoo.edit('account.move.line', line?.id ?? 0, { analytic_distribution: { [String(analytic?.id)]: 100 } });
    await parkedFor(made, 'DimensionUnknown');
    expect(field(made, 'message')).toContain('Kustannuspaikat / Myynti');
    expect(posts(made.company)).toBe(0);
    netvisor.changeDimension({ name: 'Kustannuspaikat', item: 'Myynti' });
    await curedByRetry(made);
    expect(JSON.stringify(netvisor.state().salesInvoices.at(-1)?.lines)).toContain('Kustannuspaikat');
  });

  test('a day that Odoo has locked since is asked about, until the lock is moved', async () => {
    const made = newCase(company());
    const date = String(made.company.invoice(made.moveId)['date']);
    made.company.odoo.edit('res.company', 1, { tax_lock_date: date });
    await parkedFor(made, 'PeriodLockedInOdoo');
    expect(posts(made.company)).toBe(0);
    made.company.odoo.edit('res.company', 1, { tax_lock_date: false });
    await curedByRetry(made);
  });

  test('is left to Netvisor where Silta may not read a register, and the connection is not alarmed', async () => {
    const made = newCase(company());
    for (const name of ['accountlist.nv', 'accountingperiodlist.nv'])
      made.company.netvisor.faults.add({
        operation: `GET ${name}`,
        fault: 'refuse',
        code: 'SERVICE_ACCESS_ERROR',
        times: 0,
      });
    await made.company.send(made.moveId);
    await settled(made);
    expectOnce(made);
    expect((await connection(made.company)).closedResources).toEqual([]);
  });

  test('is read once for many invoices', async () => {
    const own = company();
    const first = newCase(own);
    await own.send(first.moveId);
    await settled(first);
    const seen = own.netvisor.calls.list().length;
    const cases = Array.from({ length: 8 }, () => ({
      ...first,
      moveId: own.odoo.createInvoice({
        partner: first.partnerId,
        lines: [{ product: first.productId, quantity: 1, price: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
      }).id,
    }));
    for (const { moveId } of cases) await own.send(moveId);
    for (const each of cases) await settled(each);
    expect(
      own.netvisor.calls
        .list()
        .slice(seen)
        .map(({ operation }) => operation),
    ).toEqual(cases.map(() => POST));
  });
});
