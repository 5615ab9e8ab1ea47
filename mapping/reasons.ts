/**
 * The closed list of reasons for which a document is not (yet) in Netvisor. Codes travel through workflow
 * history and search attributes; the words for people are in `texts.ts`.
 */
export const REASONS = [
  // Found by Silta before anything is sent.
  'NotPosted',
  'NotACustomerInvoice',
  'OtherCompany',
  'BeforeCutOver',
  'NoRows',
  'RowWithoutProduct',
  'ProductWithoutCode',
  'ProductCodeRepeated',
  'RowWithoutTax',
  'RowWithSeveralTaxes',
  'TaxNotCarried',
  'TaxWithoutVatCode',
  'VatCodeUnfit',
  'VatRateNotInForce',
  'BuyerVatIdMissing',
  'CustomerWithoutCountry',
  'RowWithoutAccount',
  'AccountUnknown',
  'DimensionsNotCarried',
  'DimensionUnknown',
  'JournalWithoutNumberRule',
  'NumberUnusable',
  'ReferenceInvalid',
  'ReferenceRepeated',
  'CurrencyDiffers',
  'TermsNotCarried',
  'AlreadyPaid',
  'PaymentMethodMissing',
  'PaymentWithoutEntry',
  'PaymentInCurrency',
  'WriteOffShared',
  'ZeroTotal',
  'RoundingDiffers',
  'CashRoundingNotCarried',
  'DeliveredByOdoo',
  'NotDeliveredByOdoo',
  'TextTooLong',
  'UnsupportedCharacters',
  'CustomerIncomplete',
  'CustomerAmbiguous',
  'ProductAmbiguous',
  'FieldNotCarried',
  'GenericProductMissing',
  'PeriodLockedInOdoo',
  'RegisterRejected',
  'RegisterBusy',
  // Said by Netvisor.
  'InvalidData',
  'InvalidDataSize',
  'PeriodLocked',
  'DuplicateData',
  // Found while a lost reply is being settled.
  'NumberTaken',
  'NumberUsedBefore',
  'FoundTwice',
  'FoundDifferent',
  'RequestNotUnique',
  // After sending.
  'NoLongerPosted',
  'ChangedSinceSent',
  'ChangedAfterSending',
  'ChangedAfterPayment',
  'InvoiceGoneInNetvisor',
  'SumsDiffer',
  'OriginalNotInNetvisor',
  'WaitingForNetvisor',
  'MatchDiffers',
  'MatchMoved',
  'MatchRefused',
  'MatchOtherCurrency',
  'PaymentRefused',
  'PaymentDiffers',
  'WriteOffNotCarried',
  'OtherLedger',
  'GoneInOdoo',
  'NotReadable',
  // Odoo does not take the outcome.
  'OdooNotWritable',
  // Guards.
  'Bug',
] as const;
export type Reason = (typeof REASONS)[number];

/** Found by comparing: a document with one of these is in Netvisor, and clears when a later comparison agrees. */
export const VERIFICATION_REASONS = [
  'SumsDiffer',
  'InvoiceGoneInNetvisor',
] as const satisfies readonly Reason[];

/** Why a whole connection, or one right of it, holds still. */
export const PAUSE_REASONS = [
  'AuthFailed',
  'RightMissing',
  'Maintenance',
  'OdooRefused',
  'OdooTooOld',
  'OdooVersionUnknown',
  'OdooUserMissing',
  'OtherDatabase',
  'NotProvisioned',
  'NotReached',
  'LaneFailed',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];
