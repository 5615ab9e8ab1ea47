import type { InvoiceRules } from '../mapping/invoice.ts';
import type { ConnectionDeps } from './deps.ts';

/** The rules by which documents of a connection are mapped. */
export function rulesOf({ settings, ledger }: ConnectionDeps): InvoiceRules {
  return { ...settings.invoices, company: settings.odoo.company, ledger };
}
