import type { Facts, NetvisorFacts, OdooFacts } from '../../mapping/connection-test/facts.ts';
import { READ_MODELS, READ_RESOURCES } from '../../mapping/connection-test/lines.ts';
import type { SalesJournal } from '../../odoo/books-inspection.ts';
import type { PaymentLine } from '../../odoo/payment-lines.ts';
import type { SalesTax } from '../../odoo/taxes.ts';

export interface Changes {
  readonly settings?: Partial<Facts['settings']>;
  readonly netvisor?: Partial<NetvisorFacts>;
  readonly odoo?: Partial<OdooFacts>;
  readonly temporal?: Facts['temporal'];
}

export const journal = (code: string, more: Partial<SalesJournal> = {}): SalesJournal => ({
  id: code.length,
  code,
  ownCreditNoteNumbers: true,
  finnishReferences: true,
  lastInvoice: `${code}/2026/00012`,
  lastCreditNote: undefined,
  ...more,
});

export const tax = (more: Partial<SalesTax> = {}): SalesTax => ({
  id: 1,
  name: '25.5%',
  percentage: 25.5,
  active: true,
  code: 'KOMY',
  ...more,
});

const BANK = { id: 10, name: '1910 Bank' };
export const paymentLine = (more: Partial<PaymentLine> = {}): PaymentLine => ({
  id: 1,
  name: 'Manual Payment',
  direction: 'inbound',
  journal: { code: 'BNK1', account: BANK },
  paymentAccount: BANK,
  ...more,
});

export const installed = (...names: string[]) =>
  names.map((name) => ({ name, state: 'installed', version: name === 'base' ? '19.0.1.3' : undefined }));
const MODULES = installed('base', 'account', 'base_automation', 'l10n_fi');

type Product = NonNullable<
  Extract<OdooFacts['product'], { seen: unknown }>['seen']['x_netvisor_generic_product']
>;
/** What the company form says of products, with a general one where it is given. */
export const choice = (
  product?: Partial<Product>,
  mode: 'own' | 'generic' = 'own',
): OdooFacts['product'] => ({
  seen: {
    id: 1,
    x_netvisor_product_mode: mode,
    x_netvisor_generic_product: product && {
      id: 8,
      name: 'Myynti',
      default_code: 'YLEIS',
      lst_price: 0,
      type: 'service',
      uom_id: undefined,
      x_netvisor_keys: {},
      x_netvisor_attempt: undefined,
      ...product,
    },
  },
});

/** A connection with which all is well, as far as that can be seen without writing. */
export function facts({ settings, netvisor, odoo, temporal }: Changes = {}): Facts {
  return {
    day: '2026-11-30',
    settings: {
      connection: 'main',
      environment: 'production',
      organisationId: '9120034-9',
      netvisorHost: 'integration.netvisor.fi',
      limitSeconds: 120,
      language: 'fi',
      ledger: 'production:9120034-9',
      numbering: 'odoo',
      journals: { INV: { numberPrefix: '', creditNotePrefix: '9' } },
      accounts: {},
      vatRounding: 'row',
      lineSums: 'net',
      ...settings,
    },
    netvisor: {
      answer: 'accepted',
      clockDifferenceMs: 0,
      toleranceMs: 300_000,
      rights: Object.fromEntries(READ_RESOURCES.map((resource) => [resource, 'granted'])),
      refusedLately: new Set(),
      accounts: { seen: new Set(['3000']) },
      foreignNumbers: { seen: ['1001'] },
      generalProduct: { not: 'NotAsked' },
      ...netvisor,
    },
    odoo: {
      answer: 'accepted',
      pin: { seen: 'pinned' },
      action: { seen: 'ran' },
      keys: { seen: ['2027-02-20'] },
      missingFields: { seen: [] },
      modules: { seen: MODULES },
      languages: { seen: ['en_US', 'fi_FI', 'sv_SE', 'de_DE'] },
      reads: Object.fromEntries(READ_MODELS.map((model) => [model, { seen: true }])),
      excess: { seen: [] },
      company: { seen: { country: 'FI', currency: 'EUR', taxRounding: 'round_globally' } },
      journals: { seen: [journal('INV')] },
      paymentLines: { seen: [paymentLine()] },
      taxes: { seen: [tax()] },
      usedTaxes: { seen: new Set() },
      usedAccounts: { seen: ['3000'] },
      product: choice(),
      productsWithCode: { not: 'NotAsked' },
      ...odoo,
    },
    temporal: temporal ?? { address: '127.0.0.1:7233', namespace: 'default', answers: true },
  };
}
