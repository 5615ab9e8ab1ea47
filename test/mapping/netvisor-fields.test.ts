import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { readFiles } from '../../activities/attachments.ts';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { namedFields } from '../../mapping/fields.ts';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import { mapCustomer, mapProduct } from '../../mapping/registers.ts';
import { renderCustomer } from '../../netvisor/customers.ts';
import { renderProduct } from '../../netvisor/products.ts';
import { renderSalesInvoice } from '../../netvisor/sales-invoices.ts';
import { customerRows } from '../../netvisor/schema/customer.ts';
import { productRows } from '../../netvisor/schema/product.ts';
import type { Row } from '../../netvisor/schema/row.ts';
import { salesInvoiceRows } from '../../netvisor/schema/sales-invoice.ts';
import { readXml, type XmlNode } from '../../netvisor/xml-reader.ts';
import type { Invoice } from '../../odoo/models.ts';
import { randomInvoice } from './random-invoices.ts';
import {
  aCompany,
  aCreditNote,
  aFile,
  aLine,
  aNote,
  anInvoice,
  anItem,
  aPartner,
  aProduct,
  aTerm,
  rulesFor,
  settledBy,
} from './samples.ts';

/** Elements that hold a value, by their place from the message on. */
function leavesOf(rows: readonly Row[], path: string): readonly string[] {
  return rows.flatMap(({ name, content: { spec } }) => {
    const place = `${path}/${name}`;
    switch (spec.kind) {
      case 'list':
        return leavesOf([spec.of], place);
      case 'aggregate':
      case 'choice':
        return leavesOf(spec.rows, place);
      default:
        return [place];
    }
  });
}

const TABLES = [
  ...leavesOf(salesInvoiceRows, 'salesinvoice'),
  ...leavesOf(customerRows, 'customer'),
  ...leavesOf(productRows, 'product'),
];

interface Entry {
  readonly element: string;
  readonly carried: boolean;
  readonly reason: boolean;
}

/** The page: under each heading with a place in it, a table of elements. */
function readPage(): readonly Entry[] {
  const page = readFileSync(new URL('../../docs/netvisor-fields.md', import.meta.url), 'utf8');
  let place = '';
  return page.split('\n').flatMap((line): Entry[] => {
    const heading = /^#+ .*`([\w/]+)`$/.exec(line)?.[1];
    if (heading !== undefined) place = heading;
    const [, elements = '', from = '', because = ''] = line.split('|').map((cell) => cell.trim());
    return [...elements.matchAll(/`([\w/]+)`/g)].map((match) => ({
      element: `${place}/${match[1] ?? ''}`,
      carried: from !== '',
      reason: because !== '',
    }));
  });
}

function placesIn({ name, children }: XmlNode, path = ''): readonly string[] {
  const place = path === '' ? name : `${path}/${name}`;
  return children.length === 0 ? [place] : children.flatMap((child) => placesIn(child, place));
}

const placesOf = (xml: string): readonly string[] =>
  readXml(xml)?.children.flatMap((message) => placesIn(message)) ?? [];

async function sentWith(invoice: Invoice, rules: InvoiceRules = rulesFor()): Promise<readonly string[]> {
  const mapping = mapInvoice(invoice, 'Silta', rules);
  if (mapping.kind !== 'ready') throw new Error(JSON.stringify(mapping));
  const deps: Pick<ConnectionDeps, 'settings'> & { readonly odoo: object } = {
    settings: { language: 'en' } as ConnectionDeps['settings'],
    odoo: { readFiles: (ids: readonly number[]) => Promise.resolve(new Map(ids.map((id) => [id, 'AAAA']))) },
  };
  const files = await readFiles(deps as ConnectionDeps, invoice);
  return placesOf(renderSalesInvoice({ ...mapping.document, ...files.attachments }));
}

/** Between them, everything that an invoice, a customer and a product can carry. */
async function sent(): Promise<ReadonlySet<string>> {
  const rich = anInvoice({
    narration: '<p>Ehdot</p>',
    invoice_origin: 'S00012',
    invoice_incoterm_id: { id: 1, code: 'EXW' },
    company_id: aCompany({ x_netvisor_overdue_interest: 9.5, x_netvisor_attachments: 'pdf' }),
    invoice_pdf_report_id: aFile(),
    partner_shipping_id: {
      id: 32,
      name: 'Varasto',
      street: 'Naavakuja 2',
      zip: '33200',
      city: 'Tampere',
      country_id: { id: 70, code: 'FI' },
    },
    invoice_line_ids: [
      aNote('line_section', 'Marraskuu', 1),
      ...[2, 3, 4].map((id) =>
        aLine({
          id,
          name: 'Vuokra\nVarasto',
          quantity: 1,
          price_unit: 0.1,
          discount: 1,
          analytic_distribution: { '4': 100 },
          distribution_analytic_account_ids: [
            {
              id: 4,
              name: 'Helsinki',
              code: undefined,
              root_plan_id: { id: 1, display_name: 'Toimipiste' },
            },
          ],
        }),
      ),
    ],
  });
  const base = anInvoice();
  const paid = anInvoice({
    payment_state: 'paid',
    amount_residual: 0,
    company_id: aCompany({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }),
    line_ids: [
      ...base.line_ids,
      anItem({
        matched_credit_ids: [settledBy(70, base.amount_total)],
      }),
    ],
  });
  const credit = aCreditNote({
    reversed_entry_id: { id: 41, name: 'INV/1', invoice_date: '2026-11-01', delivery_date: undefined },
  });
  const invoices = [
    rich,
    paid,
    credit,
    anInvoice({ invoice_payment_term_id: aTerm({ early_discount: true }) }),
    anInvoice({ currency_id: { id: 1, name: 'USD', decimal_places: 2 }, invoice_currency_rate: 1.1 }),
  ];
  const named = { ...aPartner({ street2: 'B' }), name: 'Havutupa Tukku Oy' };
  const eInvoice = {
    peppol_eas: '0216',
    peppol_endpoint: '003793456727',
    x_netvisor_operator: '003721291126',
  };
  const registers = [
    renderCustomer(mapCustomer(named, 3)),
    renderCustomer(mapCustomer({ ...named, ...eInvoice })),
    renderProduct(mapProduct({ ...aProduct(), default_code: 'VUOKRA' }, 'Odoo')),
  ];
  const places = await Promise.all(invoices.map((invoice) => sentWith(invoice)));
  return new Set([...places.flat(), ...registers.flatMap(placesOf)]);
}

describe('the page about the fields of Netvisor', () => {
  const entries = readPage();
  const carried = entries.filter((entry) => entry.carried).map(({ element }) => element);

  test('names every element of the messages, each once, and invents none', () => {
    expect(entries.map(({ element }) => element).toSorted()).toEqual(TABLES.toSorted());
  });

  test('says of each where it comes from or why it is left alone, and never both', () => {
    expect(entries.filter((entry) => entry.carried === entry.reason)).toEqual([]);
  });

  test('says of what is sent that it is carried, and of nothing else', async () => {
    expect([...(await sent())].toSorted()).toEqual(carried.toSorted());
  });

  test('holds for invoices of any kind: none carries what it calls left alone', () => {
    const known = new Set(carried);
    fc.assert(
      fc.property(randomInvoice, (invoice) => {
        const mapping = mapInvoice(invoice, 'Silta', rulesFor({ vatRounding: 'unknown' }));
        if (mapping.kind !== 'ready') return;
        const places = placesOf(renderSalesInvoice(mapping.document));
        expect(places.filter((place) => !known.has(place))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('names nothing as carried for which a refusal has no words', () => {
    for (const place of carried) {
      const resource = place.split('/')[0] ?? '';
      expect(namedFields(resource)).toContain(place.split('/').at(-1));
    }
  });
});
