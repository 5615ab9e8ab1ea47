import { COMPANY_FIELDS } from './fields/company.ts';
import { INVOICE_FIELDS } from './fields/invoice.ts';
import { LINK_FIELDS } from './fields/link.ts';
import { fieldsOf, type FieldSpec } from './fields/spec.ts';

export type { FieldSpec } from './fields/spec.ts';
export { LINK_MODEL } from './fields/link.ts';

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

const register = (model: string): FieldSpec[] => [
  fieldsOf(model)('keys', 'Netvisor keys', 'json'),
  fieldsOf(model)('attempt', 'Netvisor attempt', 'char'),
];

/** All fields, those that others depend on first. */
export const FIELDS: readonly FieldSpec[] = [
  ...COMPANY_FIELDS,
  ...LINK_FIELDS,
  ...INVOICE_FIELDS,
  ...register('res.partner'),
  ...register('product.product'),
  fieldsOf('res.partner')('operator', 'E-invoice operator (Netvisor)', 'char', {
    help: 'Bank BIC or operator id of the e-invoice address, for example DABAFIHH or 003721291126.',
  }),
  fieldsOf('account.tax')('vat_code', 'Netvisor VAT code', 'selection', {
    help: 'VAT code that rows with this tax get in Netvisor.',
    selection: VAT_CODES,
  }),
];
