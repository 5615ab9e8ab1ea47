import { z } from 'zod';

/** Switches of the Odoo simulator; each has a default. */
export const odooSettingsSchema = z.object({
  /** The bot's API key is answered with 401, as an expired or revoked one. */
  keyRefused: z.boolean().default(false),
  /** Every call of the API is answered with 503, as by a proxy whose server is away. */
  unavailable: z.boolean().default(false),
});
export type OdooSimSettings = z.infer<typeof odooSettingsSchema>;
