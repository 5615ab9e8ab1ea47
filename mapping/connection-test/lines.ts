import type { InspectedResource } from '../../netvisor/inspection.ts';
import type { AccessOperation } from '../../odoo/inspection.ts';

export const AREAS = ['settings', 'netvisor', 'odoo', 'books'] as const;
export type Area = (typeof AREAS)[number];

/** Resources of Netvisor that Silta reads, in the order in which the report shows them. */
export const READ_RESOURCES = [
  'salesinvoicelist.nv',
  'getsalesinvoice.nv',
  'customerlist.nv',
  'getcustomer.nv',
  'getproduct.nv',
  'salespaymentlist.nv',
  'accountlist.nv',
  'dimensionlist.nv',
  'accountingperiodlist.nv',
  'paymenttermlist.nv',
] as const satisfies readonly InspectedResource[];
export type ReadResource = (typeof READ_RESOURCES)[number];

/** Resources that Silta writes: whether it may is not to be seen without writing. */
export const WRITE_RESOURCES = [
  'salesinvoice.nv',
  'customer.nv',
  'product.nv',
  'matchcreditnote.nv',
  'salespayment.nv',
] as const;
export type WriteResource = (typeof WRITE_RESOURCES)[number];

/** Without the right to one of these a check is skipped, and documents flow all the same. */
export const HELPFUL_RESOURCES: ReadonlySet<string> = new Set<ReadResource>([
  'getcustomer.nv',
  'accountlist.nv',
  'dimensionlist.nv',
  'accountingperiodlist.nv',
  'paymenttermlist.nv',
]);

/** Models of Odoo that sending, matching and verifying read. */
export const READ_MODELS = [
  'account.move',
  'account.move.line',
  'account.partial.reconcile',
  'account.payment.term',
  'account.tax',
  'account.account',
  'account.journal',
  'account.incoterms',
  'account.analytic.account',
  'res.partner',
  'res.company',
  'res.currency',
  'res.country',
  'res.users',
  'product.product',
  'uom.uom',
  'ir.attachment',
] as const;
export type ReadModel = (typeof READ_MODELS)[number];

/** What Silta's user must not be able to do by itself: its writing goes through its own action alone. */
export const EXCESS_RIGHTS = [
  ['account.move', 'create'],
  ['account.move', 'write'],
  ['account.move', 'unlink'],
  ['account.payment', 'create'],
  ['account.journal', 'write'],
  ['account.tax', 'write'],
  ['account.account', 'write'],
  ['res.partner', 'write'],
  ['product.product', 'write'],
  ['res.company', 'write'],
  ['res.users', 'write'],
  ['ir.model.fields', 'create'],
  ['ir.actions.server', 'write'],
  ['ir.config_parameter', 'read'],
  ['hr.payslip', 'read'],
] as const satisfies readonly (readonly [string, AccessOperation])[];

/** Modules of Odoo that the test looks for. */
export const MODULES = ['base', 'account', 'base_automation', 'l10n_fi', 'account_accountant'] as const;

export const rightLine = (resource: ReadResource | WriteResource): LineId => `netvisor.right.${resource}`;
export const readLine = (model: ReadModel): LineId => `odoo.read.${model}`;

/** Lines that are neither a right to a resource nor to a model. */
export const OWN_LINES = {
  settings: ['settings', 'temporal'],
  netvisor: ['netvisor.reached', 'netvisor.keys', 'netvisor.clock'],
  odoo: [
    'odoo.reached',
    'odoo.key',
    'odoo.key-expiry',
    'odoo.version',
    'odoo.modules',
    'odoo.languages',
    'odoo.fields',
    'odoo.action',
    'odoo.pin',
    'odoo.excess-rights',
  ],
  books: [
    'books.company',
    'books.number-ranges',
    'books.netvisor-numbers',
    'books.references',
    'books.journals',
    'books.tax-rounding',
    'books.in-payment',
    'books.taxes-without-code',
    'books.vat-codes',
    'books.accounts',
    'books.general-product',
  ],
} as const satisfies Readonly<Record<Area, readonly string[]>>;

export type OwnLine = (typeof OWN_LINES)[Area][number];

/** The closed list of lines. Ids travel through workflow history; the words stand beside this file. */
export type LineId = OwnLine | `netvisor.right.${ReadResource | WriteResource}` | `odoo.read.${ReadModel}`;
