import type { Command } from 'commander';
import { CommandError, print } from './output.ts';
import { connectionOf, settingsOf, type Global } from './shared.ts';
import { table } from './table.ts';
import { findTax, readTaxes, writable, type ReportedTax, type TaxBooks } from './vat-taxes.ts';
import { isSalesVatCode, SALES_VAT_CODES, vatProblem } from '../mapping/vat.ts';
import { OdooError } from '../odoo/errors.ts';
import { writeVatCode } from '../odoo/taxes.ts';

interface Flags {
  readonly adminKeyEnv: string;
  readonly suggested?: true;
}

export function addVat(program: Command, options: () => Global): void {
  const vat = program.command('vat').description('Netvisor VAT codes of sales taxes in Odoo.');
  const command = (usage: string, description: string): Command =>
    vat
      .command(usage)
      .description(description)
      .option(
        '--admin-key-env <name>',
        'environment variable with the API key of an Odoo user who may change taxes',
        'SILTA_ODOO_ADMIN_KEY',
      );
  command('report <connection>', 'Sales taxes in use and their codes; exit code 1 if one has none.').action(
    (connection: string, flags: Flags) => report(options(), connection, flags),
  );
  command('suggest <connection>', 'What `vat set --suggested` would do.').action(
    (connection: string, flags: Flags) => suggest(options(), connection, flags, 'show'),
  );
  command('set <connection> [tax] [code]', 'Give a tax (id, external id or unique name) its code.')
    .option('--suggested', 'give all taxes without a code the one that is certain')
    .action((connection: string, tax: string | undefined, code: string | undefined, flags: Flags) => {
      if (flags.suggested && tax === undefined) return suggest(options(), connection, flags, 'set');
      if (flags.suggested || tax === undefined || code === undefined)
        throw new CommandError('Say either a tax and its code, or --suggested.');
      return set(options(), connection, { tax, code }, flags);
    });
}

const booksOf = (options: Global, connection: string, { adminKeyEnv }: Flags): TaxBooks => ({
  own: connectionOf(settingsOf(options), connection),
  adminKey: process.env[adminKeyEnv],
  adminKeyEnv,
});

async function report(options: Global, connection: string, flags: Flags): Promise<void> {
  const books = booksOf(options, connection, flags);
  const all = await readTaxes(books);
  const taxes = all
    .filter(({ active, rows }) => active || rows > 0)
    // Those without a code first; sorting keeps the order of the others.
    .sort((a, b) => Number(a.code !== undefined) - Number(b.code !== undefined));
  const lacking = taxes.filter(({ code }) => code === undefined).length;
  const words = [
    table(COLUMNS, taxes),
    ...(books.adminKey
      ? []
      : [`With ${flags.adminKeyEnv} set, suggestions also rest on what each tax of the chart is for.`]),
    lacking > 0
      ? `${lacking} without a code. Rows with them are refused. Set one: silta vat set ${connection} <tax> <code>`
      : 'All taxes in use have a code.',
  ];
  print(options, taxes, words.join('\n\n'));
  if (lacking > 0) process.exitCode = 1;
}

const COLUMNS: Parameters<typeof table<ReportedTax>>[0] = [
  { title: 'id', of: ({ id }) => String(id), align: 'right' },
  { title: 'tax', of: ({ name }) => name },
  { title: '%', of: ({ percentage }) => String(percentage), align: 'right' },
  { title: 'code', of: ({ code }) => code ?? '–' },
  { title: 'suggestion', of: ({ code, suggestion }) => (code ? '' : suggestionOf(suggestion)) },
  { title: 'in force', of: ({ inForce }) => inForce },
  { title: 'posted rows', of: ({ rows }) => String(rows), align: 'right' },
  {
    title: 'external id',
    of: ({ externalId, active }) => [externalId, !active && 'archived'].filter(Boolean).join(' '),
  },
];

const suggestionOf = (suggestion: ReportedTax['suggestion']): string =>
  suggestion ? `${suggestion.code}${suggestion.confirm ? ' (confirm)' : ''}` : 'none';

async function set(
  options: Global,
  connection: string,
  { tax: wanted, code }: { readonly tax: string; readonly code: string },
  flags: Flags,
): Promise<void> {
  if (!isSalesVatCode(code))
    throw new CommandError(
      `"${code}" is no sales VAT code of Netvisor. There is: ${SALES_VAT_CODES.join(', ')}`,
    );
  const books = booksOf(options, connection, flags);
  const tax = await findTax(books, wanted);
  // Whether the rate is in force is asked of each invoice, by its day of supply.
  if (vatProblem(code, tax.percentage, '', true) === 'PercentageUnfit')
    throw new CommandError(`${code} does not go with ${tax.percentage} % (tax ${tax.id}, "${tax.name}").`);
  const before = tax.code ?? 'none';
  if (before !== code) await write(books, [tax.id], code);
  print(
    options,
    { tax: tax.id, before: tax.code ?? null, code },
    before === code
      ? `Tax ${tax.id} ("${tax.name}") has ${code} already.`
      : `Tax ${tax.id} ("${tax.name}", ${tax.percentage} %): ${code} instead of ${before}.`,
  );
}

async function suggest(
  options: Global,
  connection: string,
  flags: Flags,
  what: 'show' | 'set',
): Promise<void> {
  const books = booksOf(options, connection, flags);
  const open = (await readTaxes(books)).filter(({ code }) => code === undefined);
  const certain = open.filter(({ suggestion }) => suggestion && !suggestion.confirm);
  const left = open.filter((tax) => !certain.includes(tax));
  if (what === 'set') {
    for (const code of new Set(certain.flatMap(({ suggestion }) => suggestion?.code ?? []))) {
      const ids = certain.filter(({ suggestion }) => suggestion?.code === code).map(({ id }) => id);
      await write(books, ids, code);
    }
  }
  const line = (tax: ReportedTax): string =>
    `  ${tax.id} "${tax.name}" (${tax.percentage} %): ${suggestionOf(tax.suggestion)}`;
  const part = (title: string, taxes: readonly ReportedTax[]): string[] =>
    taxes.length > 0 ? [[title, ...taxes.map(line)].join('\n')] : [];
  const words = [
    ...part(what === 'set' ? 'Set:' : 'Certain; `silta vat set --suggested` sets them:', certain),
    ...part('For an accountant to say, one by one:', left),
  ];
  print(
    options,
    { [what === 'set' ? 'set' : 'certain']: certain, left },
    words.length > 0 ? words.join('\n') : 'Every sales tax has a code.',
  );
}

async function write(books: TaxBooks, ids: readonly number[], code: string): Promise<void> {
  try {
    await writeVatCode(writable(books), ids, code);
  } catch (error) {
    if (!(error instanceof OdooError) || error.kind !== 'Refused') throw error;
    throw new CommandError(
      `Odoo does not let this user change taxes. Set ${books.adminKeyEnv} to the API key of one who may (Preferences → Account Security).`,
    );
  }
}
