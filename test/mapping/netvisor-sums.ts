/**
 * What Netvisor makes of a sales invoice, in whole numbers and by its documents alone (Netvisor sales API, totals and
 * rounding): given sums are taken as they are, other rows are calculated. Knows nothing of the mapping.
 */
import type { SalesInvoice, SalesInvoiceProductLine } from '../../netvisor/documents.ts';
import { divided } from './whole-numbers.ts';

/** What the documents leave open. */
export interface Reading {
  /** Where VAT is rounded: on each row, or on the sum of a code, percentage and kind of price. */
  readonly vat: 'row' | 'code';
  /** What a given row sum is. */
  readonly given: 'net' | 'gross';
}

interface Sums {
  net: bigint;
  vat: bigint;
}

/** Cents by VAT code and percentage, e.g. `KOMY 25.5`. */
export type SumsByCode = ReadonlyMap<string, Readonly<Sums>>;

export function sumsByCode(document: SalesInvoice, reading: Reading): SumsByCode {
  const byCode = new Map<string, Sums>();
  const book = (code: string, { net, vat }: Sums): void => {
    const sums = byCode.get(code) ?? { net: 0n, vat: 0n };
    byCode.set(code, { net: sums.net + net, vat: sums.vat + vat });
  };
  const calculated = new Map<string, { code: string; percent: bigint; gross: boolean; sum: bigint }>();
  document.invoiceLines.forEach((line, index) => {
    if (!('productLine' in line)) return;
    const row = line.productLine;
    const code = `${row.productVatPercentage.vatCode} ${row.productVatPercentage.value.toString()}`;
    const given = givenSums(row, reading);
    if (given) return book(code, given);
    const gross = row.productUnitPrice.type === 'gross';
    const percent = digits(row.productVatPercentage.value, 1);
    const key = reading.vat === 'row' ? String(index) : `${code} ${String(gross)}`;
    const sum = (calculated.get(key)?.sum ?? 0n) + rowSum(row);
    calculated.set(key, { code, percent, gross, sum });
  });
  for (const { code, percent, gross, sum } of calculated.values()) {
    const net = gross ? sum - divided(sum * percent, 1000n + percent) : sum;
    book(code, { net, vat: gross ? sum - net : divided(sum * percent, 1000n) });
  }
  return byCode;
}

/** Both sums of a row count, or none. */
function givenSums(row: SalesInvoiceProductLine, { given }: Reading): Sums | undefined {
  if (!row.salesInvoiceProductLineSum || !row.salesInvoiceProductLineVatSum) return undefined;
  const sum = digits(row.salesInvoiceProductLineSum, 2);
  const vat = digits(row.salesInvoiceProductLineVatSum, 2);
  return { net: given === 'gross' ? sum - vat : sum, vat };
}

function rowSum(row: SalesInvoiceProductLine): bigint {
  const discount = row.salesInvoiceProductLineDiscountPercentage;
  const percent = discount && !('value' in discount) ? digits(discount, 2) : 0n;
  const price = digits(row.productUnitPrice.value, 6);
  const quantity = digits(row.salesInvoiceProductLineQuantity, 9);
  return divided(price * quantity * (10_000n - percent), 10n ** 17n);
}

/** A decimal as a whole number of its last place; fails when it has more places than that. */
function digits(value: { toFixed(): string }, places: number): bigint {
  const [whole = '', fraction = ''] = value.toFixed().split('.');
  if (fraction.length > places) throw new Error(`${value.toFixed()} has more than ${places} decimals`);
  return BigInt(`${whole}${fraction.padEnd(places, '0')}`);
}
