import { z } from 'zod';
import { Decimal } from 'decimal.js';
import { ControlError } from '../shared/control-error.ts';
import { Refusal } from './errors.ts';
import { BANK_ACCOUNTS } from './fixture.ts';
import { bookPayment, byReference } from './payments.ts';
import { INVOICE_ACTIONS, actOnInvoice } from './people-invoices.ts';
import { today } from './store.ts';
import type { Context } from './store.ts';
import { isDay } from './values.ts';

const day = z.string().refine(isDay, 'no day YYYY-MM-DD');
const amount = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((value) => new Decimal(value));

const paymentSchema = z.strictObject({
  reference: z.string().regex(/^\d{4,20}$/),
  sum: amount,
  date: day.optional(),
  name: z.string().default('Maksaja'),
  currency: z.string().default('EUR'),
  /** A person at Netvisor links what the automatic linking leaves: as a part of what is owed. */
  partly: z.boolean().default(false),
});
export type ReceivedPayment = z.input<typeof paymentSchema>;

/** A reference payment in the bank's material of the day, as it lands in Netvisor by itself. */
export function receivePayment(
  input: unknown,
  context: Context,
): { netvisorKey: number; invoiceKey: number | null } {
  const { reference, sum, date, name, currency, partly } = read(paymentSchema, input);
  const target = byReference(reference, 'invoice', context) ?? byReference(reference, 'order', context);
  const [account] = BANK_ACCOUNTS;
  const { netvisorKey, invoiceKey } = refusedAsControl(() =>
    bookPayment(
      {
        source: 'bank',
        name,
        date: date ?? today(context),
        sum,
        currency,
        methodName: account.name,
        bankAccount: account.iban,
        ledgerAccount: account.account,
        referenceNumber: reference,
        target,
        partly,
      },
      context,
    ),
  );
  return { netvisorKey, invoiceKey };
}

const invoiceActionSchema = z.strictObject({
  netvisorKey: z.number().int(),
  action: z.enum(INVOICE_ACTIONS),
});
export type HandledInvoice = z.input<typeof invoiceActionSchema>;

/** A person sends, reminds, writes off … an invoice. */
export function handleInvoice(input: unknown, context: Context): void {
  const { netvisorKey, action } = read(invoiceActionSchema, input);
  refusedAsControl(() => actOnInvoice(netvisorKey, action, context));
}

const dimensionSchema = z.strictObject({
  name: z.string().min(1),
  item: z.string().min(1).optional(),
  hidden: z.boolean().optional(),
  father: z.string().min(1).optional(),
  start: day.optional(),
  end: day.optional(),
});
export type ChangedDimension = z.input<typeof dimensionSchema>;

/** A person creates a dimension header or item, hides it or bounds its activity. */
export function changeDimension(input: unknown, { store }: Context): { netvisorKey: number } {
  const wanted = read(dimensionSchema, input);
  const { netvisorKey } = refusedAsControl(() => store.dimensions.change(wanted));
  return { netvisorKey };
}

function read<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ControlError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
}

/** What Netvisor refuses to an integration it refuses to its users too. */
function refusedAsControl<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new ControlError(`${error.code}: ${error.message}`);
    throw error;
  }
}
