import type { Command } from 'commander';
import type { Decimal } from 'decimal.js';
import { CommandError, print } from './output.ts';
import { connectionOf, idOf, settingsOf, type Global } from './shared.ts';
import { table } from './table.ts';
import { previewOf, type InvoicePreview } from '../activities/preview.ts';
import { explain, explainAll, type Language } from '../mapping/texts.ts';
import { openConnection, SILENT } from '../workers/connections.ts';

export function addPreview(program: Command, options: () => Global): void {
  program
    .command('preview <connection> <invoice>')
    .description(
      'Show what sending an invoice would come to, asking both sides. Nothing is written. Exit code 1 if it would be refused.',
    )
    .option('--xml', 'only the message, exactly as it would be sent')
    .action((connection: string, invoice: string, flags: { xml?: true }) =>
      preview(options(), connection, idOf(invoice), flags),
    );
}

async function preview(
  options: Global,
  connection: string,
  id: number,
  flags: { xml?: true },
): Promise<void> {
  const own = connectionOf(settingsOf(options), connection);
  const open = openConnection(own, new AbortController().signal, SILENT);
  try {
    const found = await previewOf(open, id);
    if (!found) throw new CommandError(`Odoo has no invoice with the id ${id}.`);
    if (found.blockers.length > 0) process.exitCode = 1;
    if (!flags.xml) {
      print(options, inJson(found, own.language), inWords(found, own.language));
    } else if (found.xml === undefined) {
      throw new CommandError(
        found.blockers.length > 0
          ? ['It would be refused:', explainAll(found.blockers)[own.language]].join('\n')
          : 'It is in Netvisor already and stays as it is: nothing would be sent.',
      );
    } else {
      process.stdout.write(found.xml);
    }
  } finally {
    open.netvisor.close();
  }
}

function inJson({ blockers, leftOut, ...preview }: InvoicePreview, language: Language): object {
  const told = blockers.map((blocker) => ({ reason: blocker.reason, words: explain(blocker)[language] }));
  return { ...preview, blockers: told, ...(leftOut && { leftOut: leftOut[language] }) };
}

function inWords(preview: InvoicePreview, language: Language): string {
  const { name, blockers, rows, codes, total, sent, placeholder, unsettled, leftOut } = preview;
  const [created, linked] = [preview.creates, preview.links].map(namesOf);
  const parts = [
    name,
    sent && `In Netvisor already (${sent.key}): it is not sent again. ${WOULD[sent.would]}`,
    unsettled && 'An earlier attempt is not settled yet: first of all, Silta looks for it in Netvisor.',
    blockers.length > 0
      ? `It would be refused:\n${blockers.map((blocker) => `  - ${blocker.reason}: ${explain(blocker)[language]}`).join('\n')}`
      : 'Nothing is in the way.',
    created &&
      `Will be created in Netvisor first: ${created}. The message shows ${placeholder} for their keys.`,
    linked &&
      `Is in Netvisor already and will be linked: ${linked}. The message shows ${placeholder} for their keys.`,
    leftOut?.[language],
    table(ROWS, rows),
    table(CODES, codes),
    `Total: Odoo ${money(total.odoo)} ${total.currency}, Netvisor ${money(total.netvisor)} ${total.currency}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

const WOULD: Readonly<Record<NonNullable<InvoicePreview['sent']>['would'], string>> = {
  stay: 'It stays as it is.',
  'be-edited': 'It has changed since, and would be edited there.',
  'be-refused': 'As it is now, Send would be refused.',
};

const namesOf = ({ customer, products }: InvoicePreview['creates']): string =>
  [
    ...(customer === undefined ? [] : [`the customer ${customer}`]),
    ...products.map((product) => `the product ${product}`),
  ].join(', ');

const money = (value: Decimal): string => value.toFixed(2);
const plain = (value: Decimal): string => value.toString();

const ROWS: Parameters<typeof table<InvoicePreview['rows'][number]>>[0] = [
  { title: 'row', of: ({ name }) => name },
  { title: 'quantity', of: ({ quantity }) => plain(quantity), align: 'right' },
  { title: 'price', of: ({ price, priceType }) => `${plain(price)} ${priceType}`, align: 'right' },
  { title: 'discount %', of: ({ discount }) => plain(discount), align: 'right' },
  { title: 'VAT', of: ({ vat }) => vat },
  { title: 'net Odoo', of: ({ odooNet }) => money(odooNet), align: 'right' },
  { title: 'net Netvisor', of: ({ netvisorNet }) => money(netvisorNet), align: 'right' },
  { title: 'VAT Netvisor', of: ({ netvisorVat }) => money(netvisorVat), align: 'right' },
  { title: 'sums', of: ({ sumsGiven }) => (sumsGiven ? 'given' : 'by Netvisor') },
  { title: 'dimensions', of: ({ dimensions }) => dimensions },
];

const CODES: Parameters<typeof table<InvoicePreview['codes'][number]>>[0] = [
  { title: 'VAT', of: ({ code }) => code },
  { title: 'net Odoo', of: ({ odoo }) => money(odoo.net), align: 'right' },
  { title: 'net Netvisor', of: ({ netvisor }) => money(netvisor.net), align: 'right' },
  { title: 'VAT Odoo', of: ({ odoo }) => money(odoo.vat), align: 'right' },
  { title: 'VAT Netvisor', of: ({ netvisor }) => money(netvisor.vat), align: 'right' },
];
