/** Why an invoice of the catalogue cannot be sent: what an accountant has to see to. */
export type Reason =
  // The document itself
  | 'NotPosted'
  | 'NotAnInvoice'
  | 'Cancelled'
  | 'ZeroTotal'
  | 'AlreadyPaid'
  | 'PartlyPaid'
  // Number and reference
  | 'NumberWithoutDigits'
  | 'ReferenceRepeated'
  | 'ReferenceInvalid'
  // VAT
  | 'TwoTaxesOnRow'
  | 'GroupTax'
  | 'FixedTax'
  | 'NoTaxOnRow'
  | 'ZeroTaxNotConfirmed'
  | 'RateNotValidOnDate'
  | 'BuyerVatIdMissing'
  // Sums
  | 'RoundingDiffers'
  | 'EuroSumDiffers'
  | 'CashRounding'
  | 'VatDoesNotFitRows'
  | 'InstalmentTerms'
  // Who and what
  | 'CustomerWithoutCountry'
  | 'RowWithoutProduct'
  | 'ProductWithoutCode'
  | 'ProductCodeRepeated'
  | 'UnknownDimension'
  | 'DimensionSplit'
  // Credit notes
  | 'OriginalNotSent'
  | 'OriginalInOtherCurrency';
