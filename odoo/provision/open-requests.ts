import { z } from 'zod';
import type { OdooTransport } from '../transport.ts';
import { search, write } from './rpc.ts';

const PAGE = 500;
const token = z.union([z.literal(false), z.string()]);
const rowSchema = z.object({
  id: z.number(),
  x_netvisor_request: token,
  x_netvisor_served: token,
  x_netvisor_look: token,
  x_netvisor_looked: token,
});
type Row = z.output<typeof rowSchema>;

const isOpen = (row: Row): boolean =>
  (row.x_netvisor_request !== false && row.x_netvisor_request !== row.x_netvisor_served) ||
  (row.x_netvisor_look !== false && row.x_netvisor_look !== row.x_netvisor_looked);

/**
 * Has Odoo compute `x_netvisor_open` where something is open: the field is new, but what it is computed from may be
 * there from before a removal, and what was asked for then must not be lost.
 */
export async function markOpen(admin: OdooTransport): Promise<void> {
  for (let last = 0, more = true; more;) {
    const domain = [
      ['id', '>', last],
      '|',
      ['x_netvisor_request', '!=', false],
      ['x_netvisor_look', '!=', false],
    ];
    const fields = ['x_netvisor_request', 'x_netvisor_served', 'x_netvisor_look', 'x_netvisor_looked'];
    const rows = await search(admin, 'account.move', domain, rowSchema, fields, { limit: PAGE });
    for (const row of rows.filter(isOpen))
      await write(admin, 'account.move', [row.id], { x_netvisor_request: row.x_netvisor_request });
    last = rows.at(-1)?.id ?? last;
    more = rows.length === PAGE;
  }
}
