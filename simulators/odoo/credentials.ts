/**
 * Invented credentials of the simulated Odoo, for tests and the demo. API keys of Odoo are 40 hexadecimal
 * characters; these are recognisable as toys.
 */
export const ODOO_SIM_DATABASE = 'kuurabox';
/** A user with Settings rights; for provisioning. */
export const ODOO_SIM_ADMIN = { login: 'admin', key: 'ad0000000000000000000000000000000000a001' } as const;
/** The bridge's own user: invoicing, partners and products, no settings. */
export const ODOO_SIM_BOT = { login: 'silta-bot', key: 'b0700000000000000000000000000000000b0702' } as const;
