/** All workflows of the product: what the bundle exports is what Temporal can run. */
export { Connection } from './connection.ts';
export { EnsureCustomer, EnsureProduct } from './ensure.ts';
export { InvoiceSweep } from './invoice-sweep.ts';
export { Scheduled } from './scheduled.ts';
export { SendInvoice } from './send-invoice.ts';
export { ShowInvoice } from './show-invoice.ts';
export { TestConnection } from './test-connection.ts';
export { VerifyInvoices } from './verify-invoices.ts';
