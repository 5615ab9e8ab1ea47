import { INVOICE_STATES } from './invoice.ts';
import { fieldsOf, type FieldSpec } from './spec.ts';

/** Model for what must outlive a record (RULES 6); its rows are written by Silta's action only. */
export const LINK_MODEL = 'x_netvisor_link';

const link = fieldsOf(LINK_MODEL, 'x_');

export const LINK_FIELDS: readonly FieldSpec[] = [
  link('name', 'Event', 'char'),
  link('kind', 'Kind', 'selection', { selection: [['event', 'Event']] }),
  link('company_id', 'Company', 'many2one', { relation: 'res.company' }),
  link('model', 'Model', 'char'),
  link('record', 'Record', 'integer', { index: 'index' }),
  link('move_id', 'Invoice', 'many2one', { relation: 'account.move', index: 'index' }),
  link('key', 'Netvisor key', 'char', { index: 'index' }),
  link('state', 'State', 'selection', { selection: INVOICE_STATES }),
  link('reason', 'Reason', 'char'),
  link('detail', "Netvisor's own words", 'char'),
  link('at', 'Time', 'datetime'),
];
