/** The fields that Silta adds to Odoo. None is copied: a duplicated invoice must not look sent. */
export interface FieldSpec {
  readonly model: string;
  readonly name: string;
  readonly label: string;
  readonly type: 'char' | 'text' | 'integer' | 'datetime' | 'json' | 'binary' | 'selection';
  readonly help?: string;
  readonly selection?: readonly (readonly [value: string, label: string])[];
  readonly index?: 'index';
}

const INVOICE_STATES = [
  ['queued', 'Waiting to be sent'],
  ['sending', 'Being sent'],
  ['attention', 'Needs attention'],
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
  invoice('reference', 'Netvisor reference', 'char'),
  invoice('sent_at', 'Sent to Netvisor', 'datetime'),
  invoice('reason', 'Netvisor reason code', 'char'),
  invoice('message', 'Netvisor: what to do', 'text'),
  invoice('detail', "Netvisor's own words", 'text'),
  invoice('data', 'Netvisor data', 'binary', { help: 'The message as it was sent to Netvisor.' }),
  invoice('data_name', 'Netvisor data file', 'char'),
  ...register('res.partner'),
  ...register('product.product'),
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
];
