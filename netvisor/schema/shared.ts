import {
  aggregate,
  code,
  line,
  many,
  mayCarry,
  one,
  optional,
  possible,
  text,
  integer,
  word,
} from './row.ts';

/** Codes of sales invoice rows (Netvisor, VAT classes and codes; the purchase codes stand in its DTD as well). */
export const vatCodes = [
  'NONE',
  'KOOS',
  'EUOS',
  'EUUO',
  'EUPO',
  '100',
  'KOMY',
  'EUMY',
  'EUUM',
  'EUPM312',
  'EUPM309',
  'MUUL',
  'EVTO',
  'EVPO',
  'EVKV',
  'KAVE',
  'RAMY',
  'RAOS',
  'EVRO',
  'MAAL',
  'EVMA',
  'KOMY0',
] as const;
export type VatCode = (typeof vatCodes)[number];

export const vatCode = () => word(...vatCodes);

export const taxHandlingType = () =>
  word('countrygroup', 'forcedomestic', 'domesticconstructionservice', 'notaxhandling');

/** Account number of the chart, not Netvisor's key. */
export const accountNumber = () => code(undefined, /^\d+$/u);

/** Finnish national reference number with its check digit, without spaces. */
export const referenceNumber = () => code(20, /^\d{4,20}$/u);

/** One target per header; names exactly as in Netvisor's dimension list. */
export const invoiceDimension = many(
  'dimensions',
  aggregate([
    one('dimensionName', line()),
    one('dimensionItem', mayCarry(line(), { integrationDimensionDetailGuid: possible(code()) })),
    many('metadata', text()),
  ]),
  'dimension',
);

export const registerDimension = many(
  'dimensions',
  aggregate([
    one('dimensionName', line()),
    one('dimensionItem', mayCarry(line(), { fatherId: possible(integer()) })),
  ]),
  'dimension',
);

export const accrualRule = optional(
  'accrualRule',
  aggregate([
    one('startMonth', integer(1, 12)),
    one('startYear', integer()),
    optional('endMonth', integer(1, 12)),
    optional('endYear', integer()),
    optional('divisionCurveName', line()),
  ]),
);
