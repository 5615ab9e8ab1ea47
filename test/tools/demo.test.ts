import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { isBusinessId } from '../../mapping/business-id.ts';
import { castFor, ROLES } from '../../tools/demo/cast.ts';
import { settleAccount, type Books } from '../../tools/demo/closing.ts';
import { readOptions } from '../../tools/demo/options.ts';
import { wrap } from '../../tools/demo/screen.ts';

const cents = (text: string): Decimal => new Decimal(text);

/** Two invoices that both sides hold alike, changed by the test. */
function books(change: (books: Books) => Partial<Books> = () => ({})): Books {
  const sent = { state: 'sent', customer: 'Havutupa Tukku Oy' };
  const agreeing: Books = {
    odoo: [
      { ...sent, id: 1, name: 'INV/2026/00001', total: cents('125.5'), vat: cents('25.5'), key: '58231' },
      { ...sent, id: 2, name: 'INV/2026/00002', total: cents('11'), vat: cents('1'), key: '58232' },
    ],
    netvisor: [
      {
        key: '58231',
        number: '202600001',
        customer: sent.customer,
        total: cents('125.50'),
        vat: cents('25.50'),
      },
      {
        key: '58232',
        number: '202600002',
        customer: sent.customer,
        total: cents('11.00'),
        vat: cents('1.00'),
      },
    ],
    customers: ['9345672-7'],
    products: ['BOX-60', 'BOOK'],
  };
  return { ...agreeing, ...change(agreeing) };
}

describe('the closing account of the demo', () => {
  test('has nothing to say when both sides agree', () => {
    const { problems, odooTotal, netvisorTotal } = settleAccount(books());
    expect(problems).toEqual([]);
    expect([odooTotal.toFixed(2), netvisorTotal.toFixed(2)]).toEqual(['136.50', '136.50']);
  });

  test.each<[string, (books: Books) => Partial<Books>, string]>([
    ['is missing', ({ netvisor }) => ({ netvisor: netvisor.slice(1) }), 'INV/2026/00001 is not in Netvisor.'],
    [
      'is there twice',
      ({ netvisor }) => ({ netvisor: [...netvisor, ...netvisor.slice(0, 1)] }),
      'INV/2026/00001 is in Netvisor 2 times.',
    ],
    [
      'differs by a cent',
      ({ netvisor }) => ({ netvisor: netvisor.map((one) => ({ ...one, total: one.total.plus('0.01') })) }),
      'INV/2026/00001: the totals differ.',
    ],
    [
      'differs in its VAT',
      ({ netvisor }) => ({ netvisor: netvisor.map((one) => ({ ...one, vat: cents('0') })) }),
      'INV/2026/00001: the VAT differs.',
    ],
    [
      'is not known as sent in Odoo',
      ({ odoo }) => ({ odoo: odoo.map((one) => ({ ...one, state: 'sending' })) }),
      'INV/2026/00001 is in Netvisor, but Odoo says "sending".',
    ],
    [
      'carries another key in Odoo',
      ({ odoo }) => ({ odoo: odoo.map((one) => ({ ...one, key: '9' })) }),
      'INV/2026/00001: Odoo holds the key "9", Netvisor has 58231.',
    ],
    [
      'belongs to nobody',
      ({ odoo }) => ({ odoo: odoo.slice(1) }),
      'Netvisor holds an invoice 202600001 that Odoo does not know.',
    ],
    [
      'has a customer who is there twice',
      ({ customers }) => ({ customers: [...customers, ...customers] }),
      'Netvisor has the customer 9345672-7 more than once.',
    ],
  ])('notices an invoice that %s', (_, change, problem) => {
    expect(settleAccount(books(change)).problems).toContain(problem);
  });
});

describe('the cast of the demo', () => {
  test('is the same for the same seed and another for another', () => {
    expect(castFor(7)).toEqual(castFor(7));
    expect(castFor(7)).not.toEqual(castFor(8));
  });

  test('has an invoice for each role, and only the rejected one bears the tax without a code', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const cast = castFor(seed);
      expect(cast.map(({ role }) => role)).toEqual([...ROLES]);
      for (const { role, customer, lines } of cast) {
        expect(isBusinessId(customer.businessId)).toBe(true);
        expect(lines.some(({ product }) => product.tax === '13.5%')).toBe(role === 'rejected');
      }
    }
  });
});

describe('the command line of the demo', () => {
  test('stays on a terminal and ends elsewhere, unless told', () => {
    const end = (argv: string[], interactive: boolean): string => readOptions(argv, { interactive }).end;
    expect(end([], true)).toBe('stay');
    expect(end([], false)).toBe('exit');
    expect(end(['--exit'], true)).toBe('exit');
    expect(end(['--stay'], false)).toBe('stay');
  });

  test('takes a seed, and chooses one where none is given', () => {
    expect(readOptions(['--seed', '4711'], { interactive: false }).seed).toBe(4711);
    expect(readOptions([], { interactive: false }).seed).toBeGreaterThan(0);
  });
});

test('lines are broken at spaces and never inside a word', () => {
  expect(wrap('one two three\nfour', 8)).toEqual(['one two', 'three', 'four']);
  expect(wrap('extraordinarily long', 5)).toEqual(['extraordinarily', 'long']);
});
