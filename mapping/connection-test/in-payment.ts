import type { PaymentLine } from '../../odoo/payment-lines.ts';
import type { Module } from '../../odoo/inspection.ts';

/**
 * Whether payments wait for the bank statement here, so that invoices can stay *In payment*: only where Odoo's own
 * accounting (Enterprise) is installed (Odoo external API, payments). Community always ends in *Paid*.
 */
export const paymentsWait = (modules: readonly Module[]): boolean =>
  modules.some(({ name, state }) => name === 'account_accountant' && state === 'installed');

/**
 * Payment method lines that leave an invoice *In payment*: payments are booked on another account than the
 * journal's own, or, where none is named, on none at all.
 */
export const waitingLines = (lines: readonly PaymentLine[]): readonly PaymentLine[] =>
  lines.filter(
    ({ journal, paymentAccount }) =>
      journal.account === undefined || paymentAccount?.id !== journal.account.id,
  );

export const lineName = ({ journal, name, direction }: PaymentLine): string =>
  `${journal.code} / ${name} (${direction})`;
