/** Random customer invoices and credit notes as a Finnish company may have them, booked as Odoo books them. */
import fc from 'fast-check';
import type { Invoice, InvoiceLine, Tax } from '../../odoo/models.ts';
import { ROUNDING_METHODS } from './odoo-books.ts';
import { aCompany, aCreditNote, aLine, anInvoice, aTax } from './samples.ts';

/** Taxes of a day: before 2026 the reduced rate was 14 %, then 13.5 %. */
const DAYS = [
  { day: '2025-12-31', rates: [25.5, 14, 10, 0] },
  { day: '2026-01-01', rates: [25.5, 13.5, 10, 0] },
] as const;

const taxOf = (percent: number, price_include: boolean): Tax =>
  aTax({
    id: Math.round(percent * 10) * 2 + (price_include ? 1 : 0) + 1,
    name: `${percent} %${price_include ? ' incl.' : ''}`,
    amount: percent,
    price_include,
    x_netvisor_vat_code: percent === 0 ? 'EUUM' : 'KOMY',
  });

const decimal = (from: number, to: number, places: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 10 ** places, max: to * 10 ** places }).map((whole) => whole / 10 ** places);

const price = fc.oneof(
  { weight: 4, arbitrary: decimal(0, 2000, 2) },
  { weight: 2, arbitrary: decimal(0, 50, 4) },
  { weight: 1, arbitrary: decimal(-100, 0, 2) },
  { weight: 1, arbitrary: decimal(2000, 99_999, 2) },
);
const quantity = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 2, arbitrary: decimal(0, 40, 2) },
  { weight: 1, arbitrary: decimal(0, 40, 3) },
  { weight: 1, arbitrary: decimal(-5, 0, 2) },
);
const discount = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constantFrom(5, 7, 10, 12.5, 33.33, 100) },
  { weight: 1, arbitrary: decimal(0, 100, 2) },
);

const ANALYTIC: InvoiceLine['distribution_analytic_account_ids'] = ['Helsinki', 'Turku', 'Oulu'].map(
  (name, index) => ({
    id: index + 1,
    name,
    code: undefined,
    root_plan_id: { id: 1, display_name: 'Toimipiste' },
  }),
);
const distribution: fc.Arbitrary<Record<string, number>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ '1': 100 }) },
  { weight: 1, arbitrary: fc.constant({ '1': 33.33, '2': 33.33, '3': 33.34 }) },
  { weight: 1, arbitrary: decimal(0, 100, 2).map((part) => ({ '1': part })) },
  { weight: 1, arbitrary: decimal(1, 49, 2).map((part) => ({ '1': part, '2': part })) },
);

/** Which prices have their tax in them: none, all, or some. */
const included = fc.constantFrom<readonly boolean[]>([false], [true], [false, true]);

const lines = (taxes: readonly Tax[]): fc.Arbitrary<readonly InvoiceLine[]> =>
  fc
    .array(
      fc.record({
        price_unit: price,
        quantity,
        discount,
        tax: fc.constantFrom(...taxes),
        analytic_distribution: distribution,
      }),
      { minLength: 1, maxLength: 30, size: 'max' },
    )
    .map((rows) =>
      rows.map(({ tax, ...row }, index) =>
        aLine({
          id: 100 + index,
          ...row,
          tax_ids: [tax],
          distribution_analytic_account_ids: ANALYTIC,
        }),
      ),
    );

/** A negative total cannot be posted in Odoo, and has none here. */
export const randomInvoice: fc.Arbitrary<Invoice> = fc
  .tuple(
    fc.constantFrom(...DAYS),
    included,
    fc.constantFrom(1, 4),
    fc.constantFrom(...ROUNDING_METHODS),
    fc.constantFrom(anInvoice, aCreditNote),
  )
  .chain(([{ day, rates }, ways, count, method, make]) =>
    lines(ways.flatMap((way) => rates.slice(0, count).map((rate) => taxOf(rate, way)))).map((rows) =>
      make(
        {
          delivery_date: day,
          invoice_line_ids: [...rows],
          company_id: aCompany({ x_netvisor_zero_total: 'send' }),
        },
        method,
      ),
    ),
  )
  .filter(({ amount_total }) => amount_total >= 0);
