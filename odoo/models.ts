/**
 * The Odoo records that Silta reads, as one zod schema each: what the schema describes is what is asked for
 * (`specification`) and what is checked on arrival. Odoo answers `false` where a value is empty.
 */
import { z } from 'zod';
import type { Specification } from './specification.ts';

export const text = z.union([z.literal(false), z.string()]).transform((value) => value || undefined);
const plainDate = z.union([z.literal(false), z.iso.date()]).transform((value) => value || undefined);
/** Netvisor keys by ledger (`production:9120034-9`): partners and products are shared between companies. */
const keys = z
  .union([z.literal(false), z.null(), z.record(z.string(), z.string())])
  .transform((value): Record<string, string> => value || {});
export const one = <T extends z.ZodType>(schema: T) =>
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
  peppol_eas: text,
  peppol_endpoint: text,
  x_netvisor_operator: text,
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
  /** Percent by analytic accounts, several of one key joined by commas: `{"4,7": 66.67}`. */
  analytic_distribution: z
    .union([z.literal(false), z.null(), z.record(z.string(), z.number())])
    .transform((value): Record<string, number> => value || {}),
  distribution_analytic_account_ids: z.array(
    z.object({
      id: z.number(),
      name: text,
      code: text,
      // Odoo lets Silta's user see a plan's name, and read nothing else of it.
      root_plan_id: one(z.object({ id: z.number(), display_name: text })),
    }),
  ),
});
export type InvoiceLine = z.output<typeof lineSchema>;

/** A settlement between two journal items of receivables. */
const settlementSchema = z.object({
  id: z.number(),
  /** Company currency. */
  amount: z.number(),
  max_date: plainDate,
});

/** The entry by which an invoice was settled: a payment, a bank line, a credit note. */
const settlingEntrySchema = z.object({
  id: z.number(),
  move_type: z.string(),
  /** None where the entry was booked without a payment. */
  origin_payment_id: one(
    z.object({
      id: z.number(),
      /** The money alone, without what was written off. */
      amount_company_currency_signed: z.number(),
    }),
  ),
  line_ids: z.array(
    z.object({
      id: z.number(),
      /** Company currency; debit positive. */
      balance: z.number(),
      account_id: one(z.object({ id: z.number(), account_type: z.string() })),
      tax_line_id: one(z.object({ id: z.number() })),
    }),
  ),
});
export type SettlingEntry = z.output<typeof settlingEntrySchema>;

const bookingSchema = z.object({
  id: z.number(),
  /** Document currency; debit positive. */
  amount_currency: z.number(),
  /** Company currency; debit positive. */
  balance: z.number(),
  display_type: z.string(),
  tax_line_id: one(z.object({ id: z.number() })),
  date_maturity: plainDate,
  matched_debit_ids: z.array(
    settlementSchema.extend({
      /** Document currency. */
      credit_amount_currency: z.number(),
      debit_move_id: one(z.object({ move_id: one(z.object({ id: z.number(), move_type: z.string() })) })),
    }),
  ),
  matched_credit_ids: z.array(
    settlementSchema.extend({
      /** Document currency. */
      debit_amount_currency: z.number(),
      credit_move_id: one(z.object({ date: plainDate, move_id: one(settlingEntrySchema) })),
    }),
  ),
});
/** A journal item of the posted document. */
export type Booking = z.output<typeof bookingSchema>;

const termSchema = z.object({
  id: z.number(),
  name: z.string(),
  early_discount: z.boolean(),
  discount_percentage: z.number(),
  discount_days: z.number(),
  early_pay_discount_computation: text,
  line_ids: z.array(z.object({ id: z.number(), delay_type: z.string(), nb_days: z.number() })),
});
export type PaymentTerm = z.output<typeof termSchema>;

const fileSchema = z.object({ id: z.number(), name: text, mimetype: text, file_size: z.number() });
/** A file on a document, without its content. */
export type FileInfo = z.output<typeof fileSchema>;

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
  invoice_origin: text,
  /** Units of the document's currency for one of the company's. */
  invoice_currency_rate: z.number(),
  amount_untaxed: z.number(),
  amount_tax: z.number(),
  amount_total: z.number(),
  /** Company currency; negative on credit notes. */
  amount_total_signed: z.number(),
  amount_residual: z.number(),
  company_id: z.object({
    id: z.number(),
    // Left empty, Netvisor delivers: nothing reaches a customer twice or never by a forgotten setting.
    x_netvisor_invoice_status: z
      .union([z.literal(false), z.enum(['unsent', 'open'])])
      .transform((value) => value || 'unsent'),
    x_netvisor_attachments: z
      .union([z.literal(false), z.enum(['none', 'pdf', 'chosen'])])
      .transform((value) => value || 'none'),
    x_netvisor_product_mode: z
      .union([z.literal(false), z.enum(['own', 'generic'])])
      .transform((value) => value || 'own'),
    x_netvisor_generic_product: one(productSchema),
    // Days up to and including these are locked for changes.
    fiscalyear_lock_date: plainDate.optional(),
    tax_lock_date: plainDate.optional(),
    sale_lock_date: plainDate.optional(),
    /** Percent a year; empty leaves it to Netvisor. */
    x_netvisor_overdue_interest: z.number(),
    x_netvisor_zero_total: z
      .union([z.literal(false), z.enum(['refuse', 'send'])])
      .transform((value) => value || 'refuse'),
    x_netvisor_paid: z
      .union([z.literal(false), z.enum(['refuse', 'with-payment'])])
      .transform((value) => value || 'refuse'),
    x_netvisor_payment_method: text,
    /** Documents of earlier days are never sent. */
    x_netvisor_since: plainDate,
  }),
  currency_id: z.object({ id: z.number(), name: z.string(), decimal_places: z.number() }),
  journal_id: coded,
  invoice_payment_term_id: one(termSchema),
  invoice_incoterm_id: one(z.object({ id: z.number(), code: text })),
  reversed_entry_id: one(
    z.object({ id: z.number(), name: text, invoice_date: plainDate, delivery_date: plainDate }),
  ),
  invoice_user_id: one(z.object({ id: z.number(), name: z.string() })),
  commercial_partner_id: partnerSchema,
  partner_shipping_id: one(
    z.object({ id: z.number(), name: text, street: text, zip: text, city: text, country_id: one(country) }),
  ),
  invoice_line_ids: z.array(lineSchema),
  line_ids: z.array(bookingSchema),
  is_move_sent: z.boolean(),
  invoice_pdf_report_id: one(fileSchema),
  x_netvisor_files: z.array(fileSchema),
  x_netvisor_state: text,
  x_netvisor_request: text,
  x_netvisor_served: text,
  x_netvisor_look: text,
  x_netvisor_looked: text,
  x_netvisor_attempt: text,
  x_netvisor_mark: text,
  x_netvisor_number: text,
  x_netvisor_reference: text,
  x_netvisor_key: text,
  x_netvisor_message: text,
  x_netvisor_matched_at: text,
  x_netvisor_payment_attempt: text,
  /** By id of the payment's entry (`account.move`): key in Netvisor, empty as long as it is to be sent. */
  x_netvisor_payments: keys,
  /** Of a credit note, by id of the invoice (`account.move`): what was settled in Netvisor. */
  x_netvisor_matches: keys,
});
export type Invoice = z.output<typeof invoiceSchema>;

/** A partner with what only a new customer of Netvisor needs. */
export const customerSchema = partnerSchema.extend({ property_payment_term_id: one(termSchema) });
export type CustomerRecord = z.output<typeof customerSchema>;

/** What the company form says about products in Netvisor. */
export const productChoiceSchema = invoiceSchema.shape.company_id.pick({
  id: true,
  x_netvisor_product_mode: true,
  x_netvisor_generic_product: true,
});
export type ProductChoice = z.output<typeof productChoiceSchema>;

/** An invoice as far as matching a credit note to it needs it. */
export const originalSchema = z.object({
  id: z.number(),
  name: text,
  move_type: z.string(),
  currency_id: z.object({ id: z.number(), name: z.string() }),
  amount_residual: z.number(),
  x_netvisor_state: text,
  x_netvisor_request: text,
  x_netvisor_served: text,
  x_netvisor_mark: text,
  x_netvisor_key: text,
});
export type Original = z.output<typeof originalSchema>;

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
