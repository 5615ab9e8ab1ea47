import { z } from 'zod';
import { ControlError } from '../shared/control-error.ts';
import { unmatchMove, matchMoves, openLines } from './models/settling/matching.ts';
import { bookPayment } from './models/settling/payments.ts';
import { duplicate, reverse } from './models/settling/reversal.ts';
import { postMoves } from './models/posting.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import { lineSchema, lineValues, readWanted } from './people-actions.ts';

/** By id or number. */
const invoiceSchema = z.union([z.number().int(), z.string()]);

const creditNoteSchema = z.strictObject({
  invoice: invoiceSchema,
  date: z.iso.date().optional(),
  reason: z.string().optional(),
  /** The rows of the note; left out: all rows of the invoice. */
  lines: z.array(lineSchema).min(1).optional(),
  post: z.boolean().default(true),
  /** Post the note and make a new draft invoice like the old one. */
  modify: z.boolean().default(false),
});
export type CreditNoteWanted = z.input<typeof creditNoteSchema>;

/** Credits an invoice through the wizard, in whole or in part; returns the ids of the note and the new draft. */
export function createCreditNote(env: Env, input: unknown): { note: number; draft: number | false } {
  const wanted = readWanted(creditNoteSchema, input);
  const invoice = find(env, wanted.invoice);
  const within = env.withContext({ allowed_company_ids: [Number(invoice['company_id'])] });
  const date = wanted.date ?? within.today();
  const note = reverse(within, invoice, { date, reason: wanted.reason });
  if (wanted.lines !== undefined) {
    const company = Number(invoice['company_id']);
    const rows = wanted.lines.map((line) => [0, 0, lineValues(within, company, line)]);
    within.write('account.move', [note], { invoice_line_ids: [[5, 0, 0], ...rows] });
  }
  if (wanted.post || wanted.modify) postMoves(within, [note]);
  return { note, draft: wanted.modify && duplicate(within, invoice, date) };
}

const paymentSchema = z.strictObject({
  invoice: invoiceSchema,
  /** In the invoice's currency; left out: all that is open. */
  amount: z.number().positive().optional(),
  date: z.iso.date().optional(),
  /** Writes off what is open beyond the amount: code of the account that takes it. */
  writeOff: z.string().optional(),
});
export type PaymentWish = z.input<typeof paymentSchema>;

/** Registers a payment of an invoice or credit note; returns the payment's id. */
export function registerPayment(env: Env, input: unknown): number {
  const { invoice, ...wanted } = readWanted(paymentSchema, input);
  const move = find(env, invoice);
  const within = env.withContext({ allowed_company_ids: [Number(move['company_id'])] });
  const { payment, entry } = bookPayment(within.sudo(), move, wanted);
  matchMoves(within.sudo(), [move, entry]);
  return payment.id;
}

const reconcileSchema = z.strictObject({ invoice: invoiceSchema, with: invoiceSchema });
export type ReconcileWish = z.input<typeof reconcileSchema>;

/** Settles an invoice with a posted credit note, as far as it goes. */
export function reconcile(env: Env, input: unknown): void {
  const wanted = readWanted(reconcileSchema, input);
  const moves = [find(env, wanted.invoice), find(env, wanted.with)];
  for (const move of moves) {
    if (move['state'] !== 'posted') throw new ControlError('Only posted entries can be settled.');
    if (openLines(env, move).length === 0)
      throw new ControlError(`Nothing is open on ${String(move['name'])}.`);
  }
  matchMoves(env.sudo(), moves);
}

const unreconcileSchema = z.strictObject({ invoice: invoiceSchema });
export type UnreconcileWish = z.input<typeof unreconcileSchema>;

/** Takes back all that has settled an invoice or credit note; payments stay, open. */
export function unreconcile(env: Env, input: unknown): void {
  unmatchMove(env.sudo(), find(env, readWanted(unreconcileSchema, input).invoice));
}

function find(env: Env, wanted: number | string): Row {
  const found =
    typeof wanted === 'number'
      ? env.db.row('account.move', wanted)
      : env.db.where('account.move', 'name', wanted)[0];
  if (found === undefined) throw new ControlError(`There is no invoice ${wanted}.`);
  return found;
}
