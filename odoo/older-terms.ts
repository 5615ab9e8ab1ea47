/** Payment terms of Odoo 16, whose lines hold what the term itself holds since 17. */
import { rowsIn, type Row } from './specification.ts';

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * When a line falls due. Odoo 16 adds months and days, then goes to the end of the month, then adds the days after
 * it; what the kinds of Odoo 17 cannot say is `other`, which no rule of Silta takes for net days.
 */
export function readTermDay(line: Row): Row {
  const [months, days] = [numberOf(line['months']), numberOf(line['days'])];
  if (line['end_month'] !== true)
    return months === 0
      ? { delay_type: 'days_after', nb_days: days }
      : { delay_type: 'other', nb_days: days };
  const kind = days === 0 ? AFTER_END[months] : undefined;
  return { delay_type: kind ?? 'other', nb_days: numberOf(line['days_after']) };
}

const AFTER_END: readonly (string | undefined)[] = [
  'days_after_end_of_month',
  'days_after_end_of_next_month',
];

/** The cash discount of a term: that of its lines, of which the first counts (several are refused anyway). */
export function readTermDiscount(term: Row): Row {
  const [line] = rowsIn(term['line_ids']).filter((row) => numberOf(row['discount_percentage']) > 0);
  return {
    early_discount: line !== undefined,
    discount_percentage: numberOf(line?.['discount_percentage']),
    discount_days: numberOf(line?.['discount_days']),
    early_pay_discount_computation: false,
  };
}
