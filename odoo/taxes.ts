import { z } from 'zod';
import { check } from './check.ts';
import { text } from './models.ts';
import { OdooError } from './errors.ts';
import type { OdooTransport } from './transport.ts';

/** A sales tax with the VAT code that its rows get in Netvisor. */
export interface SalesTax {
  readonly id: number;
  readonly name: string;
  readonly percentage: number;
  readonly active: boolean;
  readonly code: string | undefined;
}

export type SuggestVatCode = (tax: {
  readonly externalId?: string | undefined;
  readonly percentage: number;
}) => { readonly code: string; readonly confirm: boolean } | undefined;

const taxSchema = z.object({
  id: z.number(),
  name: z.string(),
  amount: z.number(),
  active: z.boolean(),
  x_netvisor_vat_code: text.optional(),
});

const ALL = { active_test: false, lang: 'en_US' } as const;

/** All sales taxes of a company, archived ones included. `without codes`: before provisioning has made the field. */
export async function readSalesTaxes(
  odoo: OdooTransport,
  company: number,
  codes: 'with codes' | 'without codes' = 'with codes',
): Promise<readonly SalesTax[]> {
  const fields = ['name', 'amount', 'active', ...(codes === 'with codes' ? ['x_netvisor_vat_code'] : [])];
  const answer = await odoo.call({
    model: 'account.tax',
    method: 'search_read',
    args: {
      domain: [
        ['type_tax_use', '=', 'sale'],
        ['company_id', '=', company],
      ],
      fields,
      order: 'id asc',
    },
    context: { ...ALL, allowed_company_ids: [company] },
  });
  return check(z.array(taxSchema), answer, 'account.tax/search_read').map((tax) => ({
    id: tax.id,
    name: tax.name,
    percentage: tax.amount,
    active: tax.active,
    code: tax.x_netvisor_vat_code,
  }));
}

/** External ids (`account.1_tax_dom_sales_goods_25_5`). Only administrators may read them. */
export async function readExternalIds(
  admin: OdooTransport,
  taxes: readonly Pick<SalesTax, 'id'>[],
): Promise<ReadonlyMap<number, string>> {
  const answer = await admin.call({
    model: 'ir.model.data',
    method: 'search_read',
    args: {
      domain: [
        ['model', '=', 'account.tax'],
        ['res_id', 'in', taxes.map(({ id }) => id)],
      ],
      fields: ['module', 'name', 'res_id'],
      order: 'id desc',
    },
  });
  const schema = z.array(z.object({ module: z.string(), name: z.string(), res_id: z.number() }));
  const rows = check(schema, answer, 'ir.model.data/search_read');
  // Where a tax has several, the oldest: the chart's own.
  return new Map(rows.map(({ module, name, res_id }) => [res_id, `${module}.${name}`]));
}

/** Id of the tax with this external id; asked in a way that ordinary users may. */
export async function taxByExternalId(
  odoo: OdooTransport,
  module: string,
  name: string,
): Promise<number | undefined> {
  try {
    const answer = await odoo.call({
      model: 'ir.model.data',
      method: 'check_object_reference',
      args: { module, xml_id: name },
      // Without that, Odoo finds no archived one by its name.
      context: { active_test: false },
    });
    const operation = 'ir.model.data/check_object_reference';
    const [model, id] = check(
      z.tuple([z.string(), z.union([z.literal(false), z.number()])]),
      answer,
      operation,
    );
    return model === 'account.tax' && id !== false ? id : undefined;
  } catch (error) {
    // A reference that is not there is a ValueError of Odoo's.
    if (error instanceof OdooError && error.kind === 'Bug') return undefined;
    throw error;
  }
}

/** How many rows of posted customer documents carry the tax. */
export async function countPostedRows(odoo: OdooTransport, company: number, tax: number): Promise<number> {
  const answer = await odoo.call({
    model: 'account.move.line',
    method: 'search_count',
    args: {
      domain: [
        ['company_id', '=', company],
        ['parent_state', '=', 'posted'],
        ['move_id.move_type', 'in', ['out_invoice', 'out_refund']],
        ['display_type', '=', 'product'],
        ['tax_ids', 'in', [tax]],
      ],
    },
    context: { ...ALL, allowed_company_ids: [company] },
  });
  return check(z.number(), answer, 'account.move.line/search_count');
}

export async function writeVatCode(
  admin: OdooTransport,
  ids: readonly number[],
  code: string,
): Promise<void> {
  const args = { vals: { x_netvisor_vat_code: code } };
  await admin.call({ model: 'account.tax', method: 'write', ids, args, context: ALL });
}
