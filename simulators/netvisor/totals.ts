import { Decimal } from 'decimal.js';
import type { ProductLine, VatGroup } from './records.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { round2 } from './values.ts';

/** Sums of a line that the message gives itself; then Netvisor does not calculate the line. */
export interface GivenSums {
  readonly vatSum: Decimal;
  readonly lineSum: Decimal;
}

export type UncalculatedLine = Omit<ProductLine, 'net' | 'vat' | 'gross'>;

/**
 * Net, VAT and gross of one line, each rounded to cents: net prices give net first, gross prices give gross
 * first, the rest follows (sales invoices, totals and rounding).
 */
export function lineSums(
  line: UncalculatedLine,
  given: GivenSums | undefined,
  settings: Readonly<NetvisorSimSettings>,
): Pick<ProductLine, 'net' | 'vat' | 'gross'> {
  if (given !== undefined) {
    const vat = round2(given.vatSum);
    const sum = round2(given.lineSum);
    return settings.lineSumMeaning === 'net'
      ? { net: sum, vat, gross: sum.plus(vat) }
      : { net: sum.minus(vat), vat, gross: sum };
  }
  const factor = new Decimal(1).minus(line.discountPercentage.div(100));
  const sum = round2(line.quantity.times(line.unitPrice).times(factor));
  if (line.unitPriceType === 'net') {
    const vat = round2(sum.times(line.vatPercentage).div(100));
    return { net: sum, vat, gross: sum.plus(vat) };
  }
  const net = netOf(sum, line.vatPercentage);
  return { net, vat: sum.minus(net), gross: sum };
}

/**
 * Sums per VAT code and percentage, in order of first appearance. With rounding `total` the VAT of lines
 * that Netvisor calculates is rounded once per group instead of per line.
 */
export function vatGroups(
  lines: readonly { readonly line: ProductLine; readonly given: GivenSums | undefined }[],
  settings: Readonly<NetvisorSimSettings>,
): VatGroup[] {
  const groups = new Map<string, (typeof lines)[number][]>();
  for (const entry of lines) {
    const key = `${entry.line.vatCode} ${entry.line.vatPercentage.toString()}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((entries) => {
    const first = entries[0]?.line;
    if (first === undefined) return [];
    const { vatCode, vatPercentage: percentage } = first;
    const sums =
      settings.rounding === 'line'
        ? sumOf(entries.map((entry) => entry.line))
        : groupSums(entries, percentage);
    return [{ vatCode, percentage, ...sums }];
  });
}

function groupSums(
  entries: readonly { readonly line: ProductLine; readonly given: GivenSums | undefined }[],
  percentage: Decimal,
): Pick<VatGroup, 'net' | 'vat' | 'gross'> {
  const calculated = entries.filter((entry) => entry.given === undefined).map((e) => e.line);
  const fixed = sumOf(entries.filter((entry) => entry.given !== undefined).map((e) => e.line));
  const netPriced = sumOf(calculated.filter((line) => line.unitPriceType === 'net')).net;
  const grossPriced = sumOf(calculated.filter((line) => line.unitPriceType === 'gross')).gross;
  const netOfGross = netOf(grossPriced, percentage);
  const net = fixed.net.plus(netPriced).plus(netOfGross);
  const vat = fixed.vat
    .plus(round2(netPriced.times(percentage).div(100)))
    .plus(grossPriced.minus(netOfGross));
  return { net, vat, gross: net.plus(vat) };
}

/** Adds up what already has net, VAT and gross. */
export function sumOf(
  parts: readonly Pick<VatGroup, 'net' | 'vat' | 'gross'>[],
): Pick<VatGroup, 'net' | 'vat' | 'gross'> {
  const zero = { net: new Decimal(0), vat: new Decimal(0), gross: new Decimal(0) };
  return parts.reduce(
    (sum, part) => ({
      net: sum.net.plus(part.net),
      vat: sum.vat.plus(part.vat),
      gross: sum.gross.plus(part.gross),
    }),
    zero,
  );
}

function netOf(gross: Decimal, percentage: Decimal): Decimal {
  return round2(gross.div(percentage.div(100).plus(1)));
}
