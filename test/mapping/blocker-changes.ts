import type { InvoiceRules } from '../../mapping/invoice.ts';
import type { NetvisorRegisters } from '../../mapping/preflight.ts';
import type { Reason } from '../../mapping/reasons.ts';
import type { Invoice } from '../../odoo/models.ts';
import { aCompany, aLine, anInvoice, anItem, aPartner, aTax, aTerm, settledBy } from './samples.ts';

/** A change of the sample that must hold it back. */
export interface Case {
  readonly reason: Reason;
  readonly when: string;
  readonly change: Partial<Invoice>;
  readonly rules?: Partial<InvoiceRules>;
  /** What the person is told it is about. */
  readonly it?: string;
}

export const term = (change: Parameters<typeof aTerm>[0]): Partial<Invoice> => ({
  invoice_payment_term_id: aTerm({ name: '30 + 60', ...change }),
});
export const row = (change: Parameters<typeof aLine>[0]): Partial<Invoice> => ({
  invoice_line_ids: [aLine(change)],
});
export const taxed = (change: Parameters<typeof aTax>[0]): Partial<Invoice> =>
  row({ tax_ids: [aTax(change)] });
export const company = (change: Parameters<typeof aCompany>[0]): Partial<Invoice> => ({
  company_id: aCompany(change),
});
/** Journal items of the sample and one more. */
export const withItem = (change: Parameters<typeof anItem>[0]): Partial<Invoice> => ({
  line_ids: [...anInvoice().line_ids, anItem({ id: 999, ...change })],
});
export const ROW = 'Row 1 ("Kuukausivuokra")';
export const FOREIGN_BUYER = {
  commercial_partner_id: aPartner({ name: 'Snö AB', vat: undefined, company_registry: undefined }),
};
export const SEK = { currency_id: { id: 18, name: 'SEK', decimal_places: 2 } };
/** The whole of the sample, by a payment that Odoo has an entry of. */
export const PAID = {
  payment_state: 'paid',
  amount_residual: 0,
  line_ids: anInvoice().line_ids.map((item) =>
    item.display_type === 'payment_term'
      ? {
          ...item,
          matched_credit_ids: [settledBy(900, 112.95)],
        }
      : item,
  ),
};
export const ANALYTIC = [
  { id: 4, name: 'Helsinki', code: undefined, root_plan_id: { id: 1, display_name: 'Toimipiste' } },
  { id: 5, name: 'Turku', code: undefined, root_plan_id: { id: 1, display_name: 'Toimipiste' } },
];
export const REGISTERS: NetvisorRegisters = {
  accounts: new Set(['3000']),
  dimensions: new Map([['Toimipiste', new Set(['Helsinki'])]]),
};
export const analytic = (analytic_distribution: Record<string, number>): Partial<Invoice> =>
  row({ analytic_distribution, distribution_analytic_account_ids: ANALYTIC });
