import { ids } from './company.ts';
import type { Desk, Values } from './desk.ts';

/** A confirmed order of 10 boxes at 100.00. */
export async function confirmedOrder(desk: Desk): Promise<number> {
  // Invoiced by what is ordered: nothing is delivered here.
  const product_id = await desk.product({ invoice_policy: 'order' });
  const order_line = [[0, 0, { product_id, product_uom_qty: 10, price_unit: 100 }]];
  const order = await desk.create('sale.order', { partner_id: await desk.customer(), order_line });
  await desk.call('sale.order', 'action_confirm', [[order]]);
  return order;
}

/** The draft that *Create Invoice* makes of an order; `values` say whether it is a down payment. */
export async function invoiceOrder(desk: Desk, order: number, values: Values): Promise<number> {
  const context = { active_model: 'sale.order', active_ids: [order], active_id: order };
  const wizard = await desk.create('sale.advance.payment.inv', values, context);
  await desk.call('sale.advance.payment.inv', 'create_invoices', [[wizard]], { context });
  const { invoice_ids } = await desk.read('sale.order', order, ['invoice_ids']);
  return Math.max(...ids(invoice_ids));
}
