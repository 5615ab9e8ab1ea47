import { CommandError } from './output.ts';
import { ADMIN_USER_ENV } from './shared.ts';
import type { ConnectionSettings } from '../config/settings.ts';
import { periodOf, suggestVatCode } from '../mapping/vat.ts';
import { createOdooTransport } from '../odoo/any-version.ts';
import {
  countPostedRows,
  readExternalIds,
  readSalesTaxes,
  taxByExternalId,
  type SalesTax,
} from '../odoo/taxes.ts';
import type { OdooTransport } from '../odoo/transport.ts';
import { timing } from '../workflows/contract.ts';

/** Whose taxes, and with which rights. */
export interface TaxBooks {
  readonly own: ConnectionSettings;
  /** Reads external ids and changes taxes, which Silta's own user may not. */
  readonly adminKey: string | undefined;
  readonly adminKeyEnv: string;
}

export interface ReportedTax extends SalesTax {
  readonly externalId?: string;
  readonly suggestion?: ReturnType<typeof suggestVatCode>;
  /** Days on which the percentage holds. */
  readonly inForce: string;
  /** Rows of posted customer documents that carry it. */
  readonly rows: number;
}

function transportOf({ own }: TaxBooks, apiKey: string, user: string | undefined): OdooTransport {
  const { url, database } = own.odoo;
  const timeoutMs = timing(own.netvisor.limitSeconds).odooMs;
  return createOdooTransport({ url, database, user, apiKey, timeoutMs });
}

const readable = (books: TaxBooks): OdooTransport =>
  transportOf(books, books.own.odoo.apiKey, books.own.odoo.user);

export const writable = (books: TaxBooks): OdooTransport =>
  books.adminKey === undefined
    ? readable(books)
    : transportOf(books, books.adminKey, process.env[ADMIN_USER_ENV]);

export async function readTaxes(books: TaxBooks): Promise<readonly ReportedTax[]> {
  const { company } = books.own.odoo;
  const odoo = readable(books);
  const taxes = await readSalesTaxes(odoo, company);
  const externalIds = books.adminKey
    ? await readExternalIds(writable(books), taxes)
    : new Map<number, string>();
  const reported: ReportedTax[] = [];
  for (const tax of taxes) {
    const externalId = externalIds.get(tax.id);
    const suggestion = suggestVatCode({ externalId, percentage: tax.percentage });
    reported.push({
      ...tax,
      ...(externalId !== undefined && { externalId }),
      ...(suggestion && { suggestion }),
      inForce: periodOf(tax.percentage),
      rows: await countPostedRows(odoo, company, tax.id),
    });
  }
  return reported;
}

/** The sales tax that a person means: by id, by name where that is unique, by external id with or without module. */
export async function findTax(books: TaxBooks, wanted: string): Promise<SalesTax> {
  const { company } = books.own.odoo;
  const odoo = readable(books);
  const taxes = await readSalesTaxes(odoo, company);
  const byId = /^\d{1,9}$/.test(wanted) ? taxes.find(({ id }) => id === Number(wanted)) : undefined;
  if (byId) return byId;
  const [named, ...more] = taxes.filter(({ name }) => name === wanted);
  if (named && more.length === 0) return named;
  if (named) {
    const ids = [named, ...more].map(({ id }) => id).join(', ');
    throw new CommandError(`Several taxes are named "${wanted}": say which by id (${ids}).`);
  }
  const [module, name] = wanted.includes('.') ? wanted.split('.', 2) : [undefined, `${company}_${wanted}`];
  // The chart's taxes belong to `account` since Odoo 17, before that to the localisation.
  const modules = module === undefined ? ['account', 'l10n_fi'] : [module];
  let id: number | undefined;
  if (/^[\w.]+$/.test(wanted))
    for (const each of modules) id ??= await taxByExternalId(odoo, each, name ?? '');
  const found = taxes.find((tax) => tax.id === id);
  if (found) return found;
  throw new CommandError(`Odoo has no sales tax "${wanted}". See: silta vat report ${books.own.name}`);
}
