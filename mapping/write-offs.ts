import { Decimal } from 'decimal.js';
import type { SettlingEntry } from '../odoo/models.ts';
import { decimal } from './money.ts';

/**
 * How much money an entry has brought, of which it has settled so much on one invoice. The rest was written off: a
 * cash discount that was taken, a small difference. Undefined where the entry settles more than this invoice and has
 * written something off, since nothing says on which.
 */
export function moneyIn(entry: SettlingEntry, settled: Decimal): Decimal | undefined {
  const credits = sumOf(entry.line_ids.filter((line) => isReceivable(line) && line.balance < 0)).negated();
  const off = writtenOff(entry, credits);
  if (off.isZero()) return settled;
  return settled.equals(credits) ? settled.minus(off) : undefined;
}

/** A payment knows its money; of an entry that was booked by hand, what lies on accounts of income, cost and tax is none. */
function writtenOff({ origin_payment_id: payment, line_ids }: SettlingEntry, credits: Decimal): Decimal {
  if (payment) return credits.minus(decimal(payment.amount_company_currency_signed).abs());
  return sumOf(
    line_ids.filter(
      ({ account_id, tax_line_id }) =>
        tax_line_id !== undefined || /^(income|expense)/.test(account_id?.account_type ?? ''),
    ),
  );
}

type Line = SettlingEntry['line_ids'][number];

const isReceivable = ({ account_id }: Line): boolean => account_id?.account_type === 'asset_receivable';

const sumOf = (lines: readonly Line[]): Decimal =>
  lines.reduce((sum, { balance }) => sum.plus(decimal(balance)), new Decimal(0));
