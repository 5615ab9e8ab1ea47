import { getCustomer, listCustomers } from './customer-read.ts';
import { writeCustomer } from './customer.ts';
import { listDimensions } from './dimensionlist.ts';
import { matchCreditNote } from './matchcreditnote.ts';
import { getProduct, listProducts } from './product-read.ts';
import { writeProduct } from './product.ts';
import { listAccountingPeriods, listAccounts, listPaymentTerms } from './registers.ts';
import type { Resource } from './resource.ts';
import { commentSalesInvoice } from './salesinvoicecomment.ts';
import { listSalesInvoices } from './salesinvoice-list.ts';
import { getSalesInvoice } from './salesinvoice-read.ts';
import { deleteSalesInvoice, listDeleted, updateStatus } from './salesinvoice-status.ts';
import { listSalesPayments } from './salespayment-list.ts';
import { deleteSalesPayment, writeSalesPayment } from './salespayment.ts';
import { writeSalesInvoice } from './salesinvoice.ts';

/** The resources that the simulator knows, by their path without the slash. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
  'salesinvoice.nv': { methods: ['POST'], byMethod: 'add-edit', handle: writeSalesInvoice },
  'salesinvoicelist.nv': { methods: ['GET'], handle: listSalesInvoices },
  'getsalesinvoice.nv': {
    methods: ['GET'],
    handle: (request, context) => getSalesInvoice(request, context, 'invoices'),
  },
  'getorder.nv': {
    methods: ['GET'],
    handle: (request, context) => getSalesInvoice(request, context, 'orders'),
  },
  'updatesalesinvoicestatus.nv': { methods: ['POST', 'GET'], handle: updateStatus },
  'matchcreditnote.nv': { methods: ['POST'], handle: matchCreditNote },
  'deletesalesinvoice.nv': { methods: ['GET', 'POST'], handle: deleteSalesInvoice },
  'deletedsalesinvoices.nv': {
    methods: ['GET'],
    handle: (request, context) => listDeleted(request, context, 'invoices'),
  },
  'deletedsalesorders.nv': {
    methods: ['GET'],
    handle: (request, context) => listDeleted(request, context, 'orders'),
  },
  'salesinvoicecomment.nv': { methods: ['POST'], handle: commentSalesInvoice },
  'salespayment.nv': { methods: ['POST'], handle: writeSalesPayment },
  'salespaymentlist.nv': { methods: ['GET'], handle: listSalesPayments },
  'deletesalespayment.nv': { methods: ['GET', 'POST'], handle: deleteSalesPayment },
  'deletedsalespayments.nv': {
    methods: ['GET'],
    handle: (request, context) => listDeleted(request, context, 'payments'),
  },
  'customer.nv': { methods: ['POST'], byMethod: 'add-edit', handle: writeCustomer },
  'customerlist.nv': { methods: ['GET'], handle: listCustomers },
  'getcustomer.nv': { methods: ['GET'], handle: getCustomer },
  'product.nv': { methods: ['POST'], byMethod: 'add-edit', handle: writeProduct },
  'productlist.nv': { methods: ['GET'], handle: listProducts },
  'getproduct.nv': { methods: ['GET'], handle: getProduct },
  'dimensionlist.nv': { methods: ['GET'], handle: listDimensions },
  'accountlist.nv': { methods: ['GET'], handle: listAccounts },
  'accountingperiodlist.nv': { methods: ['GET'], handle: listAccountingPeriods },
  'paymenttermlist.nv': { methods: ['GET'], handle: listPaymentTerms },
};

/** Resources that Netvisor has and the simulator has not; it says so with HTTP 501. */
export const NOT_SIMULATED: ReadonlySet<string> = new Set([
  'deletesalesinvoiceproductline.nv',
  'salesorderinvoicing.nv',
  'salesinvoicebatch.nv',
  'getbatchlist.nv',
  'getbatchstatus.nv',
  'contractinvoicingreport.nv',
  'salespersonnellist.nv',
  'office.nv',
  'contactperson.nv',
  'deletecustomer.nv',
  'getproductgroups.nv',
  'extendedproductlist.nv',
  'matchpayment.nv',
  'masspayments.nv',
  'vouchertypelist.nv',
  'getbankaccounts.nv',
  'dimensionitem.nv',
  'dimensiondelete.nv',
]);

/** True for the name of a call as the call log and the faults use it, e.g. `POST customer.nv add`. */
export function isOperation(operation: string): boolean {
  const match = /^(GET|POST) ([a-z]+\.nv)(?: (add|edit))?$/.exec(operation);
  if (match === null) return false;
  const [, method = '', name = '', variant] = match;
  const resource = RESOURCES[name];
  if (resource === undefined) return variant === undefined && NOT_SIMULATED.has(name);
  const known = resource.methods.some((candidate) => candidate === method);
  return known && (resource.byMethod === 'add-edit') === (variant !== undefined);
}
