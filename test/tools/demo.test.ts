import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { isBusinessId } from '../../mapping/business-id.ts';
import type { Books, NetAndVat, NetvisorDocument, OdooDocument } from '../../tools/demo/books.ts';
import { castFor, productRows, ROLES, vatCents, type Role } from '../../tools/demo/cast.ts';
import { settleAccount } from '../../tools/demo/closing.ts';
import { readOptions } from '../../tools/demo/options.ts';
import { wrap } from '../../tools/demo/screen.ts';

const cents = (text: string): Decimal => new Decimal(text);

const sums = (net: string, vat: string): NetAndVat => ({ net: cents(net), vat: cents(vat) });

/** What an invoice and its part credit note look like on both sides when all is well, changed by the test. */
function books(change: (books: Books) => Partial<Books> = () => ({})): Books {
  const invoice = {
    customer: 'Havutupa Tukku Oy',
    total: cents('136.5'),
    open: cents('80.5'),
    byCode: new Map([
      ['KOMY 25.5 %', sums('100', '25.5')],
      ['KOMY 10 %', sums('10', '1')],
    ]),
    payments: [cents('45'), cents('11')],
    files: ['photo.png', 'hours.txt'],
  };
  const creditNote = {
    customer: 'Havutupa Tukku Oy',
    total: cents('-11'),
    open: cents('0'),
    byCode: new Map([['KOMY 10 %', sums('-10', '-1')]]),
    payments: [],
    files: [],
  };
  const done = { state: 'sent', verified: true };
  const agreeing: Books = {
    odoo: [
      { ...invoice, ...done, id: 1, name: 'INV/2026/00001', key: '58231' },
      { ...creditNote, ...done, id: 2, name: 'RINV/2026/00001', key: '58232' },
    ],
    netvisor: [
      {
        ...invoice,
        key: '58231',
        number: '202600001',
        payments: [cents('11'), cents('45')],
        files: ['hours.txt', 'photo.png'],
      },
      { ...creditNote, key: '58232', number: '9202600001' },
    ],
    customers: ['9345672-7'],
    products: ['BOX-60', 'BOOK'],
    loosePayments: [],
  };
  return { ...agreeing, ...change(agreeing) };
}

/** The first document in Netvisor, changed. */
const inNetvisor =
  (change: (first: NetvisorDocument) => Partial<NetvisorDocument>) =>
  ({ netvisor }: Books): Partial<Books> => ({
    netvisor: netvisor.map((document, index) =>
      index === 0 ? { ...document, ...change(document) } : document,
    ),
  });
const inOdoo =
  (change: Partial<OdooDocument>) =>
  ({ odoo }: Books): Partial<Books> => ({
    odoo: odoo.map((document, index) => (index === 0 ? { ...document, ...change } : document)),
  });

describe('the closing account of the demo', () => {
  test('has nothing to say when both sides agree, in whatever order they keep payments and files', () => {
    const { problems, totals, codes } = settleAccount(books());
    expect(problems).toEqual([]);
    for (const side of [totals.odoo, totals.netvisor])
      expect([side.total.toFixed(2), side.open.toFixed(2)]).toEqual(['125.50', '80.50']);
    expect(codes.map(({ code, netvisor }) => [code, String(netvisor.net), String(netvisor.vat)])).toEqual([
      ['KOMY 10 %', '0', '0'],
      ['KOMY 25.5 %', '100', '25.5'],
    ]);
  });

  test.each<[string, (books: Books) => Partial<Books>, string]>([
    ['is missing', ({ netvisor }) => ({ netvisor: netvisor.slice(1) }), 'INV/2026/00001 is not in Netvisor.'],
    [
      'is there twice',
      ({ netvisor }) => ({ netvisor: [...netvisor, ...netvisor.slice(0, 1)] }),
      'INV/2026/00001 is in Netvisor 2 times.',
    ],
    [
      'is a credit note under the number of an invoice',
      ({ netvisor }) => ({ netvisor: netvisor.map((one) => ({ ...one, number: '202600001' })) }),
      'RINV/2026/00001 is not in Netvisor.',
    ],
    [
      'differs by a cent',
      inNetvisor(({ total }) => ({ total: total.plus('0.01') })),
      'INV/2026/00001: the totals differ.',
    ],
    [
      'has its VAT under another code, though the totals agree',
      inNetvisor(() => ({
        byCode: new Map([
          ['KOMY 25.5 %', sums('100', '25.5')],
          ['KOMY 13.5 %', sums('10', '1')],
        ]),
      })),
      'INV/2026/00001: net or VAT for KOMY 13.5 % differ.',
    ],
    [
      'has a cent of VAT too much in one code and too little in another',
      inNetvisor(() => ({
        byCode: new Map([
          ['KOMY 25.5 %', sums('100', '25.51')],
          ['KOMY 10 %', sums('10', '0.99')],
        ]),
      })),
      "The month's sums for KOMY 25.5 % differ.",
    ],
    [
      'was credited in Odoo only',
      inNetvisor(({ open }) => ({ open: open.plus(11) })),
      'INV/2026/00001: 80.50 is open in Odoo, 91.50 in Netvisor.',
    ],
    [
      'lacks a payment',
      inNetvisor(({ payments }) => ({ payments: payments.slice(1) })),
      'INV/2026/00001: the payments differ.',
    ],
    [
      'has a payment twice',
      inNetvisor(({ payments }) => ({ payments: [...payments, cents('11')] })),
      'INV/2026/00001: the payments differ.',
    ],
    [
      'has its payment linked to nothing',
      () => ({ loosePayments: [cents('11')] }),
      'Netvisor holds a payment of 11.00 that settles nothing.',
    ],
    ['lacks a file', inNetvisor(() => ({ files: ['photo.png'] })), 'INV/2026/00001: the files differ.'],
    [
      'is not known as sent in Odoo',
      inOdoo({ state: 'sending' }),
      'INV/2026/00001 is in Netvisor, but Odoo says "sending".',
    ],
    ['is sent and not verified', inOdoo({ verified: false }), 'INV/2026/00001 is sent, but not verified.'],
    [
      'carries another key in Odoo',
      inOdoo({ key: '9' }),
      'INV/2026/00001: Odoo holds the key "9", Netvisor has 58231.',
    ],
    [
      'is under another customer',
      inNetvisor(() => ({ customer: 'Vadelmarinne Oy' })),
      'INV/2026/00001: the customer is "Vadelmarinne Oy" in Netvisor.',
    ],
    [
      'belongs to nobody',
      ({ odoo }) => ({ odoo: odoo.slice(1) }),
      'Netvisor holds a document 202600001 that Odoo does not know.',
    ],
    [
      'has a customer who is there twice',
      ({ customers }) => ({ customers: [...customers, ...customers] }),
      'Netvisor has the customer 9345672-7 more than once.',
    ],
    [
      'has a product that is there twice',
      ({ products }) => ({ products: [...products, 'BOOK'] }),
      'Netvisor has the product BOOK more than once.',
    ],
  ])('notices a document that %s', (_, change, problem) => {
    expect(settleAccount(books(change)).problems).toContain(problem);
  });
});

describe('the cast of the demo', () => {
  test('is the same for the same seed and another for another', () => {
    expect(castFor(7)).toEqual(castFor(7));
    expect(castFor(7)).not.toEqual(castFor(8));
  });

  test('has a document for each role, and each is what its role needs', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const cast = castFor(seed);
      expect(cast.map(({ role }) => role)).toEqual([...ROLES]);
      for (const { customer } of cast)
        expect(customer.country === 'fi').toBe(isBusinessId(customer.businessId ?? ''));
      const rowsOf = (role: Role) => productRows(cast.find((each) => each.role === role) ?? { rows: [] });
      expect(new Set(rowsOf('rates').map(({ tax }) => tax)).size).toBe(3);
      expect(rowsOf('discount').some(({ discount }) => discount !== undefined)).toBe(true);
      const { perRow, once } = vatCents(rowsOf('cents'));
      expect(perRow).not.toBe(once);
      const [credited, creditNote] = [rowsOf('credited'), rowsOf('credit-note')];
      expect(creditNote[0]?.product).toEqual(credited[0]?.product);
      expect(creditNote[0]?.quantity).toBeLessThan(credited[0]?.quantity ?? 0);
      expect(rowsOf('changed')[0]?.quantity).toBeGreaterThan(2);
      for (const { role } of cast)
        expect(rowsOf(role).some(({ tax }) => tax === '0% EU S')).toBe(role === 'eu-service');
    }
  });

  test('knows the cents that two ways of rounding come to', () => {
    const product = { name: 'Label', code: 'LABEL', price: 10.02, tax: '25.5%' as const };
    const twice = [1, 2].map(() => ({ product, quantity: 1, tax: product.tax }));
    expect(vatCents(twice)).toEqual({ perRow: 512, once: 511 });
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
