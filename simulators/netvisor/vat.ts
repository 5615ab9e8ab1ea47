import type { Decimal } from 'decimal.js';
import { VAT_CODES } from './schema/rules.ts';
import type { VatCode } from './schema/rules.ts';
import type { NetvisorSimSettings } from './settings.ts';

/** Percentages per VAT code (VAT classes and VAT codes, plus the reduced rate of 2026). */
const DOMESTIC = ['0', '10', '13.5', '14', '24', '25.5'];
const ZERO = ['0'];

function percentagesOf(code: VatCode): readonly string[] {
  switch (code) {
    case 'KOMY':
    case 'KOOS':
    case 'EUOS':
    case 'EUPO':
    case 'EUUO':
    case 'EVTO':
    case 'EVPO':
    case 'EVKV':
    case 'KAVE':
    case 'RAOS':
    case 'EVRO':
    case 'MAAL':
    case 'EVMA':
      return DOMESTIC;
    case 'MUUL':
      return ['0', '10', '13.5', '14', '24', '25.5'];
    case 'NONE':
    case 'KOMY0':
    case 'EUMY':
    case 'EUPM309':
    case 'EUPM312':
    case 'EUUM':
    case 'RAMY':
    case '100':
      return ZERO;
  }
}

/** Days between which a Finnish rate is in force; rates that are not listed are not bound to days. */
const IN_FORCE: Readonly<Record<string, { readonly from?: string; readonly until?: string }>> = {
  '24': { until: '2024-08-31' },
  '25.5': { from: '2024-09-01' },
  '14': { until: '2025-12-31' },
  '13.5': { from: '2026-01-01' },
};

export function isVatCode(text: string): text is VatCode {
  return VAT_CODES.some((code) => code === text);
}

export type VatFit = 'fits' | 'wrong-code' | 'wrong-day';

/**
 * Whether a percentage fits a code on the day of performance. Credits (`sale: 'credit'`) may carry the rate
 * of the original sale, whatever the day.
 */
export function vatFit(
  line: { code: VatCode; percentage: Decimal; day: string; sale: 'sale' | 'credit' },
  settings: Readonly<NetvisorSimSettings>,
): VatFit {
  const percentage = line.percentage.toString();
  if (!percentagesOf(line.code).includes(percentage)) return 'wrong-code';
  if (percentage === '13.5' && settings.rate135 === 'refuse') return 'wrong-code';
  if (settings.vatRateDates === 'ignored' || line.sale === 'credit') return 'fits';
  const { from, until } = IN_FORCE[percentage] ?? {};
  const early = from !== undefined && line.day < from;
  const late = until !== undefined && line.day > until;
  return early || late ? 'wrong-day' : 'fits';
}
