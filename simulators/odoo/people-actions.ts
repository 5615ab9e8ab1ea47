import { z } from 'zod';
import { ControlError } from '../shared/control-error.ts';
import { postMessage } from './models/mail.ts';
import { postMoves } from './models/posting.ts';
import type { Env } from './orm/env.ts';
import type { JsonObject } from './schema/types.ts';

export const lineSchema = z.strictObject({
  kind: z.enum(['product', 'section', 'subsection', 'note']).default('product'),
  /** Product id or `default_code`. */
  product: z.union([z.number().int(), z.string()]).optional(),
  name: z.string().optional(),
  quantity: z.number().optional(),
  price: z.number().optional(),
  discount: z.number().optional(),
  /** Tax ids, or ends of external ids such as `tax_dom_sales_goods_25_5`; left out: the product's own. */
  taxes: z.array(z.union([z.number().int(), z.string()])).optional(),
});

/** What an invoice may be told; `post` apart. */
export const invoiceFields = {
  type: z.enum(['out_invoice', 'out_refund', 'in_invoice', 'in_refund']).default('out_invoice'),
  /** Partner id or exact name. */
  partner: z.union([z.number().int(), z.string()]),
  lines: z.array(lineSchema).min(1),
  date: z.iso.date().optional(),
  company: z.number().int().optional(),
  /** Currency by its code. */
  currency: z.string().optional(),
  paymentTerm: z.number().int().optional(),
  reversedEntry: z.number().int().optional(),
  /** More values of account.move, by Odoo's names. */
  values: z.record(z.string(), z.json()).default({}),
};
const invoiceSchema = z.strictObject({ ...invoiceFields, post: z.boolean().default(true) });
export type InvoiceWanted = z.input<typeof invoiceSchema>;

/** Makes an invoice as a person would in the form, and posts it unless told not to; returns its id. */
export function createInvoice(env: Env, input: unknown): number {
  const wanted = readWanted(invoiceSchema, input);
  const company = wanted.company ?? env.company;
  const within = env.withContext({ allowed_company_ids: [company] });
  const optional: JsonObject = {
    ...(wanted.date === undefined ? {} : { invoice_date: wanted.date }),
    ...(wanted.currency === undefined ? {} : { currency_id: within.ref(`base.${wanted.currency}`) }),
    ...(wanted.paymentTerm === undefined ? {} : { invoice_payment_term_id: wanted.paymentTerm }),
    ...(wanted.reversedEntry === undefined ? {} : { reversed_entry_id: wanted.reversedEntry }),
  };
  const id = within.createOne('account.move', {
    move_type: wanted.type,
    partner_id: find(within, 'res.partner', 'name', wanted.partner),
    ...optional,
    ...wanted.values,
    invoice_line_ids: wanted.lines.map((line) => [0, 0, lineValues(within, company, line)]),
  });
  if (wanted.post) postMoves(within, [id]);
  return id;
}

export function lineValues(env: Env, company: number, line: z.output<typeof lineSchema>): JsonObject {
  if (line.kind !== 'product') {
    return { display_type: `line_${line.kind}`, name: line.name ?? '' };
  }
  const taxes = line.taxes?.map((tax) =>
    typeof tax === 'number' ? tax : env.ref(`account.${company}_${tax}`),
  );
  return {
    ...(line.product === undefined
      ? {}
      : { product_id: find(env, 'product.product', 'default_code', line.product) }),
    ...(line.name === undefined ? {} : { name: line.name }),
    ...(line.quantity === undefined ? {} : { quantity: line.quantity }),
    ...(line.price === undefined ? {} : { price_unit: line.price }),
    ...(line.discount === undefined ? {} : { discount: line.discount }),
    ...(taxes === undefined ? {} : { tax_ids: [[6, 0, taxes]] }),
  };
}

function find(env: Env, model: string, field: string, wanted: number | string): number {
  if (typeof wanted === 'number') return wanted;
  const found = env.db.rows(model).filter((row) => row[field] === wanted);
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    throw new ControlError(`${found.length} records of ${model} have the ${field} "${wanted}".`);
  }
  return first.id;
}

const editSchema = z.strictObject({
  model: z.string(),
  id: z.number().int(),
  values: z.record(z.string(), z.json()),
});

/** Writes fields as Odoo itself or a person with all rights would: no rights, no guards. */
export function edit(env: Env, input: unknown): void {
  const data = readWanted(editSchema, input);
  const { model, id, values } = data;
  if (env.db.model(model) === undefined) throw new ControlError(`No model ${model}.`);
  env.write(model, [id], values);
}

const removeSchema = editSchema.omit({ values: true });

/** Deletes a record without rights and guards. */
export function remove(env: Env, input: unknown): void {
  const data = readWanted(removeSchema, input);
  if (env.db.model(data.model) === undefined) throw new ControlError(`No model ${data.model}.`);
  env.unlink(data.model, [data.id]);
}

const fileSchema = z.strictObject({
  invoice: z.number().int(),
  name: z.string(),
  /** base64 */
  content: z.string(),
  /** With a message in the chatter, which makes the first file the one that is shown beside the invoice. */
  message: z.string().optional(),
});
export type FileWanted = z.input<typeof fileSchema>;

/** Puts a file on an invoice; returns the attachment's id. */
export function addFile(env: Env, input: unknown): number {
  const { invoice, name, content, message } = readWanted(fileSchema, input);
  const file = { name, datas: content, res_model: 'account.move', res_id: invoice };
  const id = env.createOne('ir.attachment', file);
  if (message !== undefined) {
    postMessage(env, 'account.move', [invoice], { body: message, attachment_ids: [id] });
  }
  return id;
}

const valuesSchema = z.record(z.string(), z.json());

/** Adds a partner or product from Odoo's own field names; returns its id. */
export function add(env: Env, model: 'res.partner' | 'product.product', input: unknown): number {
  const data = readWanted(valuesSchema, input);
  return env.createOne(model, data);
}

/** What somebody wished for at the control surface, or an error that says what is wrong with it. */
export function readWanted<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ControlError(issues.join('; '));
}
