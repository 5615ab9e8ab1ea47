import { fieldsOf, type FieldSpec } from './spec.ts';

const company = fieldsOf('res.company');

/** What accountants decide, then what Silta tells them. */
export const COMPANY_FIELDS: readonly FieldSpec[] = [
  company('pin', 'Netvisor pin', 'char'),
  company('action', 'Netvisor action', 'integer', {
    help: 'Id of the server action of Silta, which its user may run but not look up.',
  }),
  company('since', 'Invoices are sent from', 'date', {
    help: 'Cut-over date: invoices dated before it are never sent to Netvisor.',
  }),
  company('send_on_confirm', 'Send when confirmed', 'boolean', {
    help: 'An invoice goes to Netvisor as soon as it is confirmed. Otherwise somebody presses Send to Netvisor.',
  }),
  company('invoice_status', 'Invoices arrive in Netvisor as', 'selection', {
    help: 'Unsent: Netvisor delivers them to the customer. Open: Odoo has delivered them. Empty: unsent.',
    selection: [
      ['unsent', 'Unsent: Netvisor delivers'],
      ['open', 'Open: Odoo has delivered'],
    ],
  }),
  company('attachments', 'Files sent with invoices', 'selection', {
    help: 'None, the PDF that Odoo made when the invoice was sent, or also the files chosen on the invoice.',
    selection: [
      ['none', 'None'],
      ['pdf', 'The invoice PDF'],
      ['chosen', 'The invoice PDF and chosen files'],
    ],
  }),
  company('product_mode', 'Products in Netvisor', 'selection', {
    help: 'Own: each product of Odoo is one in Netvisor. Generic: all rows go under one product.',
    selection: [
      ['own', 'Each product on its own'],
      ['generic', 'One general product'],
    ],
  }),
  company('generic_product', 'General product', 'many2one', {
    relation: 'product.product',
    help: 'Product for rows without one, and for all rows where products are not sent one by one.',
  }),
  company('overdue_interest', 'Penalty interest (%)', 'float', {
    help: 'Percent a year on invoices that are paid late. Zero leaves it to Netvisor.',
  }),
  company('zero_total', 'Invoices with the total zero', 'selection', {
    help: 'What happens to an invoice or a credit note whose total is zero. Empty: not sent.',
    selection: [
      ['refuse', 'Are not sent'],
      ['send', 'Are sent'],
    ],
  }),
  company('paid', 'Invoices that are paid in Odoo', 'selection', {
    help: 'An invoice that is paid already (by card, in a web shop) must not arrive as open debt. Empty: not sent.',
    selection: [
      ['refuse', 'Are not sent'],
      ['with-payment', 'Are sent with their payment'],
    ],
  }),
  company('payment_method', 'Payment method in Netvisor', 'char', {
    help: 'Name of the payment method in Netvisor under which payments of paid invoices are sent.',
  }),
  company('responsible', 'Responsible for problems', 'many2one', {
    relation: 'res.users',
    help: 'Gets the activity when an invoice needs attention and has no salesperson.',
  }),
  company('link', 'Address of an invoice in Netvisor', 'char', {
    help: 'Opened by the button Open in Netvisor. Write {key} where the invoice’s key belongs, for example https://netvisor.example/invoice?id={key}',
  }),
  company('connection', 'Connection', 'selection', {
    selection: [
      ['open', 'Works'],
      ['paused', 'Paused'],
      ['attention', 'Needs attention'],
    ],
  }),
  company('connection_text', 'State of the connection', 'text', { translate: 'translate' }),
  company('swept_at', 'Last look for invoices', 'datetime', {
    help: 'When Silta last looked for what is to be sent.',
  }),
  company('sent_count', 'Invoices sent', 'integer', { help: 'At the last look.' }),
  company('attention_count', 'Invoices that need attention', 'integer', { help: 'At the last look.' }),
  company('test', 'Connection test asked', 'char', { help: 'Token of the newest request for a test.' }),
  company('tested', 'Connection test served', 'char', { help: 'Token of the test that Silta served last.' }),
  company('tested_at', 'Connection tested', 'datetime'),
  company('test_report', 'Result of the connection test', 'html'),
];
