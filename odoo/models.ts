/**
 * The Odoo records that Silta reads, as one zod schema each: what the schema describes is what is asked for
 * (`specification`) and what is checked on arrival. Odoo answers `false` where a value is empty.
 */
import { z } from 'zod';

const text = z.union([z.literal(false), z.string()]).transform((value) => value || undefined);
const plainDate = z.union([z.literal(false), z.iso.date()]).transform((value) => value || undefined);
/** Netvisor keys by ledger (`production:9120034-9`): partners and products are shared between companies. */
const keys = z
  .union([z.literal(false), z.null(), z.record(z.string(), z.string())])
  .transform((value): Record<string, string> => value || {});
const one = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal(false), z.null(), schema]).transform((value) => value || undefined);

const country = z.object({ id: z.number(), code: text });
const coded = z.object({ id: z.number(), code: z.string() });

export const partnerSchema = z.object({
  id: z.number(),
  name: text,
  is_company: z.boolean(),
  company_registry: text,
  vat: text,
  ref: text,
  street: text,
  street2: text,
  zip: text,
  city: text,
  country_id: one(country),
  email: text,
  phone: text,
  lang: text,
  x_netvisor_keys: keys,
  x_netvisor_attempt: text,
});
export type Partner = z.output<typeof partnerSchema>;

export const productSchema = z.object({
  id: z.number(),
  name: z.string(),
  default_code: text,
  lst_price: z.number(),
  type: z.string(),
  uom_id: one(z.object({ id: z.number(), name: z.string() })),
  x_netvisor_keys: keys,
  x_netvisor_attempt: text,
});
export type Product = z.output<typeof productSchema>;

const taxSchema = z.object({
  id: z.number(),
  name: z.string(),
  amount: z.number(),
  amount_type: z.string(),
  price_include: z.boolean(),
  x_netvisor_vat_code: text,
});
export type Tax = z.output<typeof taxSchema>;

const lineSchema = z.object({
  id: z.number(),
  display_type: z.string(),
  name: text,
  sequence: z.number(),
  quantity: z.number(),
  price_unit: z.number(),
  discount: z.number(),
  price_subtotal: z.number(),
  price_total: z.number(),
  product_id: one(productSchema),
  product_uom_id: one(z.object({ id: z.number(), name: z.string() })),
  account_id: one(coded),
  tax_ids: z.array(taxSchema),
});
export type InvoiceLine = z.output<typeof lineSchema>;

export const invoiceSchema = z.object({
  id: z.number(),
  name: text,
  move_type: z.string(),
  state: z.enum(['draft', 'posted', 'cancel']),
  payment_state: z.string(),
  invoice_date: plainDate,
  invoice_date_due: plainDate,
  delivery_date: plainDate,
  date: plainDate,
  ref: text,
  payment_reference: text,
  narration: text,
  amount_untaxed: z.number(),
  amount_tax: z.number(),
  amount_total: z.number(),
  company_id: z.object({
    id: z.number(),
    // Left empty, Netvisor delivers: nothing reaches a customer twice or never by a forgotten setting.
    x_netvisor_invoice_status: z
      .union([z.literal(false), z.enum(['unsent', 'open'])])
      .transform((value) => value || 'unsent'),
  }),
  currency_id: z.object({ id: z.number(), name: z.string(), decimal_places: z.number() }),
  journal_id: coded,
  invoice_payment_term_id: one(
    z.object({
      id: z.number(),
      name: z.string(),
      early_discount: z.boolean(),
      line_ids: z.array(z.number()),
    }),
  ),
  invoice_user_id: one(z.object({ id: z.number(), name: z.string() })),
  commercial_partner_id: partnerSchema,
  partner_shipping_id: one(
    z.object({ id: z.number(), name: text, street: text, zip: text, city: text, country_id: one(country) }),
  ),
  invoice_line_ids: z.array(lineSchema),
  is_move_sent: z.boolean(),
  x_netvisor_state: text,
  x_netvisor_request: text,
  x_netvisor_served: text,
  x_netvisor_attempt: text,
  x_netvisor_mark: text,
  x_netvisor_key: text,
});
export type Invoice = z.output<typeof invoiceSchema>;

type Specification = Readonly<Record<string, { readonly fields?: Specification }>>;

/** `specification` of `web_read` for a schema: its fields, nested where the schema is nested. */
export function specificationOf(schema: unknown): Specification {
  const fields = Object.entries(shapeOf(schema) ?? {}).filter(([name]) => name !== 'id');
  return Object.fromEntries(
    fields.map(([name, field]) => [name, shapeOf(field) ? { fields: specificationOf(field) } : {}]),
  );
}

/** Shape of the object that a field schema holds, through unions, transforms and arrays. */
function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodArray) return shapeOf(schema.element);
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.map(shapeOf).find((shape) => shape);
  return undefined;
}
