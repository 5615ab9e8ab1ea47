import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';
import { MEASURED, prepareMeasured } from './odoo-measured.ts';
import type { MeasuredCase } from './odoo-measured.ts';

let odoo: Setting;
let make: (one: MeasuredCase) => Promise<number>;
beforeAll(async () => {
  odoo = await startOdoo();
  make = await prepareMeasured(odoo);
});
afterAll(() => odoo.close());

type Figures = MeasuredCase['odoo']['move'];

/** What is worth comparing: nothing that is false, nought or empty. */
function filled(values: object): Figures {
  const kept = Object.entries(values).filter(
    ([, value]) => value !== false && value !== 0 && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

function rowsOf(id: number): Figures[] {
  const { simulator } = odoo;
  const ids = simulator.value('account.move', id, 'line_ids');
  const rows = (Array.isArray(ids) ? ids : []).map((line) => {
    const get = (name: string) => simulator.value('account.move.line', Number(line), name) ?? false;
    const nameOf = (model: string, value: unknown): string | false =>
      typeof value === 'number' ? String(simulator.value(model, value, 'name')) : false;
    const taxes = get('tax_ids');
    return {
      order: [Number(get('sequence')), Number(line)] as const,
      figures: filled({
        ...Object.fromEntries(FIELDS.map((name) => [name, get(name)])),
        account: get('account_code'),
        tax_line: nameOf('account.tax', get('tax_line_id')),
        group_tax: nameOf('account.tax', get('group_tax_id')),
        taxes: Array.isArray(taxes) ? taxes.map((tax) => nameOf('account.tax', tax)) : [],
      }),
    };
  });
  return rows
    .sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    .map(({ figures }) => figures);
}

const FIELDS = [
  'display_type',
  'name',
  'balance',
  'debit',
  'credit',
  'amount_currency',
  'price_subtotal',
  'price_total',
  'tax_base_amount',
  'date_maturity',
  'discount_date',
  'discount_amount_currency',
  'discount_balance',
  'amount_residual',
  'amount_residual_currency',
];

/** The fixture names taxes by short keys; people see their names. */
const TAX_NAMES: Readonly<Record<string, string>> = {
  x25: '25.5% x',
  x14: '14% x',
  x13: '13.5% x',
  x10: '10% x',
  x0: '0% x',
  i25: '25.5% i',
  i14: '14% i',
  i10: '10% i',
  f: '0.35 fixed',
  fi: '0.20 fixed i',
  fb: '0.15 fixed base',
  pb: '3% base',
  d: '10% division',
  g: 'group',
};

function measuredRow(row: Figures, dueDate: unknown): Figures {
  const { taxes, tax_line: taxLine, group_tax: group, repartition: _, ...same } = row;
  const named = (key: unknown): string => TAX_NAMES[String(key)] ?? String(key);
  return {
    ...same,
    // Without terms an invoice is due on the day that it is made, which was another one.
    ...(row['display_type'] === 'payment_term' ? { date_maturity: String(dueDate) } : {}),
    ...(Array.isArray(taxes) ? { taxes: taxes.map(named) } : {}),
    ...(taxLine === undefined ? {} : { tax_line: named(taxLine) }),
    ...(group === undefined ? {} : { group_tax: named(group) }),
  };
}

describe('an invoice is booked as a real Odoo 19 books it', () => {
  test.each(
    MEASURED.map((one, index) => [index + 1, one.currency, one.term, one.rounding ?? '-', one] as const),
  )('measured invoice %i (%s, terms %s, rounding %s)', async (_, _currency, _term, _rounding, one) => {
    const id = await make(one);
    const value = (name: string) => odoo.simulator.value('account.move', id, name);
    const names = Object.keys(one.odoo.move).filter((n) => n !== 'invoice_date_due' || one.term !== 'none');
    const move = Object.fromEntries(names.map((name) => [name, value(name)]));
    expect(move).toEqual(Object.fromEntries(names.map((name) => [name, one.odoo.move[name]])));
    const due = one.term === 'none' ? value('invoice_date_due') : undefined;
    const wanted = one.odoo.rows.map((row) => measuredRow(row, due ?? row['date_maturity']));
    expect(rowsOf(id)).toEqual(wanted);
  });
});
