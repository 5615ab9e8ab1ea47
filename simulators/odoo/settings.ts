import { z } from 'zod';

/** Switches of the Odoo simulator; each has a default. */
export const odooSettingsSchema = z.object({
  /** The bot's API key is answered with 401, as an expired or revoked one. */
  keyRefused: z.boolean().default(false),
  /** Every call of the API is answered with 503, as by a proxy whose server is away. */
  unavailable: z.boolean().default(false),
  /** Webhooks of Odoo's own automations go out, or are lost on the way as Odoo's one attempt may be. */
  webhooks: z.enum(['sent', 'lost']).default('sent'),
  /** The server can make PDFs of invoices; without it one that nobody has sent is answered with 422. */
  pdfTool: z.boolean().default(true),
});
export type OdooSimSettings = z.infer<typeof odooSettingsSchema>;
