import { z } from 'zod';

const ANSI_DATE = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * Switches of the simulator. Where Netvisor's behaviour is documented, the default is the documented one;
 * where it is not, the default is the best guess and the switch gives the other answers.
 */
export const netvisorSettingsSchema = z.object({
  /** Scheme and host that clients sign; null: `http://` and the Host header. */
  publicBaseUrl: z
    .string()
    .regex(/^https?:\/\/[^/]+$/)
    .nullable()
    .default(null),

  /** Refuses everything with SYSTEM_MAINTENANCE. */
  maintenance: z.boolean().default(false),
  maintenanceSpelling: z.enum(['SYSTEM_MAINTENANCE', 'SYSTEM_MAINTANANCE']).default('SYSTEM_MAINTENANCE'),
  /** Refuses everything with AUTHENTICATION_FAILED, as after the user who owns the keys has left. */
  keysRefused: z.boolean().default(false),
  /** Resources that the company has allowed, in lower case (`salesinvoice.nv`), or all of them. */
  allowedResources: z.union([z.literal('all'), z.array(z.string())]).default('all'),
  httpStatusCodes: z.enum(['mapped', 'always-200']).default('mapped'),
  timeStampZone: z.enum(['Europe/Helsinki', 'UTC']).default('Europe/Helsinki'),

  timestampToleranceSeconds: z.number().min(0).default(300),
  timestampChecked: z.enum(['unix', 'both']).default('unix'),
  /** Whether a held or delayed request is checked as of its arrival or of its processing. */
  timestampCheckedAt: z.enum(['processing', 'arrival']).default('processing'),
  checkTransactionIds: z.boolean().default(true),
  legacyAlgorithms: z.enum(['refuse', 'accept']).default('refuse'),
  macUrl: z.enum(['raw-or-decoded', 'raw', 'decoded']).default('raw-or-decoded'),
  macCharset: z.enum(['latin1', 'utf8']).default('latin1'),
  overlap: z.enum(['allow', 'delay', 'technical-error']).default('allow'),

  maxRequestBytes: z.number().int().positive().nullable().default(null),
  /** Decoded size of one attachment. */
  maxAttachmentBytes: z.number().int().positive().nullable().default(null),
  attachmentMimeTypes: z.union([z.literal('any'), z.array(z.string())]).default('any'),
  xmlDeclaration: z.enum(['refuse', 'accept']).default('refuse'),
  decimalPoint: z.enum(['accept', 'refuse']).default('accept'),
  /** Elements that only the newest clients know, in the places where those clients put them. */
  newElements: z.enum(['accept', 'refuse']).default('accept'),
  productDetailOrder: z.enum(['package-first', 'dimensions-first']).default('package-first'),
  /** Lengths that nobody has published: note them in the state, or refuse them. */
  softLimits: z.enum(['warn', 'refuse']).default('warn'),

  rounding: z.enum(['line', 'total']).default('line'),
  lineSumMeaning: z.enum(['net', 'gross']).default('net'),
  amountMismatch: z.enum(['accept', 'refuse']).default('accept'),
  voucherBalance: z.enum(['enforced', 'ignored']).default('enforced'),
  /** Whether lines must have the VAT code that the invoice's or customer's tax handling asks for. */
  taxHandling: z.enum(['ignored', 'enforced']).default('ignored'),
  /** Currency of SalesInvoiceAmount in replies; ForeignCurrencyAmount is always in the invoice's. */
  foreignInvoiceAmount: z.enum(['currency', 'euros']).default('currency'),
  vatRateDates: z.enum(['enforced', 'ignored']).default('enforced'),
  rate135: z.enum(['accept', 'refuse']).default('accept'),

  duplicateNumbers: z.enum(['refuse', 'accept']).default('refuse'),
  duplicateReferences: z.enum(['accept', 'refuse']).default('accept'),
  duplicateCustomerCodes: z.enum(['refuse', 'accept']).default('refuse'),
  duplicateBusinessIds: z.enum(['accept', 'refuse']).default('accept'),
  duplicateProductCodes: z.enum(['refuse', 'accept']).default('refuse'),
  duplicateErrorCode: z.enum(['DUPLICATE_DATA', 'INVALID_DATA']).default('DUPLICATE_DATA'),

  invoiceEdit: z.enum(['replace', 'patch']).default('replace'),
  invoiceEditStatuses: z.enum(['draft-and-unsent', 'without-payments', 'all']).default('draft-and-unsent'),
  /** Whether editing an invoice that has a voucher gives it a new one. */
  voucherOfEdited: z.enum(['kept', 'rebuilt']).default('kept'),
  /** Whether the status paid or creditloss alone, without a payment, takes away the open sum. */
  statusWithoutPayment: z.enum(['closes', 'leaves-open-sum']).default('closes'),
  /** How far a payment may differ from the open sum, in the invoice's currency, and still close it. */
  paymentTolerance: z.number().min(0).default(0),
  /** A payment above the open sum, where partial payments are expected. */
  overpayment: z.enum(['closes', 'negative-open-sum']).default('closes'),
  /** A payment that names a document that does not exist. */
  unknownPaymentTarget: z.enum(['unlinked', 'refuse']).default('unlinked'),
  unknownPaymentMethod: z.enum(['refuse', 'accept']).default('refuse'),
  /** Whether InvoiceNumber in the payment list carries the invoice's key. */
  paymentInvoiceKey: z.enum(['attribute', 'absent']).default('attribute'),
  /** PaymentSource of imported payments. */
  importedPaymentSource: z.number().int().min(0).default(2),
  /** A message that names a hidden dimension. */
  hiddenDimensions: z.enum(['refuse', 'accept']).default('refuse'),
  /** useonlyexistingdimensions and checkdimensionvalidityperiod on salesinvoice.nv. */
  invoiceDimensionParameters: z.enum(['obeyed', 'ignored']).default('obeyed'),
  /** A credit note and an invoice with different open sums: the smaller one is matched, or nothing. */
  matchUnequalSums: z.enum(['partial', 'refuse']).default('partial'),
  matchOtherCustomers: z.enum(['refuse', 'accept']).default('refuse'),
  /** The same pair once more; `accept` answers OK and changes nothing. */
  matchTwice: z.enum(['refuse', 'accept']).default('refuse'),
  /** Status of a document whose open sum a match has brought to zero. */
  matchedStatus: z.enum(['paid', 'open']).default('paid'),
  /** Whether updatesalesinvoicestatus.nv may set an invoice back to unsent. */
  statusUnsent: z.enum(['refuse', 'accept']).default('refuse'),
  /** Deleting what has payments or matches; `accept` takes those back. */
  deleteSettled: z.enum(['accept', 'refuse']).default('accept'),
  deleteMethods: z.enum(['both', 'get', 'post']).default('both'),
  /** The code TEMP for customers and products that are in no register. */
  tempRecords: z.enum(['refuse', 'accept']).default('refuse'),
  /** E-invoice operators that the company knows; customers with others are refused. */
  einvoiceOperators: z
    .array(z.string())
    .default(['003721291126', 'DABAFIHH', 'HELSFIHH', 'ITELFIHH', 'NDEAFIHH', 'OKOYFIHH']),
  extendedProductManagement: z.boolean().default(false),
  unknownCustomersInList: z.enum(['skip', 'fail']).default('skip'),
  draftStatusInList: z.enum(['draft', '']).default('draft'),
  /** How replies show a line without VAT handling. */
  noVatCodeInReplies: z.enum(['-', 'NONE']).default('-'),
  listRows: z.number().int().positive().default(500),
  listOrder: z.enum(['ascending', 'descending']).default('ascending'),

  /** Dates up to and including these are locked. */
  accountingPeriodLockDate: ANSI_DATE.nullable().default(null),
  vatPeriodLockDate: ANSI_DATE.nullable().default(null),
  purchaseLockDate: ANSI_DATE.nullable().default(null),

  /** Customers and products present after the start and after a reset. */
  records: z.enum(['none', 'sample']).default('none'),
});

export type NetvisorSimSettings = z.infer<typeof netvisorSettingsSchema>;
