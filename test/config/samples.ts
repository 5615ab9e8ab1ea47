import { stringify } from 'yaml';
import { parseSettings, SettingsError, type Environment, type Settings } from '../../config/settings.ts';

/** Invented secrets that must never be seen again once they are read. */
export const SECRETS = {
  ODOO_KEY: 'canaryodookey0000000000000000000000000001',
  PARTNER_KEY: 'CANARYPARTNERKEY0000000000000002',
  CUSTOMER_KEY: 'CANARYCUSTOMERKEY000000000000003',
} as const;

export type Tree = { readonly [name: string]: unknown };

/** A connection that is in order, with changes laid over it part by part. */
export function aConnection(
  change: { odoo?: Tree; netvisor?: Tree; invoices?: Tree; more?: Tree } = {},
): Tree {
  return {
    environment: 'production',
    odoo: {
      url: 'https://kuurabox.example',
      database: 'kuurabox',
      company: 1,
      apiKey: { env: 'ODOO_KEY' },
      ...change.odoo,
    },
    netvisor: {
      organisationId: '9120034-9',
      partnerId: 'Kbx_204',
      partnerKey: { env: 'PARTNER_KEY' },
      customerId: 'KB_11223_4455',
      customerKey: { env: 'CUSTOMER_KEY' },
      ...change.netvisor,
    },
    ...(change.invoices && { invoices: { journals: { INV: {} }, ...change.invoices } }),
    ...change.more,
  };
}

export function settingsOf(connections: Tree, environment: Environment = SECRETS, more: Tree = {}): Settings {
  return parseSettings(stringify({ connections, ...more }), environment);
}

/** All that is said to be wrong; empty when nothing is. */
export function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

export const problemsIn = (connection: Tree, environment: Environment = SECRETS): readonly string[] =>
  problemsOf(() => settingsOf({ main: connection }, environment));
