import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openOdooWorld, type OdooWorld } from './odoo-world.ts';

let world: OdooWorld;

beforeEach(async () => {
  world = await openOdooWorld();
});
afterEach(() => world?.close());

const tax = (end: string): number => world.odoo.ref(`account.1_${end}`);
const codeOf = (end: string): unknown => world.odoo.value('account.tax', tax(end), 'x_netvisor_vat_code');
const clear = (end: string): void => world.odoo.edit('account.tax', tax(end), { x_netvisor_vat_code: false });

interface Reported {
  readonly id: number;
  readonly active: boolean;
  readonly code?: string;
  readonly suggestion?: { readonly code: string; readonly confirm: boolean };
  readonly inForce: string;
  readonly rows: number;
}

describe('silta vat report', () => {
  test('puts taxes without a code first, with suggestion and days in force, and fails because of them', async () => {
    const { code, out } = await world.run(['vat', 'report', 'main', '--json'], 'administrator');
    expect(code).toBe(1);
    const taxes = JSON.parse(out) as Reported[];
    const withCode = taxes.map((each) => each.code !== undefined);
    expect(withCode).toEqual([...withCode].sort((a, b) => Number(a) - Number(b)));
    const found = (end: string): Reported | undefined => taxes.find(({ id }) => id === tax(end));
    expect(found('tax_dom_sales_goods_25_5')).toMatchObject({ code: 'KOMY', inForce: 'from 2024-09-01' });
    expect(found('tax_dom_sales_goods_0')).toMatchObject({ suggestion: { code: 'KOMY0', confirm: true } });
    expect(found('tax_eu_sales_service_0')).toMatchObject({ suggestion: { code: 'EUPM312', confirm: true } });
    expect(found('vat0export')).toMatchObject({ code: 'EUUM' });
    // Archived, and on no posted document.
    expect(found('tax_dom_sales_goods_14')).toBeUndefined();
  });

  test('shows an archived tax that posted documents carry', async () => {
    const partner = world.odoo.addPartner({ name: 'Havutupa Tukku Oy' });
    const product = world.odoo.addProduct({ name: 'Vuokra', default_code: 'V' });
    world.odoo.createInvoice({
      partner,
      lines: [{ product, price: 45, quantity: 1, taxes: ['tax_dom_sales_goods_14'] }],
    });
    const { out } = await world.run(['vat', 'report', 'main', '--json']);
    const found = (JSON.parse(out) as Reported[]).find(({ id }) => id === tax('tax_dom_sales_goods_14'));
    expect(found).toMatchObject({ active: false, rows: 1, inForce: 'from 2013-01-01 until 2025-12-31' });
  });

  test('is content when every tax in use has a code, and says so to people', async () => {
    const { out } = await world.run(['vat', 'report', 'main', '--json']);
    for (const { id, code } of JSON.parse(out) as Reported[])
      if (code === undefined) world.odoo.edit('account.tax', id, { x_netvisor_vat_code: 'NONE' });
    const people = await world.run(['vat', 'report', 'main']);
    expect(people).toMatchObject({ code: 0, err: '' });
    expect(people.out).toContain('All taxes in use have a code.');
    expect(people.out).toMatch(/^ *id {2}tax .*posted rows/m);
  });
});

describe('silta vat set', () => {
  test.each(['by external id', 'by its end', 'by id'])(
    'finds the tax %s, and says what it changed',
    async (how) => {
      clear('tax_dom_sales_goods_10');
      const id = String(tax('tax_dom_sales_goods_10'));
      const names: Record<string, string> = {
        'by external id': 'account.1_tax_dom_sales_goods_10',
        'by its end': 'tax_dom_sales_goods_10',
        'by id': id,
      };
      const { code, out } = await world.run(
        ['vat', 'set', 'main', names[how] ?? '', 'KOMY'],
        'administrator',
      );
      expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('KOMY instead of none') });
      expect(codeOf('tax_dom_sales_goods_10')).toBe('KOMY');
      const again = await world.run(['vat', 'set', 'main', id, 'KOMY'], 'administrator');
      expect(again.out).toContain('has KOMY already');
    },
  );

  test('finds it by a unique name, and asks which where several have it', async () => {
    const { out } = await world.run(['vat', 'report', 'main', '--json']);
    const taxes = JSON.parse(out) as { id: number; name: string; percentage: number }[];
    const count = (name: string): number => taxes.filter((each) => each.name === name).length;
    const unique = taxes.find(({ name, percentage }) => percentage === 0 && count(name) === 1);
    const set = await world.run(['vat', 'set', 'main', unique?.name ?? '', 'MUUL'], 'administrator');
    expect(set).toMatchObject({ code: 0, err: '' });
    expect(world.odoo.value('account.tax', unique?.id ?? 0, 'x_netvisor_vat_code')).toBe('MUUL');
    const twin = taxes.find(({ id }) => id !== unique?.id);
    world.odoo.edit('account.tax', twin?.id ?? 0, { name: unique?.name ?? '' });
    const asked = await world.run(['vat', 'set', 'main', unique?.name ?? '', 'MUUL'], 'administrator');
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('say which by id') });
  });

  test.each([
    [
      'a code that does not go with the percentage',
      'tax_dom_sales_goods_25_5',
      'KOMY0',
      'does not go with 25.5 %',
    ],
    ['a code that is none', 'tax_dom_sales_goods_25_5', 'KOMI', 'There is: NONE, KOMY, KOMY0'],
    ['a purchase tax', 'tax_dom_purchase_goods_25_5', 'KOMY', 'no sales tax "tax_dom_purchase_goods_25_5"'],
    ['a tax that is not there', 'tax_of_the_moon', 'KOMY', 'no sales tax "tax_of_the_moon"'],
  ])('refuses %s, and changes nothing', async (_what, wanted, code, says) => {
    const before = codeOf('tax_dom_sales_goods_25_5');
    const ran = await world.run(['vat', 'set', 'main', wanted, code], 'administrator');
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining(says) });
    expect(codeOf('tax_dom_sales_goods_25_5')).toBe(before);
  });

  test("with the key of Silta's own user says whose key it takes", async () => {
    clear('tax_dom_sales_goods_10');
    const { code, err } = await world.run(['vat', 'set', 'main', 'tax_dom_sales_goods_10', 'KOMY']);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('SILTA_ODOO_ADMIN_KEY') });
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('--suggested sets what is certain, and names what an accountant must say', async () => {
    clear('tax_dom_sales_goods_25_5');
    const shown = await world.run(['vat', 'suggest', 'main'], 'administrator');
    expect(shown.out).toMatch(/Certain;.*\n {2}\d+ "25.5%" \(25.5 %\): KOMY/);
    expect(codeOf('tax_dom_sales_goods_25_5')).toBe(false);
    const { code, out } = await world.run(['vat', 'set', 'main', '--suggested'], 'administrator');
    expect(code).toBe(0);
    expect(out).toMatch(/Set:\n {2}\d+ "25.5%" \(25.5 %\): KOMY/);
    expect(out).toMatch(/For an accountant to say, one by one:\n(.*\n)*.*KOMY0 \(confirm\)/);
    expect(codeOf('tax_dom_sales_goods_25_5')).toBe('KOMY');
    expect(codeOf('tax_dom_sales_goods_0')).toBe(false);
  });
});
