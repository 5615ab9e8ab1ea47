import { z } from 'zod';
import { check } from './check.ts';
import { one, text } from './models.ts';
import { readPaymentLines, type PaymentLine } from './payment-lines.ts';
import { readSalesTaxes, type SalesTax } from './taxes.ts';
import type { OdooTransport } from './transport.ts';

export interface CompanySetUp {
  /** ISO code of the country whose tax rules apply. */
  readonly country: string | undefined;
  readonly currency: string;
  readonly taxRounding: 'round_per_line' | 'round_globally';
}

export interface SalesJournal {
  readonly id: number;
  readonly code: string;
  /** Credit notes are numbered apart from invoices. */
  readonly ownCreditNoteNumbers: boolean;
  /** Payment references are Finnish and made of the invoice's number. */
  readonly finnishReferences: boolean;
  /** Newest number of its posted documents; undefined where there is none yet. */
  readonly lastInvoice: string | undefined;
  readonly lastCreditNote: string | undefined;
}

/** How the books of the company are set up, as far as Silta's assumptions rest on it. */
export interface BooksInspection {
  setUp(): Promise<CompanySetUp>;
  /** Active sales journals. */
  salesJournals(): Promise<readonly SalesJournal[]>;
  paymentLines(): Promise<readonly PaymentLine[]>;
  salesTaxes(): Promise<readonly SalesTax[]>;
  /** Which of these taxes stand on rows of posted customer documents dated from that day on. */
  usedTaxes(ids: readonly number[], since: string): Promise<ReadonlySet<number>>;
  /** Codes of the accounts that such rows are booked on; `''` for one without a code. */
  usedAccounts(since: string): Promise<readonly string[]>;
  /** Which of these numbers in Netvisor belong to documents that Odoo knows there. */
  knownNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>>;
}

interface Options {
  readonly transport: OdooTransport;
  readonly company: number;
}

const id = z.number();
const link = z.union([z.literal(false), z.number()]).transform((value) => value || undefined);

const companySchema = z.object({
  id,
  account_fiscal_country_id: one(z.object({ id, code: text })),
  currency_id: z.object({ id, name: z.string() }),
  tax_calculation_rounding_method: z.enum(['round_per_line', 'round_globally']),
});

const journalSchema = z.object({
  id,
  code: z.string(),
  refund_sequence: z.boolean(),
  invoice_reference_type: z.string(),
  invoice_reference_model: z.string(),
});

const DOCUMENTS = ['out_invoice', 'out_refund'] as const;
const numberSchema = z.object({ id, name: text, journal_id: id, move_type: z.enum(DOCUMENTS) });

const rowSchema = z.object({ id, account_id: link, tax_ids: z.array(id) });

/** Rows that one look reads, and looks at most: rare accounts and taxes are looked for until nothing new comes. */
const ROWS = 500;
const LOOKS = 12;
/** Newest documents that journals' numbers are taken from at once. */
const RECENT = 300;

export function createBooksInspection({ transport, company }: Options): BooksInspection {
  const context = { allowed_company_ids: [company], active_test: false };
  const read = async <T extends z.ZodType>(
    model: string,
    schema: T,
    args: Readonly<Record<string, unknown>>,
  ): Promise<z.output<T>[]> => {
    // load '': links are plain ids.
    const call = { model, method: 'search_read', args: { load: '', ...args }, context };
    return check(z.array(schema), await transport.call(call), `${model}/search_read`);
  };

  /** Rows of posted customer documents, newest first. */
  const rows = (since: string, more: readonly unknown[]): Promise<z.output<typeof rowSchema>[]> =>
    read('account.move.line', rowSchema, {
      domain: [
        ['company_id', '=', company],
        ['parent_state', '=', 'posted'],
        ['move_id.move_type', 'in', DOCUMENTS],
        ['display_type', '=', 'product'],
        ['date', '>=', since],
        ...more,
      ],
      fields: ['account_id', 'tax_ids'],
      order: 'id desc',
      limit: ROWS,
    });

  async function lastNumbers(journals: readonly number[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const look = async (more: readonly unknown[], limit: number): Promise<void> => {
      const documents = await read('account.move', numberSchema, {
        domain: [['company_id', '=', company], ['state', '=', 'posted'], ...more],
        fields: ['name', 'journal_id', 'move_type'],
        order: 'id desc',
        limit,
      });
      for (const { name, journal_id, move_type } of documents) {
        const key = `${journal_id} ${move_type}`;
        if (name !== undefined && !found.has(key)) found.set(key, name);
      }
    };
    await look(
      [
        ['journal_id', 'in', journals],
        ['move_type', 'in', DOCUMENTS],
      ],
      RECENT,
    );
    const pairs = journals.flatMap((journal) => DOCUMENTS.map((kind) => [journal, kind] as const));
    for (const [journal, kind] of pairs.filter((pair) => !found.has(pair.join(' '))).slice(0, LOOKS)) {
      await look(
        [
          ['journal_id', '=', journal],
          ['move_type', '=', kind],
        ],
        1,
      );
    }
    return found;
  }

  return {
    async setUp() {
      const specification = {
        account_fiscal_country_id: { fields: { code: {} } },
        currency_id: { fields: { name: {} } },
        tax_calculation_rounding_method: {},
      };
      const call = {
        model: 'res.company',
        method: 'web_read',
        ids: [company],
        args: { specification },
        context,
      };
      const [row] = check(z.array(companySchema).min(1), await transport.call(call), 'res.company/web_read');
      return {
        country: row?.account_fiscal_country_id?.code,
        currency: row?.currency_id.name ?? '',
        taxRounding: row?.tax_calculation_rounding_method ?? 'round_globally',
      };
    },

    async salesJournals() {
      const journals = await read('account.journal', journalSchema, {
        domain: [
          ['company_id', '=', company],
          ['type', '=', 'sale'],
          ['active', '=', true],
        ],
        fields: Object.keys(journalSchema.shape),
        order: 'id asc',
      });
      const last = await lastNumbers(journals.map((journal) => journal.id));
      return journals.map((journal) => ({
        id: journal.id,
        code: journal.code,
        ownCreditNoteNumbers: journal.refund_sequence,
        finnishReferences:
          journal.invoice_reference_type === 'invoice' && /^fi(_rf)?$/.test(journal.invoice_reference_model),
        lastInvoice: last.get(`${journal.id} out_invoice`),
        lastCreditNote: last.get(`${journal.id} out_refund`),
      }));
    },

    paymentLines: () => readPaymentLines(transport, company),
    salesTaxes: () => readSalesTaxes(transport, company),

    async usedTaxes(ids, since) {
      const used = new Set<number>();
      for (let looks = 0, left = ids; left.length > 0 && looks < LOOKS; looks += 1) {
        const before = used.size;
        for (const { tax_ids } of await rows(since, [['tax_ids', 'in', left]])) {
          for (const tax of tax_ids) if (left.includes(tax)) used.add(tax);
        }
        if (used.size === before) break;
        left = left.filter((tax) => !used.has(tax));
      }
      return used;
    },

    async usedAccounts(since) {
      const used = new Set<number>();
      for (let looks = 0; looks < LOOKS; looks += 1) {
        const found = await rows(since, [['account_id', 'not in', [...used]]]);
        for (const { account_id } of found) if (account_id !== undefined) used.add(account_id);
        if (found.length < ROWS) break;
      }
      const accounts = await read('account.account', z.object({ id, code: text }), {
        domain: [['id', 'in', [...used]]],
        fields: ['code'],
        order: 'id asc',
      });
      return accounts.map(({ code }) => code ?? '').sort();
    },

    async knownNumbers(numbers) {
      const schema = z.object({ id, x_netvisor_number: text });
      const known = await read('account.move', schema, {
        domain: [
          ['company_id', '=', company],
          ['x_netvisor_number', 'in', numbers],
        ],
        fields: ['x_netvisor_number'],
      });
      return new Set(known.flatMap(({ x_netvisor_number }) => x_netvisor_number ?? []));
    },
  };
}
