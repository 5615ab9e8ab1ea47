import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectionStatus, workflowIds, type ConnectionStatus } from '../../workflows/contract.ts';
import { ignoreInvoice, retryInvoice } from '../../control/invoices.ts';
import { inbox } from '../../control/inbox.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { call, invoiceXml } from '../simulators/netvisor-harness.ts';
import { expectNothingStuck, expectOnce, newCase, settled } from './cases.ts';
import { CARELESS_NETVISOR, POST } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 20, netvisor: CARELESS_NETVISOR });
  await world.startWorker();
  free = [...world.companies];
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** Each promise has a company of its own. */
function company(): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  return own;
}

const field = (own: Company, moveId: number, name: string): unknown =>
  own.odoo.value('account.move', moveId, `x_netvisor_${name}`);
const state = (own: Company, moveId: number, wanted: string): Promise<unknown> =>
  until(
    `${own.name} ${wanted}`,
    () => field(own, moveId, 'state'),
    (seen) => seen === wanted,
  );
const documents = (own: Company, moveId: number): number =>
  own.netvisor
    .state()
    .salesInvoices.filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `)).length;
const messages = (own: Company, model: string, id: number): string =>
  own.odoo
    .state()
    .messages.filter((message) => message['model'] === model && message['res_id'] === id)
    .map((message) => String(message['body']))
    .join('\n');
async function lane(own: Company, wanted: ConnectionStatus['lane']): Promise<void> {
  const handle = temporal.client.workflow.getHandle(workflowIds.connection(own.name));
  await until(
    `lane ${wanted}`,
    () => handle.query(connectionStatus),
    (status) => status.lane === wanted,
  );
}

describe('an ordinary invoice', () => {
  test('stands in Netvisor once with number, reference, dates and sums, and Odoo knows it', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    expectOnce(own);
    const invoice = own.company.invoice(own.moveId);
    const [document] = own.company.netvisor.state().salesInvoices.slice(-1);
    expect(document).toMatchObject({ number: '202600001', date: invoice['invoice_date'], status: 'unsent' });
    expect(invoice).toMatchObject({
      x_netvisor_number: '202600001',
      x_netvisor_reference: '2026000011',
      x_netvisor_reason: false,
    });
    expect(messages(own.company, 'account.move', own.moveId)).toContain(
      'In Netvisor: invoice number 202600001',
    );
    await expectNothingStuck(world, [own]);
  });

  test('that is sent stays as it is, however often it is asked for', async () => {
    const own = newCase(company());
    for (let press = 0; press < 20; press += 1) await own.company.send(own.moveId);
    await settled(own);
    const posts = own.company.netvisor.calls.list().filter(({ operation }) => operation === POST).length;
    for (let press = 0; press < 20; press += 1) await own.company.send(own.moveId);
    await expectNothingStuck(world, [own]);
    expect(own.company.netvisor.calls.list().filter(({ operation }) => operation === POST)).toHaveLength(
      posts,
    );
    expectOnce(own);
  });
});

describe('customers and products', () => {
  test('ten invoices of one new customer and product make one of each', async () => {
    const own = newCase(company());
    const { odoo } = own.company;
    const others = Array.from({ length: 9 }, () => ({
      ...own,
      moveId: odoo.createInvoice({
        partner: own.partnerId,
        lines: [{ product: own.productId, quantity: 1, price: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
      }).id,
    }));
    await Promise.all([own, ...others].map(({ moveId }) => own.company.send(moveId)));
    for (const each of [own, ...others]) await settled(each);
    for (const each of [own, ...others]) expectOnce(each);
  });

  test('two contacts with one business id become one customer, also at the same moment', async () => {
    const own = company();
    const cases = [1, 2].map(() => {
      const made = newCase(own);
      own.odoo.edit('res.partner', made.partnerId, { company_registry: '9345674-3' });
      return made;
    });
    await Promise.all(cases.map(({ moveId }) => own.send(moveId)));
    for (const each of cases) await settled(each);
    const customers = own.netvisor.state().customers.filter(({ businessId }) => businessId === '9345674-3');
    expect(customers).toHaveLength(1);
    expect(cases.map(({ moveId }) => documents(own, moveId))).toEqual([1, 1]);
  });
});

describe('what a person has to decide', () => {
  test('a missing VAT code is told in words, nothing is sent, and curing it is enough', async () => {
    const own = newCase(company());
    const tax = own.company.odoo.ref('account.1_tax_dom_sales_goods_25_5');
    own.company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: false });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'message')).toContain('has no Netvisor VAT code');
    expect(documents(own.company, own.moveId)).toBe(0);
    await until(
      'in the inbox',
      () => inbox(temporal.client),
      (items) =>
        items.some(
          ({ document, connection, reason }) =>
            connection === own.company.name &&
            document === `account.move,${own.moveId}` &&
            reason === 'TaxWithoutVatCode',
        ),
    );
    own.company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: 'KOMY' });
    expect(await retryInvoice(temporal.client, own.company.name, own.moveId)).toBe(true);
    await settled(own);
    expectOnce(own);
    expect(field(own.company, own.moveId, 'message')).toBe(false);
  });

  test("Netvisor's own refusal stands on the invoice: words for the person, and apart from them Netvisor's", async () => {
    const own = newCase(company());
    own.company.netvisor.faults.add({
      operation: POST,
      fault: 'refuse',
      code: 'PERIOD_LOCK',
      text: 'Kausi on lukittu',
    });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'reason')).toBe('PeriodLocked');
    expect(field(own.company, own.moveId, 'message')).not.toContain('Kausi on lukittu');
    expect(field(own.company, own.moveId, 'detail')).toContain('Kausi on lukittu');
    await settled(own);
    expectOnce(own);
  });

  test('an invoice can be left out, with a code', async () => {
    const own = newCase(company());
    own.company.netvisor.faults.add({ operation: POST, fault: 'refuse', code: 'INVALID_DATA' });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    await until(
      'left out',
      async () =>
        (await ignoreInvoice(temporal.client, own.company.name, own.moveId, 'SentByHand')) &&
        field(own.company, own.moveId, 'state'),
      (seen) => seen === 'ignored' || seen === false,
    );
    await state(own.company, own.moveId, 'ignored');
    expect(documents(own.company, own.moveId)).toBe(0);
  });

  test('a retry while Netvisor may still be working on the lost attempt waits for the limit', async () => {
    const own = newCase(company());
    const { url } = own.company.settings.netvisor;
    const number = String(own.company.invoice(own.moveId)['name']).replace(/\D/g, '');
    await call({ url, target: '/salesinvoice.nv?method=add', body: invoiceXml({ number }) });
    const stranger = own.company.netvisor.state().salesInvoices.at(-1)?.netvisorKey;
    own.company.netvisor.faults.add({ operation: POST, fault: 'hold-before' });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'reason')).toBe('NumberTaken');
    await call({ url, target: `/deletesalesinvoice.nv?invoiceid=${stranger}`, method: 'POST', body: '' });
    const seen = own.company.netvisor.calls.list().length;
    await retryInvoice(temporal.client, own.company.name, own.moveId);
    // It looks, and does not send although there is nothing to be seen.
    await until(
      'two looks',
      () => own.company.netvisor.calls.list().slice(seen),
      (calls) => calls.length >= 2,
    );
    expect(own.company.netvisor.calls.list().filter(({ operation }) => operation === POST)).toHaveLength(2);
    own.company.netvisor.faults.release();
    await settled(own);
    expectOnce(own);
  });
});

describe('what only looks like ours', () => {
  test('the key of another Netvisor does not count as sent here', async () => {
    const own = newCase(company());
    own.company.odoo.edit('account.move', own.moveId, { x_netvisor_key: 'production:9345672-7:58231' });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'reason')).toBe('OtherLedger');
    expect(documents(own.company, own.moveId)).toBe(0);
  });

  test('a customer of another database with the same code is not taken for this one', async () => {
    const own = newCase(company());
    const { url } = own.company.settings.netvisor;
    const code = `ODOO-${own.partnerId}`;
    const body = `<root><customer><customerbaseinformation><internalidentifier>${code}</internalidentifier><name>Vieras Oy</name></customerbaseinformation></customer></root>`;
    await call({ url, target: '/customer.nv?method=add', body });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'reason')).toBe('RegisterRejected');
    expect(messages(own.company, 'res.partner', own.partnerId)).toContain('Netvisor has several customers');
    expect(documents(own.company, own.moveId)).toBe(0);
  });
});

describe('an operator or a person in between', () => {
  test('who cancels the creation of a customer does not make the invoice fail', async () => {
    const own = newCase(company());
    own.company.netvisor.faults.add({ operation: 'POST customer.nv add', fault: 'hold-after' });
    await own.company.send(own.moveId);
    await until(
      'held',
      () => own.company.netvisor.faults.held().length,
      (held) => held === 1,
    );
    for await (const { workflowId } of temporal.client.workflow.list({
      query: `WorkflowType = 'EnsureCustomer' AND SiltaConnection = '${own.company.name}' AND ExecutionStatus = 'Running'`,
    })) {
      await temporal.client.workflow.getHandle(workflowId).cancel();
    }
    own.company.netvisor.faults.release();
    await settled(own);
    expectOnce(own);
    await expectNothingStuck(world, [own]);
  });

  test('who leaves a changed invoice as it was sent closes the matter, and both sides say so', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    await expectNothingStuck(world, [own]);
    const [document] = own.company.netvisor.state().salesInvoices.slice(-1);
    own.company.netvisor.handleInvoice({ netvisorKey: document?.netvisorKey ?? 0, action: 'send' });
    own.company.odoo.edit('account.move', own.moveId, { ref: 'muutettu' });
    await own.company.send(own.moveId);
    await state(own.company, own.moveId, 'attention');
    expect(field(own.company, own.moveId, 'reason')).toBe('ChangedAfterSending');
    await until(
      'kept',
      async () =>
        (await ignoreInvoice(temporal.client, own.company.name, own.moveId, 'Fine')) &&
        field(own.company, own.moveId, 'state'),
      (seen) => seen === 'sent' || seen === false,
    );
    await state(own.company, own.moveId, 'sent');
    expectOnce(own);
    await expectNothingStuck(world, [own]);
  });
});

describe('when something is lost', () => {
  test('an Odoo that forgot the claim while Netvisor was booking learns the key all the same', async () => {
    const own = newCase(company());
    own.company.netvisor.faults.add({ operation: POST, fault: 'hold-after' });
    await own.company.send(own.moveId);
    await until(
      'booked',
      () => own.company.netvisor.faults.held().length,
      (held) => held === 1,
    );
    own.company.odoo.edit('account.move', own.moveId, {
      x_netvisor_attempt: false,
      x_netvisor_mark: false,
      x_netvisor_number: '202600001',
    });
    own.company.netvisor.faults.release();
    await settled(own);
    expectOnce(own);
  });
});

describe('the connection', () => {
  test('pauses on maintenance, no document fails, and opens by itself', async () => {
    const own = newCase(company());
    await lane(own.company, 'held');
    own.company.netvisor.settings.patch({ maintenance: true });
    await own.company.send(own.moveId);
    await lane(own.company, 'paused');
    const refused = own.company.netvisor.calls
      .list()
      .filter(({ operation, code }) => operation === POST && code !== undefined).length;
    expect(refused).toBeLessThanOrEqual(1);
    own.company.netvisor.settings.patch({ maintenance: false });
    await settled(own);
    expectOnce(own);
    await lane(own.company, 'held');
  });

  test('refuses to run on another database than the one it is pinned to', async () => {
    const own = newCase(company());
    const [parameter] = own.company.odoo.db
      .rows('ir.config_parameter')
      .filter(({ key }) => key === 'database.uuid');
    own.company.odoo.edit('ir.config_parameter', parameter?.id ?? 0, {
      value: '00000000-0000-4000-8000-00000000c0b1',
    });
    await own.company.send(own.moveId);
    await lane(own.company, 'paused');
    expect(documents(own.company, own.moveId)).toBe(0);
    expect(own.company.netvisor.calls.list().filter(({ operation }) => operation.startsWith('POST'))).toEqual(
      [],
    );
  });

  test('holds documents while a person has paused it', async () => {
    const own = newCase(company());
    const handle = temporal.client.workflow.getHandle(workflowIds.connection(own.company.name));
    await handle.signal('pause', { any: 'thing' });
    await lane(own.company, 'paused');
    await own.company.send(own.moveId);
    await handle.signal('resume');
    await settled(own);
    expectOnce(own);
  });
});
