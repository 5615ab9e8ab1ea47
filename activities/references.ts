import type { Domain } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';

/** Another invoice of the company that is on its way or sent with the same reference, in whatever form Odoo has it. */
export function sameReference({ id, company_id }: Invoice, reference: string): Domain {
  return [
    ['id', '!=', id],
    ['company_id', '=', company_id.id],
    ['x_netvisor_reference', '=', reference],
    ['move_type', '=', 'out_invoice'],
    '|',
    ['x_netvisor_attempt', '!=', false],
    ['x_netvisor_key', '!=', false],
  ];
}
