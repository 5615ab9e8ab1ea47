/** What people do in Netvisor to invoices that were sent, and many sent invoices at once. */
import { call, codeOf, invoiceXml, lineXml, textIn, type Reply } from '../simulators/netvisor-harness.ts';
import type { Case } from './cases.ts';
import type { Company } from '../../tools/playground/world.ts';

export const READ_SUMS = 'getsalesinvoice.nv';

const keyOf = ({ company, moveId }: Case): string =>
  String(company.invoice(moveId)['x_netvisor_key']).split(':').at(-1) ?? '';

/** Somebody changes the price of the document's one row, of which there are two pieces, negative on credit notes. */
export async function editedInNetvisor(own: Case, price: string, quantity = '2'): Promise<void> {
  const { company, partnerId, productId } = own;
  const product = String(company.odoo.value('product.product', productId, 'default_code'));
  await accepted(company, `/salesinvoice.nv?method=edit&id=${keyOf(own)}`, {
    customer: customerOf(partnerId),
    lines: lineXml({ product, price, quantity }),
  });
}

export async function deletedInNetvisor(own: Case): Promise<void> {
  const { url } = own.company.settings.netvisor;
  const reply = await call({ url, target: `/deletesalesinvoice.nv?invoiceid=${keyOf(own)}` });
  if (codeOf(reply) !== 'OK') throw new Error(`not deleted: ${reply.body}`);
}

/**
 * Invoices like this one that stand in both systems as if they had been sent one by one; their ids. In Netvisor they
 * are of a sample customer, or of this one where it is there.
 */
export async function sentInBulk(
  { company, partnerId: partner, productId: product }: Case,
  count: number,
  customer: 'sample' | 'own' = 'sample',
): Promise<readonly number[]> {
  const { odoo, settings } = company;
  const ids: number[] = [];
  const code = String(odoo.value('product.product', product, 'default_code'));
  const own = { customer: customerOf(partner), lines: lineXml({ product: code, price: '45' }) };
  for (let made = 0; made < count; made += 1) {
    const lines = [{ product, quantity: 2, price: 45, taxes: ['tax_dom_sales_goods_25_5'] }];
    const { id } = odoo.createInvoice({ partner, lines });
    const reply = await accepted(company, '/salesinvoice.nv?method=add', customer === 'own' ? own : {});
    odoo.edit('account.move', id, {
      x_netvisor_state: 'sent',
      x_netvisor_key: `test:${settings.netvisor.organisationId}:${textIn(reply, 'InsertedDataIdentifier')}`,
      x_netvisor_number: String(made),
      x_netvisor_reference: String(made),
    });
    ids.push(id);
  }
  return ids;
}

const customerOf = (partnerId: number): string =>
  `<invoicingcustomeridentifier type="customer">ODOO-${partnerId}</invoicingcustomeridentifier>`;

async function accepted(
  { settings }: Company,
  target: string,
  parts: Parameters<typeof invoiceXml>[0],
): Promise<Reply> {
  const reply = await call({ url: settings.netvisor.url, target, body: invoiceXml(parts) });
  if (codeOf(reply) !== 'OK') throw new Error(`refused: ${reply.body}`);
  return reply;
}
