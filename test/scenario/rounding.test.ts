import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyInvoices } from '../../control/verification.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { expectOnce, settled, type Case } from './cases.ts';
import { inNetvisor } from './netvisor-documents.ts';

/**
 * Invoices whose VAT is other cents when it is rounded on each row than when it is rounded once, from an Odoo that
 * does the one or the other to a Netvisor that does the one or the other.
 */
const ODOO = ['round_per_line', 'round_globally'] as const;
const NETVISOR = ['line', 'total'] as const;
type OdooRounding = (typeof ODOO)[number];
type NetvisorRounding = (typeof NETVISOR)[number];
/** `vatRounding` in `silta.yaml`. */
type Setting = 'row' | 'code' | 'unknown';
/** What Silta is told of Netvisor, where it is told the truth. */
const TRUTH: Readonly<Record<NetvisorRounding, Setting>> = { line: 'row', total: 'code' };

const FULL = 'tax_dom_sales_goods_25_5';
const REDUCED = 'tax_dom_sales_goods_10';
/** Made to lie inside the price. */
const INCLUDED = 'tax_dom_sales_service_25_5';

interface Row {
  readonly quantity: number;
  readonly price: number;
  readonly taxes: readonly [string];
  readonly discount?: number;
}

interface Shape {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Net + VAT in Odoo by its way of rounding, reckoned by hand. */
  readonly books: Readonly<Record<OdooRounding, string>>;
  /** With which of Silta's settings its rows have to carry Odoo's sums, since Netvisor would come to others. */
  readonly carries: Readonly<Record<OdooRounding, readonly Setting[]>>;
}

const row = (quantity: number, price: number, tax = FULL): Row => ({ quantity, price, taxes: [tax] });
const rows = (count: number, one: Row): Row[] => Array.from({ length: count }, () => one);

const SHAPES: readonly Shape[] = [
  {
    name: 'ten rows of 0.09',
    rows: rows(10, row(1, 0.09)),
    books: { round_per_line: '0.90 + 0.20', round_globally: '0.90 + 0.23' },
    carries: { round_per_line: ['code', 'unknown'], round_globally: ['row', 'unknown'] },
  },
  {
    name: 'two rows of 10.02',
    rows: rows(2, row(1, 10.02)),
    books: { round_per_line: '20.04 + 5.12', round_globally: '20.04 + 5.11' },
    carries: { round_per_line: ['code', 'unknown'], round_globally: ['row', 'unknown'] },
  },
  {
    name: 'quantities with decimals, two rates',
    rows: [row(0.38, 13.3), row(2.15, 7.55), row(0.25, 7, REDUCED), row(0.19, 3.15, REDUCED)],
    books: { round_per_line: '23.63 + 5.67', round_globally: '23.64 + 5.66' },
    carries: { round_per_line: [], round_globally: ['row', 'code', 'unknown'] },
  },
  {
    name: 'a discount',
    rows: rows(2, { ...row(1, 16.7), discount: 40 }),
    books: { round_per_line: '20.04 + 5.12', round_globally: '20.04 + 5.11' },
    carries: { round_per_line: ['code', 'unknown'], round_globally: ['row', 'unknown'] },
  },
  {
    name: 'ten rows of 0.99 that include VAT',
    rows: rows(10, row(1, 0.99, INCLUDED)),
    books: { round_per_line: '7.90 + 2.00', round_globally: '7.89 + 2.01' },
    carries: { round_per_line: ['code', 'unknown'], round_globally: ['row', 'code', 'unknown'] },
  },
  {
    name: 'even sums',
    rows: [row(2, 45)],
    books: { round_per_line: '90.00 + 22.95', round_globally: '90.00 + 22.95' },
    carries: { round_per_line: [], round_globally: [] },
  },
];

let temporal: TestTemporal;
let world: World | undefined;

beforeAll(async () => {
  temporal = await startTemporal();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

interface Sides {
  readonly odoo: OdooRounding;
  readonly netvisor: NetvisorRounding;
}

/** A company whose two sides round like this, with an invoice of each shape, and Silta at work with these settings. */
async function invoiced({ odoo, netvisor }: Sides, invoices: Readonly<Record<string, unknown>>) {
  await world?.close();
  world = await createWorld({ temporal, companies: 1, invoices });
  const [company] = world.companies;
  if (!company) throw new Error('no company');
  company.netvisor.settings.patch({ rounding: netvisor });
  company.odoo.edit('res.company', 1, { tax_calculation_rounding_method: odoo });
  const included = company.odoo.ref(`account.1_${INCLUDED}`);
  company.odoo.edit('account.tax', included, { price_include_override: 'tax_included' });
  const own = SHAPES.map((shape, index) => ({ shape, ...anInvoice(company, shape, index) }));
  expect(own.map(booked)).toEqual(SHAPES.map(({ books }) => books[odoo]));
  await world.startWorker();
  for (const { moveId } of own) await company.send(moveId);
  const reasons = await Promise.all(own.map((each) => settled(each, { person: 'absent' })));
  expect(reasons.flat()).toEqual([]);
  const verified = await (await verifyInvoices(temporal.client, company.settings)).result();
  return { own, verified };
}

function anInvoice(company: Company, { rows: wanted }: Shape, index: number): Case {
  const { odoo } = company;
  const partnerId = odoo.addPartner({ name: `Asiakas ${index} Oy`, is_company: true });
  const productId = odoo.addProduct({ name: 'Tuote', default_code: `T-${index}`, list_price: 1 });
  const lines = wanted.map((one) => ({ ...one, taxes: [...one.taxes], product: productId }));
  const { id: moveId } = odoo.createInvoice({ partner: partnerId, lines });
  return { company, partnerId, productId, moveId };
}

/** Net + VAT in Odoo's books. */
function booked({ company, moveId }: Case): string {
  const { amount_untaxed: net, amount_tax: vat } = company.invoice(moveId);
  return `${Number(net).toFixed(2)} + ${Number(vat).toFixed(2)}`;
}

const field = ({ company, moveId }: Case, name: string): unknown =>
  company.odoo.value('account.move', moveId, `x_netvisor_${name}`);

const carriesSums = ({ company, moveId }: Case): boolean =>
  inNetvisor(company, moveId).lines.some(
    (line) => line.kind === 'product' && 'salesinvoiceproductlinesum' in line.values,
  );

const names = (own: readonly { readonly shape: Shape }[]): string[] => own.map(({ shape }) => shape.name);
const namesOf = (fits: (shape: Shape) => boolean): string[] => SHAPES.filter(fits).map(({ name }) => name);

describe.each(ODOO)('Odoo: %s', (odoo) => {
  test.each(
    NETVISOR.flatMap((netvisor) =>
      [TRUTH[netvisor], 'unknown' as const].map((vatRounding) => ({ netvisor, vatRounding })),
    ),
  )(
    'Netvisor rounds by $netvisor, vatRounding: $vatRounding: all agree for each code, and are verified',
    async ({ netvisor, vatRounding }) => {
      const { own, verified } = await invoiced({ odoo, netvisor }, { vatRounding });
      own.forEach(expectOnce);
      expect(verified).toEqual({ verified: SHAPES.length, differing: 0, gone: 0 });
      expect(names(own.filter(carriesSums))).toEqual(
        namesOf(({ carries }) => carries[odoo].includes(vatRounding)),
      );
    },
  );

  test.each(NETVISOR)(
    'Netvisor rounds by %s and Silta is told otherwise: what differs is not verified, and a person has both figures',
    async (netvisor) => {
      const told = TRUTH[netvisor === 'line' ? 'total' : 'line'];
      const { own, verified } = await invoiced({ odoo, netvisor }, { vatRounding: told });
      // Netvisor's replies hold the VAT of rows and the total with VAT: where that is what the prices say, nothing
      // tells how the VAT of a code was rounded. With `unknown` such rows carry their sums, and there is no doubt.
      const shows = ({ rows: [first] }: Shape): boolean => first?.taxes[0] !== INCLUDED;
      const differs = (shape: Shape): boolean =>
        shows(shape) && shape.carries[odoo].includes(TRUTH[netvisor]) && !shape.carries[odoo].includes(told);
      const expected = namesOf(differs);
      expect(verified).toEqual({
        verified: SHAPES.length - expected.length,
        differing: expected.length,
        gone: 0,
      });
      const differing = own.filter(({ shape }) => differs(shape));
      await until(
        'told of each that differs',
        () => differing.map((each) => field(each, 'reason')),
        (reasons) => reasons.every((reason) => reason === 'SumsDiffer'),
      );
      for (const each of differing)
        expect(field(each, 'message')).toMatch(/Odoo \d+,\d\d.*Netvisor \d+,\d\d/);
      const rest = own.filter((each) => field(each, 'verified_at') !== false);
      expect(names(rest)).toEqual(namesOf((shape) => !differs(shape)));
    },
  );

  test('where rows may not carry sums, what either rounding would make differ is refused with both figures', async () => {
    const settings = { vatRounding: 'unknown', lineSums: 'never' };
    const { own } = await invoiced({ odoo, netvisor: 'line' }, settings);
    const refused = own.filter((each) => field(each, 'state') === 'attention');
    expect(names(refused)).toEqual(namesOf(({ carries }) => carries[odoo].includes('unknown')));
    for (const each of refused) {
      expect(field(each, 'reason')).toBe('RoundingDiffers');
      expect(field(each, 'message')).toMatch(/\d+,\d\d \+ \d+,\d\d.*\d+,\d\d \+ \d+,\d\d/);
    }
    const sent = own.filter((each) => !refused.includes(each));
    sent.forEach(expectOnce);
    expect(own[0]?.company.netvisor.state().salesInvoices).toHaveLength(sent.length);
  });
});
