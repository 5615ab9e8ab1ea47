import { fieldsOf, type FieldSpec } from './spec.ts';

/** States of an invoice, in the words of the person who looks at it. */
export const INVOICE_STATES = [
  ['queued', 'Waiting to be sent'],
  ['sending', 'Being sent'],
  ['attention', 'Needs attention'],
  ['waiting', 'In Netvisor, waiting to be matched'],
  ['paying', 'In Netvisor, its payment follows'],
  ['sent', 'Sent'],
  ['ignored', 'Left out'],
] as const;

const invoice = fieldsOf('account.move');

const OPEN = `for move in self:
    asked = bool(move.x_netvisor_request) and move.x_netvisor_request != move.x_netvisor_served
    looked = bool(move.x_netvisor_look) and move.x_netvisor_look != move.x_netvisor_looked
    move['x_netvisor_open'] = asked or looked`;

/** Keys carry the ledger (`production:1234567-8:42`); Netvisor's own address holds the number alone. */
const ADDRESS = `for move in self:
    link = move.company_id.x_netvisor_link
    key = (move.x_netvisor_key or '').split(':')[-1]
    move['x_netvisor_url'] = link.replace('{key}', key) if link and key else False`;

const HERE = `for move in self:
    sales = move.move_type in ('out_invoice', 'out_refund')
    move['x_netvisor_here'] = sales and bool(move.company_id.x_netvisor_pin)`;

export const INVOICE_FIELDS: readonly FieldSpec[] = [
  invoice('state', 'Netvisor state', 'selection', { selection: INVOICE_STATES }),
  invoice('request', 'Netvisor request', 'char', { help: 'Token of the newest request to send.' }),
  invoice('served', 'Netvisor request served', 'char', {
    help: 'Token of the request that Silta served last.',
  }),
  invoice('look', 'Netvisor look', 'char', { help: 'Token of the newest request to be shown something.' }),
  invoice('looked', 'Netvisor look served', 'char', { help: 'Token of the look that Silta served last.' }),
  invoice('attempt', 'Netvisor attempt', 'char', {
    help: 'Token of the attempt that is under way or was the last.',
  }),
  invoice('mark', 'Netvisor mark', 'text', { help: 'What the invoice is recognised by in Netvisor.' }),
  invoice('key', 'Netvisor key', 'char', { index: 'index' }),
  invoice('number', 'Netvisor number', 'char'),
  invoice('reference', 'Netvisor reference', 'char', { index: 'index' }),
  invoice('sent_at', 'Sent to Netvisor', 'datetime'),
  invoice('reason', 'Netvisor reason code', 'char'),
  invoice('blockers', 'Netvisor blockers', 'char', {
    help: 'Digest of what was in the way when the invoice was set aside.',
  }),
  invoice('message', 'Netvisor: what to do', 'text', { translate: 'translate' }),
  invoice('detail', "Netvisor's own words", 'text'),
  invoice('report', 'What Netvisor holds', 'html', {
    help: 'What the last look found: a preview, or each difference between Odoo and Netvisor.',
  }),
  invoice('can_resend', 'Can be edited in Netvisor', 'boolean', {
    help: 'The last look found that the invoice in Netvisor may still be changed.',
  }),
  invoice('data', 'Netvisor data', 'binary', { help: 'The message as it was sent to Netvisor.' }),
  invoice('data_name', 'Netvisor data file', 'char'),
  invoice('verified_at', 'Verified in Netvisor', 'datetime', {
    help: 'When the sums that Netvisor computed were read back and were the same as here.',
  }),
  invoice('matched_at', 'Matched in Netvisor', 'datetime', {
    help: 'When this credit note was matched to what it credits.',
  }),
  invoice('payment_attempt', 'Netvisor payment attempt', 'char'),
  invoice('payments', 'Netvisor payments', 'json', {
    help: 'Payments that were sent along: Odoo id to Netvisor key.',
  }),
  invoice('matches', 'Netvisor matches', 'json', {
    help: 'What this credit note has settled in Netvisor: Odoo id of the invoice to sum.',
  }),
  invoice('payments_synced_at', 'Payments updated', 'datetime', {
    help: 'When the payments in Netvisor were last brought here.',
  }),
  invoice('files', 'Files for Netvisor', 'many2many', {
    relation: 'ir.attachment',
    help: 'Files that go to Netvisor with the invoice, where the company sends chosen files.',
  }),
  invoice('events', 'Netvisor events', 'one2many', {
    relation: 'x_netvisor_link',
    relationField: 'x_move_id',
  }),
  invoice('open', 'Netvisor request open', 'boolean', {
    index: 'index',
    help: 'Somebody has asked for something that Silta has not done yet.',
    compute: {
      depends: 'x_netvisor_request,x_netvisor_served,x_netvisor_look,x_netvisor_looked',
      code: OPEN,
      kept: 'stored',
    },
  }),
  invoice('url', 'Netvisor address', 'char', {
    compute: { depends: 'x_netvisor_key,company_id.x_netvisor_link', code: ADDRESS, kept: 'not stored' },
  }),
  invoice('here', 'Company sends to Netvisor', 'boolean', {
    compute: { depends: 'move_type,company_id.x_netvisor_pin', code: HERE, kept: 'not stored' },
  }),
];
