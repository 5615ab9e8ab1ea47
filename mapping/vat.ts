import type { VatCode } from '../netvisor/documents.ts';

/**
 * Sales VAT codes of Netvisor: which percentages go with which (Netvisor, VAT classes and codes), and whether
 * the law wants the buyer's VAT id on the document.
 */
interface VatRule {
  readonly percentages: 'domestic' | readonly number[];
  readonly buyerVatId?: true;
  /** Says that the buyer is abroad. */
  readonly abroad?: true;
}

const RULES: Partial<Readonly<Record<VatCode, VatRule>>> = {
  NONE: { percentages: [0] },
  KOMY: { percentages: 'domestic' },
  KOMY0: { percentages: [0] },
  EUMY: { percentages: [0], buyerVatId: true, abroad: true },
  EUPM309: { percentages: [0], buyerVatId: true, abroad: true },
  EUPM312: { percentages: [0], buyerVatId: true, abroad: true },
  EUUM: { percentages: [0], abroad: true },
  MUUL: { percentages: [0] },
  RAMY: { percentages: [0], buyerVatId: true },
};

/** Sales codes that a tax may be given, in the order of Netvisor's own list. */
export const SALES_VAT_CODES = Object.keys(RULES) as readonly VatCode[];

export const isSalesVatCode = (text: string): text is VatCode =>
  (SALES_VAT_CODES as readonly string[]).includes(text);

/** A rate of Finnish VAT and the days on which it holds; open ends left out. Value added tax act, 84–85 a §. */
interface Rate {
  readonly percentage: number;
  readonly from?: string;
  readonly until?: string;
}

export const DOMESTIC_RATES: readonly Rate[] = [
  { percentage: 25.5, from: '2024-09-01' },
  { percentage: 24, from: '2013-01-01', until: '2024-08-31' },
  { percentage: 13.5, from: '2026-01-01' },
  { percentage: 14, from: '2013-01-01', until: '2025-12-31' },
  { percentage: 10, from: '2013-01-01' },
];

export type VatProblem = 'CodeUnknown' | 'PercentageUnfit' | 'RateNotInForce' | 'BuyerVatIdMissing';

/**
 * What is wrong with a code and percentage on the day of supply (`YYYY-MM-DD`): the delivery date, and for a
 * credit note that of its original.
 */
export function vatProblem(
  code: string,
  percentage: number,
  day: string,
  buyerHasVatId: boolean,
): VatProblem | undefined {
  const rule = isSalesVatCode(code) ? RULES[code] : undefined;
  if (!rule) return 'CodeUnknown';
  if (rule.percentages === 'domestic') {
    const rates = DOMESTIC_RATES.filter((rate) => rate.percentage === percentage);
    if (rates.length === 0) return 'PercentageUnfit';
    return rates.some((rate) => holds(rate, day)) ? undefined : 'RateNotInForce';
  }
  if (!rule.percentages.includes(percentage)) return 'PercentageUnfit';
  return rule.buyerVatId && !buyerHasVatId ? 'BuyerVatIdMissing' : undefined;
}

/** Whether a code is for sales abroad: then Netvisor must know the buyer's country. */
export const isForSalesAbroad = (code: string): boolean =>
  isSalesVatCode(code) && RULES[code]?.abroad === true;

/** The days on which a domestic percentage holds, for people: `from 2024-09-01`; empty where none is known. */
export function periodOf(percentage: number): string {
  return DOMESTIC_RATES.filter((rate) => rate.percentage === percentage)
    .map(({ from, until }) => [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' '))
    .join(', ');
}

const holds = ({ from = '', until = '9999-12-31' }: Rate, day: string): boolean =>
  from <= day && day <= until;

/**
 * The code that a sales tax of the Finnish chart most probably wants, from the end of its external id
 * (`account.1_tax_dom_sales_goods_25_5`). `confirm`: the percentage alone does not decide, an accountant must.
 */
export function suggestVatCode(tax: {
  readonly externalId?: string | undefined;
  readonly percentage: number;
}): { readonly code: VatCode; readonly confirm: boolean } | undefined {
  const id = tax.externalId?.replace(/^(?:\w+\.)?(?:\d+_)?(?:tax_)?/, '') ?? '';
  const [, code, confirm] =
    BY_EXTERNAL_ID.find(([pattern]) => pattern.test(id)) ??
    (DOMESTIC_RATES.some(({ percentage }) => percentage === tax.percentage) ? [/./, 'KOMY', false] : []);
  return code ? { code, confirm: confirm ?? true } : undefined;
}

const BY_EXTERNAL_ID: readonly (readonly [RegExp, VatCode, boolean])[] = [
  [/^dom_sales_(goods|service)_0$/, 'KOMY0', true],
  [/^dom_sales_/, 'KOMY', false],
  [/^eu_sales_goods_/, 'EUMY', false],
  [/^eu_sales_service_/, 'EUPM312', true],
  [/^(vat0)?triangulation/, 'EUMY', true],
  [/^construct_sales_/, 'RAMY', false],
  [/^(vat0export|export|non_eu_sales)/, 'EUUM', false],
];
