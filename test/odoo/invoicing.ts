import { expect } from '@jest/globals';
import type { NetvisorSimState } from '../../simulators/netvisor/view.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { workflowIds } from '../../workflows/contract.ts';
import { CONNECTION, openBridge, ROUNDINGS, type Bridge, type Rounding } from './bridge.ts';
import type { Shelf } from './drafts.ts';
import { firstId, idOf } from './helpers.ts';
import { newSalesperson, type Person } from './person.ts';
import { messageSays, netvisorSays, odooSays, type Said, type Sums } from './threeway.ts';

type NetvisorInvoice = NetvisorSimState['salesInvoices'][number];

/** A provisioned Odoo with customers, products and a salesperson, and a worker that sends what is asked for. */
export interface Invoicing {
  readonly bridge: Bridge;
  readonly person: Person;
  readonly shelf: Shelf;
  /** What provisioning made, in order. */
  readonly made: readonly string[];
  /** Changes the way of rounding everywhere; `afresh` starts another worker in any case. */
  work(rounding: Rounding, how?: 'afresh'): Promise<void>;
  /** One row of 2 × 45.00, posted by the salesperson. */
  posted(values?: Record<string, unknown>, line?: Record<string, unknown>): Promise<number>;
  /** The invoices in Netvisor with the digits of this name. */
  inNetvisor(name: unknown): readonly NetvisorInvoice[];
  /** How many times an invoice was sent to Netvisor so far. */
  posts(): number;
  /** Waits until the invoice's workflow has ended. */
  ended(moveId: number): Promise<void>;
  /** Odoo, the message and Netvisor say the same of a sent invoice, to the cent and to the day. */
  expectAgreement(moveId: number): Promise<{ readonly said: Said; readonly sums: Sums }>;
  /** Nothing that Silta did not understand has happened so far. */
  expectNoBugs(): void;
  close(): Promise<void>;
}

/** The bot of the tests may run Silta's action, as the user that provisioning makes may. */
export async function joinSilta(odoo: RealOdoo): Promise<void> {
  const { rpc, adminKey, botLogin } = odoo;
  const users = await rpc(adminKey, 'res.users', 'search', { domain: [['login', '=', botLogin]] });
  const vals = { group_ids: [[4, await idOf(odoo, '__netvisor__.group_silta')]] };
  await rpc(adminKey, 'res.users', 'write', { ids: users, vals });
}

export async function openInvoicing(odoo: RealOdoo): Promise<Invoicing> {
  const bridge = await openBridge(odoo);
  const person = await newSalesperson(odoo, 'Maija Myyjä');
  const shelf = await fillShelf(odoo, person);
  const made: string[] = [];
  for (const { what, apply } of await bridge.plan()) {
    await apply();
    made.push(what);
  }
  await joinSilta(odoo);
  // The documents of these tests are of any day.
  const vals = { x_netvisor_since: false };
  await odoo.rpc(odoo.adminKey, 'res.company', 'write', { ids: [odoo.companyId], vals });
  const workers: WorkerProcess[] = [];
  let rounding: Rounding | undefined;
  const work = async (wanted: Rounding, how?: 'afresh'): Promise<void> => {
    if (rounding === wanted && how !== 'afresh') return;
    workers.push(await bridge.work(wanted));
    rounding = wanted;
  };
  await work(ROUNDINGS[0]);

  const inNetvisor = (name: unknown): readonly NetvisorInvoice[] => {
    const number = String(name).replace(/\D/g, '');
    return bridge.netvisor.state().salesInvoices.filter((invoice) => invoice.number === number);
  };

  return {
    bridge,
    person,
    shelf,
    made,
    work,
    inNetvisor,

    async posted(values = {}, line = {}) {
      const tax_ids = [[6, 0, [shelf.taxes.get(25.5)]]];
      const row = { product_id: shelf.products[0], quantity: 2, price_unit: 45, tax_ids, ...line };
      const move = {
        move_type: 'out_invoice',
        partner_id: shelf.customers[0],
        invoice_date: '2026-03-02',
        invoice_line_ids: [[0, 0, row]],
        ...values,
      };
      const id = Number(await person.call('account.move', 'create', [move]));
      await person.call('account.move', 'action_post', [[id]]);
      return id;
    },

    posts: () =>
      bridge.netvisor.calls.list().filter(({ operation }) => operation === 'POST salesinvoice.nv add').length,

    async ended(moveId) {
      const { workflow } = bridge.temporal.client;
      await workflow.getHandle(workflowIds.sendInvoice(CONNECTION, moveId)).result();
    },

    async expectAgreement(moveId) {
      const odooSide = await odooSays(odoo, moveId);
      const [invoice, ...more] = inNetvisor(odooSide.said.number);
      if (!invoice) throw new Error(`invoice ${odooSide.said.number} is not in Netvisor`);
      expect(more).toEqual([]);
      expect(netvisorSays(invoice)).toEqual(odooSide);
      const { products } = bridge.netvisor.state();
      const codeOf = (key: string): string =>
        products.find(({ netvisorKey }) => String(netvisorKey) === key)?.code ?? '';
      const [message, ...repeated] = bridge.messagesOf(odooSide.said.number);
      expect(repeated).toEqual([]);
      // The total is Netvisor's to compute, so that it proves something.
      expect(messageSays(message ?? '', codeOf)).toEqual({ ...odooSide.said, total: '' });
      return odooSide;
    },

    expectNoBugs() {
      const errors = workers
        .flatMap(({ lines }) => lines)
        .filter((line) => line.includes('"level":50') || line.includes('Bug'))
        .filter((line) => !line.includes('the connection is paused'));
      expect(errors).toEqual([]);
    },

    close: () => bridge.close(),
  };
}

async function fillShelf(odoo: RealOdoo, person: Person): Promise<Shelf> {
  const country_id = await idOf(odoo, 'base.fi');
  const create = async (model: string, values: Record<string, unknown>): Promise<number> =>
    Number(await person.call(model, 'create', [values]));
  const company = { is_company: true, street: 'Havukatu 4', zip: '90100', city: 'Oulu', country_id };
  const tukku = await create('res.partner', { ...company, name: 'Havutupa Tukku Oy', vat: 'FI93456727' });
  const maki = await create('res.partner', { name: 'Örjan Mäki', city: 'Turku', zip: '20100', country_id });
  const warehouse = { name: 'Varasto 2', street: 'Satama 2', zip: '20200', city: 'Turku', country_id };
  const delivery = await create('res.partner', { ...warehouse, type: 'delivery', parent_id: tukku });
  const products: number[] = [];
  for (const [name, type, default_code] of [
    ['Laatikko', 'consu', 'LAA-1'],
    ['Siivous', 'service', 'SII-1'],
    ['Ruuvi 4×30', 'consu', 'RUU-1'],
  ]) {
    const vals_list = [{ name, type, default_code, list_price: 12.5 }];
    products.push(firstId(await odoo.rpc(odoo.botKey, 'product.product', 'create', { vals_list })));
  }
  const tax = (suffix: string): Promise<number> =>
    idOf(odoo, `account.${odoo.companyId}_tax_dom_sales_goods_${suffix}`);
  return {
    customers: [tukku, maki],
    products,
    taxes: new Map([
      [25.5, await tax('25_5')],
      [14, await tax('14')],
      [10, await tax('10')],
    ]),
    deliveryOf: new Map([[tukku, delivery]]),
  };
}
