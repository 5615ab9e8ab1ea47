import { expect } from '@jest/globals';
import type { NetvisorSimSettings } from '../../simulators/netvisor/settings.ts';
import { until, type Company, type World } from '../../tools/playground/world.ts';

/** A call that a simulator saw while an invoice was sent: its name and which of its kind it was. */
export interface CallSite {
  readonly side: 'odoo' | 'netvisor';
  readonly operation: string;
  readonly nth: number;
}

/** An invoice with a customer and a product of its own, so that all that sending needs has to happen. */
export interface Case {
  readonly company: Company;
  readonly moveId: number;
  readonly partnerId: number;
  readonly productId: number;
}

/** Ways in which Netvisor may treat what its documents leave open. */
export const PERSONALITIES: Readonly<Record<string, Partial<NetvisorSimSettings>>> = {
  'checks transaction ids, refuses repeated numbers': {},
  'checks transaction ids, accepts repeated numbers': { duplicateNumbers: 'accept' },
  'checks no transaction ids, refuses repeated numbers as invalid': {
    checkTransactionIds: false,
    duplicateErrorCode: 'INVALID_DATA',
    httpStatusCodes: 'always-200',
  },
  'checks nothing': { checkTransactionIds: false, duplicateNumbers: 'accept' },
};

let made = 0;

export function newCase(company: Company, price = 45): Case {
  const serial = (made += 1);
  const partnerId = company.odoo.addPartner({
    name: `Asiakas ${serial} Oy`,
    is_company: true,
    customer_rank: 1,
  });
  const productId = company.odoo.addProduct({
    name: `Tuote ${serial}`,
    default_code: `T-${serial}`,
    list_price: price,
  });
  const { id } = company.odoo.createInvoice({
    partner: partnerId,
    lines: [{ product: productId, quantity: 2, price, taxes: ['tax_dom_sales_goods_25_5'] }],
  });
  return { company, moveId: id, partnerId, productId };
}

/** Arms a fault at a call site. */
export function strike(
  company: Company,
  { side, operation, nth }: CallSite,
  fault: string,
  parameters: object = {},
): number {
  return company[side].faults.add({ operation, fault, skip: nth, ...parameters });
}

export const fired = (company: Company): number =>
  [...company.odoo.faults.list(), ...company.netvisor.faults.list()].reduce(
    (sum, rule) => sum + rule.fired,
    0,
  );

/**
 * Waits until the document has come to rest, playing the person who presses *Send* again when it waits for
 * one. Resolves to the reasons that the person was shown.
 */
export async function settled(
  { company, moveId }: Case,
  { limitMs = 120_000, person = 'presses' as 'presses' | 'absent' } = {},
): Promise<string[]> {
  const reasons: string[] = [];
  let pressedAt = 0;
  await until(
    `invoice ${moveId} of ${company.name} at rest`,
    async () => {
      const field = (name: string): unknown =>
        company.odoo.value('account.move', moveId, `x_netvisor_${name}`);
      const seen = { state: field('state'), reason: field('reason'), detail: field('detail') };
      if (seen.state === 'attention' && person === 'presses' && Date.now() - pressedAt > 1500) {
        reasons.push(String(seen.reason));
        pressedAt = Date.now();
        await company.send(moveId);
      }
      return seen;
    },
    ({ state }) => state === 'sent' || (person === 'absent' && state === 'attention'),
    limitMs,
    200,
  );
  return reasons;
}

/** The promise: exactly one document in Netvisor with the right sum, and Odoo's state true. */
export function expectOnce(own: Case): void {
  expectInvoiceOnce(own);
  const { company, partnerId, productId } = own;
  const state = company.netvisor.state();
  expect(state.customers.filter(({ code }) => code === `ODOO-${partnerId}`)).toHaveLength(1);
  const code = company.odoo.value('product.product', productId, 'default_code');
  expect(state.products.filter((product) => product.code === code)).toHaveLength(1);
}

export function expectInvoiceOnce({ company, moveId }: Case): void {
  const invoice = company.invoice(moveId);
  const state = company.netvisor.state();
  const documents = state.salesInvoices.filter(({ privateComment }) =>
    privateComment.includes(` account.move ${moveId} `),
  );
  expect({ invoice: moveId, inNetvisor: documents.length }).toEqual({ invoice: moveId, inNetvisor: 1 });
  const [document] = documents;
  expect(Number(document?.gross)).toBe(signOf(invoice) * Number(invoice['amount_total']));
  expect({ invoice: moveId, vat: document?.vatByCode.map(inCents) }).toEqual({
    invoice: moveId,
    vat: bookedByCode(company, invoice),
  });
  expect(invoice).toMatchObject({
    x_netvisor_state: 'sent',
    x_netvisor_key: `test:${company.settings.netvisor.organisationId}:${document?.netvisorKey}`,
    x_netvisor_number: String(document?.number),
  });
}

/** Credit notes are negative in Netvisor. */
const signOf = (invoice: Readonly<Record<string, unknown>>): number =>
  invoice['move_type'] === 'out_refund' ? -1 : 1;

interface ByCode {
  readonly vatCode: string;
  readonly percentage: number;
  readonly net: number;
  readonly vat: number;
}

const inCents = (group: Readonly<Record<keyof ByCode, string>>): ByCode => ({
  vatCode: group.vatCode,
  percentage: Number(group.percentage),
  net: Math.round(Number(group.net) * 100),
  vat: Math.round(Number(group.vat) * 100),
});

/** Cents of net and VAT for each VAT code and percentage, as Odoo has booked them. */
function bookedByCode({ odoo }: Company, invoice: Readonly<Record<string, unknown>>): ByCode[] {
  const groups = new Map<unknown, { -readonly [Key in keyof ByCode]: ByCode[Key] }>();
  const groupOf = (tax: number) => {
    const found = groups.get(tax) ?? {
      vatCode: String(odoo.value('account.tax', tax, 'x_netvisor_vat_code')),
      percentage: Number(odoo.value('account.tax', tax, 'amount')),
      net: 0,
      vat: 0,
    };
    groups.set(tax, found);
    return found;
  };
  const booked = (item: Item): number => -Math.round(item.amount_currency * 100);
  for (const line of invoice['lines'] as Item[])
    for (const tax of line.tax_ids) groupOf(tax).net += booked(line);
  for (const item of invoice['items'] as Item[])
    if (item.tax_line_id) groupOf(item.tax_line_id).vat += booked(item);
  return [...groups.values()];
}

interface Item {
  readonly tax_ids: readonly number[];
  readonly tax_line_id: number | false;
  readonly amount_currency: number;
}

/** No run failed, and the documents' runs are over. */
export async function expectNothingStuck(world: World, cases: readonly Case[]): Promise<void> {
  const { client } = world.temporal;
  for (const { company, moveId } of cases) {
    const handle = client.workflow.getHandle(company.workflowId(moveId));
    await until(
      `${company.workflowId(moveId)} over`,
      async () => (await handle.describe()).status.name,
      (s) => s !== 'RUNNING',
      30_000,
    );
    expect({ id: company.workflowId(moveId), status: (await handle.describe()).status.name }).toMatchObject({
      status: 'COMPLETED',
    });
  }
}
