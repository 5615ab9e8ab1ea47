import { z } from 'zod';
import { check } from './check.ts';
import { text } from './models.ts';
import type { OdooTransport } from './transport.ts';

/** A way in which a bank, cash or card journal books payments. */
export interface PaymentLine {
  readonly id: number;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound';
  readonly journal: { readonly code: string; readonly account: LedgerAccount | undefined };
  /** Where payments are booked until the bank statement is matched. */
  readonly paymentAccount: LedgerAccount | undefined;
}

export interface LedgerAccount {
  readonly id: number;
  /** Code and name. */
  readonly name: string;
}

const id = z.number();
/** As Odoo reads a link by itself: id and what people see. */
const namedLink = z
  .union([z.literal(false), z.tuple([z.number(), z.string()])])
  .transform((pair): LedgerAccount | undefined => (pair ? { id: pair[0], name: pair[1] } : undefined));
const bankJournalSchema = z.object({ id, code: z.string(), default_account_id: namedLink });
const lineSchema = z.object({
  id,
  name: text,
  payment_type: z.enum(['inbound', 'outbound']),
  journal_id: namedLink,
  payment_account_id: namedLink,
});

/** Payment method lines of all bank, cash and card journals of a company. */
export async function readPaymentLines(
  transport: OdooTransport,
  company: number,
): Promise<readonly PaymentLine[]> {
  const context = { allowed_company_ids: [company], active_test: false };
  const read = async <T extends z.ZodType>(
    model: string,
    schema: T,
    domain: readonly unknown[],
    fields: string[],
  ) => {
    const args = { domain, fields, order: 'id asc' };
    const answer = await transport.call({ model, method: 'search_read', args, context });
    return check(z.array(schema), answer, `${model}/search_read`);
  };
  const journals = await read(
    'account.journal',
    bankJournalSchema,
    [
      ['company_id', '=', company],
      ['type', 'in', ['bank', 'cash', 'credit']],
      ['active', '=', true],
    ],
    ['code', 'default_account_id'],
  );
  const byId = new Map(journals.map((journal) => [journal.id, journal]));
  const lines = await read(
    'account.payment.method.line',
    lineSchema,
    [['journal_id', 'in', [...byId.keys()]]],
    ['name', 'payment_type', 'journal_id', 'payment_account_id'],
  );
  return lines.flatMap((line) => {
    const journal = byId.get(line.journal_id?.id ?? 0);
    if (!journal) return [];
    return [
      {
        id: line.id,
        name: line.name ?? '',
        direction: line.payment_type,
        journal: { code: journal.code, account: journal.default_account_id },
        paymentAccount: line.payment_account_id,
      },
    ];
  });
}

/** Books payments of a line straight on an account. Needs an administrator of accounting. */
export async function writePaymentAccount(
  admin: OdooTransport,
  company: number,
  line: number,
  account: number,
): Promise<void> {
  await admin.call({
    model: 'account.payment.method.line',
    method: 'write',
    ids: [line],
    args: { vals: { payment_account_id: account } },
    context: { allowed_company_ids: [company] },
  });
}
