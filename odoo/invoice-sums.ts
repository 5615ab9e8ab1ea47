import { z } from 'zod';
import { one, text } from './models.ts';

/** What of a sent document is compared with the sums that Netvisor computed: as little as tells them. */
export const invoiceSumsSchema = z.object({
  id: z.number(),
  move_type: z.string(),
  currency_id: z.object({ id: z.number(), name: z.string() }),
  amount_untaxed: z.number(),
  amount_total: z.number(),
  /** Company currency; negative on credit notes. */
  amount_total_signed: z.number(),
  invoice_line_ids: z.array(
    z.object({
      id: z.number(),
      display_type: z.string(),
      price_subtotal: z.number(),
      tax_ids: z.array(
        z.object({
          id: z.number(),
          amount: z.number(),
          price_include: z.boolean(),
          x_netvisor_vat_code: text,
        }),
      ),
    }),
  ),
  line_ids: z.array(
    z.object({
      id: z.number(),
      amount_currency: z.number(),
      tax_line_id: one(z.object({ id: z.number() })),
    }),
  ),
  x_netvisor_reason: text,
  x_netvisor_key: text,
  x_netvisor_number: text,
  x_netvisor_reference: text,
  x_netvisor_mark: text,
  x_netvisor_verified_at: text,
});
export type InvoiceSums = z.output<typeof invoiceSumsSchema>;
