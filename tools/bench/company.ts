import { z } from 'zod';
import { provisionSimulator } from '../playground/world.ts';
import { startSide, type Side } from './side.ts';

/** How many different customers and products the invoices have. */
const REGISTER = 10;
const TAX = 'tax_dom_sales_goods_25_5';

/** A company with invoices that wait in its Odoo. */
export interface Company {
  readonly name: string;
  readonly odoo: Side;
  readonly netvisor: Side;
  /** One invoice for each customer and product: sending them brings Netvisor's keys into Odoo. */
  readonly introduction: readonly number[];
  /** Sent before measuring, by whoever is measured, to get going. */
  readonly warmUp: readonly number[];
  readonly measured: readonly number[];
  /** From now on each new sales invoice takes Netvisor this long. */
  slowDown(delayMs: number): Promise<void>;
  /** How many of these invoices stand in Netvisor exactly once with the right sum, and Odoo knows the key. */
  arrived(ids: readonly number[]): Promise<number>;
  stop(): Promise<void>;
}

const made = z.object({ id: z.number() });
const odooState = z.object({
  invoices: z.array(
    z.object({
      id: z.number(),
      amount_total: z.number(),
      x_netvisor_state: z.unknown(),
      x_netvisor_key: z.unknown(),
    }),
  ),
});
const netvisorState = z.object({
  salesInvoices: z.array(
    z.object({ netvisorKey: z.number(), gross: z.coerce.number(), privateComment: z.string() }),
  ),
});

/** Both systems, provisioned, with everything posted in Odoo before anything is measured. */
export async function startCompany(name: string, invoices: number): Promise<Company> {
  const [odoo, netvisor] = await Promise.all([startSide('odoo'), startSide('netvisor')]);
  await provisionSimulator(odoo.url);
  const make = async (what: string, values: object): Promise<number> =>
    (await odoo.control('POST', what, made, values)).id;

  const size = Math.min(REGISTER, invoices);
  const customers: number[] = [];
  const products: number[] = [];
  for (let n = 0; n < size; n += 1) {
    const product = { name: `Tuote ${n}`, default_code: `P-${n}`, list_price: 10 + n };
    customers.push(await make('partners', { name: `Asiakas ${n} Oy`, is_company: true }));
    products.push(await make('products', product));
  }
  const invoiced = async (first: number, count: number): Promise<readonly number[]> => {
    const ids: number[] = [];
    for (let n = first; n < first + count; n += 1) {
      const lines = [n, n + 3].map((one) => ({
        product: products[one % size],
        quantity: 1 + (n % 7),
        price: 10 + one,
        taxes: [TAX],
      }));
      ids.push(await make('invoices', { partner: customers[n % size], lines }));
    }
    return ids;
  };

  return {
    name,
    odoo,
    netvisor,
    introduction: await invoiced(0, size),
    warmUp: await invoiced(size, size),
    measured: await invoiced(2 * size, invoices),
    async slowDown(delayMs) {
      const rule = { operation: 'POST salesinvoice.nv add', fault: 'slow', times: 0, delayMs };
      await netvisor.control('POST', 'faults', z.unknown(), rule);
    },
    async arrived(ids) {
      const documents = (await netvisor.control('GET', 'state', netvisorState)).salesInvoices;
      const { invoices } = await odoo.control('GET', 'state', odooState);
      const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
      return ids.filter((id) => {
        const invoice = byId.get(id);
        const [document, ...more] = documents.filter(({ privateComment }) =>
          privateComment.includes(` account.move ${id} `),
        );
        return (
          invoice?.x_netvisor_state === 'sent' &&
          document?.gross === invoice.amount_total &&
          String(invoice.x_netvisor_key).endsWith(`:${document.netvisorKey}`) &&
          more.length === 0
        );
      }).length;
    },
    async stop() {
      await Promise.all([odoo.stop(), netvisor.stop()]);
    },
  };
}
