/** The fields that Silta adds to Odoo. None is copied: a duplicated invoice must not look sent. */
export interface FieldSpec {
  readonly model: string;
  readonly name: string;
  readonly label: string;
  readonly type:
    | 'char'
    | 'text'
    | 'integer'
    | 'float'
    | 'datetime'
    | 'json'
    | 'binary'
    | 'selection'
    | 'many2one'
    | 'many2many';
  /** Model that a many2one or many2many points to. */
  readonly relation?: string;
  readonly help?: string;
  readonly selection?: readonly (readonly [value: string, label: string])[];
  readonly index?: 'index';
}

const INVOICE_STATES = [
  ['queued', 'Waiting to be sent'],
  ['sending', 'Being sent'],
  ['attention', 'Needs attention'],
  ['waiting', 'In Netvisor, waiting to be matched'],
  ['paying', 'In Netvisor, its payment follows'],
  ['sent', 'Sent'],
  ['ignored', 'Left out'],
] as const;

/** Sales codes of Netvisor (Netvisor sales API, VAT codes). */
const VAT_CODES = [
  ['KOMY', 'KOMY: domestic sales'],
  ['KOMY0', 'KOMY0: domestic sales, zero rate'],
  ['EUMY', 'EUMY: EU sales of goods'],
  ['EUPM312', 'EUPM312: EU sales of services'],
  ['EUPM309', 'EUPM309: EU sales of services (309)'],
  ['EUUM', 'EUUM: sales outside the EU'],
  ['MUUL', 'MUUL: other sales free of VAT'],
  ['RAMY', 'RAMY: construction services, reverse charge'],
  ['NONE', 'NONE: no VAT handling'],
] as const;

const invoice = (
  name: string,
  label: string,
  type: FieldSpec['type'],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({
  model: 'account.move',
  name: `x_netvisor_${name}`,
  label,
  type,
  ...more,
});

const company = (
  name: string,
  label: string,
  type: FieldSpec['type'],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({ model: 'res.company', name: `x_netvisor_${name}`, label, type, ...more });

const register = (model: string): FieldSpec[] => [
  { model, name: 'x_netvisor_keys', label: 'Netvisor keys', type: 'json' },
  { model, name: 'x_netvisor_attempt', label: 'Netvisor attempt', type: 'char' },
];

export const FIELDS: readonly FieldSpec[] = [
  invoice('state', 'Netvisor state', 'selection', { selection: INVOICE_STATES }),
  invoice('request', 'Netvisor request', 'char', { help: 'Token of the newest request to send.' }),
  invoice('served', 'Netvisor request served', 'char', {
    help: 'Token of the request that Silta served last.',
  }),
  invoice('attempt', 'Netvisor attempt', 'char', {
    help: 'Token of the attempt that is under way or was the last.',
  }),
  invoice('mark', 'Netvisor mark', 'text', { help: 'What the invoice is recognised by in Netvisor.' }),
  invoice('key', 'Netvisor key', 'char', { index: 'index' }),
  invoice('number', 'Netvisor number', 'char'),
  invoice('reference', 'Netvisor reference', 'char', { index: 'index' }),
  invoice('sent_at', 'Sent to Netvisor', 'datetime'),
  invoice('reason', 'Netvisor reason code', 'char'),
  invoice('message', 'Netvisor: what to do', 'text'),
  invoice('detail', "Netvisor's own words", 'text'),
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
  invoice('files', 'Files for Netvisor', 'many2many', {
    relation: 'ir.attachment',
    help: 'Files that go to Netvisor with the invoice, where the company sends chosen files.',
  }),
  ...register('res.partner'),
  ...register('product.product'),
  {
    model: 'res.partner',
    name: 'x_netvisor_operator',
    label: 'E-invoice operator (Netvisor)',
    type: 'char',
    help: 'Bank BIC or operator id of the e-invoice address, for example DABAFIHH or 003721291126.',
  },
  {
    model: 'account.tax',
    name: 'x_netvisor_vat_code',
    label: 'Netvisor VAT code',
    type: 'selection',
    help: 'VAT code that rows with this tax get in Netvisor.',
    selection: VAT_CODES,
  },
  { model: 'res.company', name: 'x_netvisor_pin', label: 'Netvisor pin', type: 'char' },
  {
    model: 'res.company',
    name: 'x_netvisor_action',
    label: 'Netvisor action',
    type: 'integer',
    help: 'Id of the server action of Silta, which its user may run but not look up.',
  },
  {
    model: 'res.company',
    name: 'x_netvisor_invoice_status',
    label: 'Invoices arrive in Netvisor as',
    type: 'selection',
    help: 'Unsent: Netvisor delivers them to the customer. Open: Odoo has delivered them. Empty: unsent.',
    selection: [
      ['unsent', 'Unsent: Netvisor delivers'],
      ['open', 'Open: Odoo has delivered'],
    ],
  },
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
    selection: [
      ['refuse', 'Are not sent'],
      ['send', 'Are sent'],
    ],
  }),
  company('paid', 'Invoices that are paid in Odoo', 'selection', {
    selection: [
      ['refuse', 'Are not sent'],
      ['with-payment', 'Are sent with their payment'],
    ],
  }),
  company('payment_method', 'Payment method in Netvisor', 'char', {
    help: 'Name of the payment method in Netvisor under which payments of paid invoices are sent.',
  }),
];
