import { Connection } from '@temporalio/client';
import { print } from './output.ts';
import { cureForMissing, missingAttributes } from './search-attributes.ts';
import { connectionOf, settingsOf, type Global } from './shared.ts';
import { table } from './table.ts';
import { testedLines } from '../activities/test-connection.ts';
import type { ConnectionSettings, Settings } from '../config/settings.ts';
import { inWords, type Facts, type Finding, type Verdict } from '../mapping/connection-test.ts';
import { summary } from '../mapping/connection-test/report.ts';
import { VERDICT_WORDS } from '../mapping/connection-test/words.ts';
import type { Language } from '../mapping/texts.ts';
import { openConnection, SILENT } from '../workers/connections.ts';

export interface CheckFlags {
  readonly language: Language;
}

interface Checked {
  readonly connection: string;
  readonly findings: readonly Finding[];
}

/** `silta check`: the test of the connections, line by line, with the cure of each red one. */
export async function check(
  options: Global,
  connection: string | undefined,
  { language }: CheckFlags,
): Promise<void> {
  const settings = settingsOf(options);
  const connections = connection ? [connectionOf(settings, connection)] : [...settings.connections.values()];
  const temporal = await askTemporal(settings);
  const checked: Checked[] = [];
  for (const own of connections) {
    checked.push({ connection: own.name, findings: await findingsOf(own, temporal, language) });
  }
  const lines = checked.flatMap(({ connection: of, findings }) =>
    findings.map((finding) => ({ connection: of, green: finding.verdict === 'green', ...finding })),
  );
  print(options, lines, checked.map((one) => inLines(one, language)).join('\n\n'));
  if (lines.some(({ verdict }) => verdict === 'red')) process.exitCode = 1;
}

async function findingsOf(
  own: ConnectionSettings,
  temporal: Facts['temporal'],
  language: Language,
): Promise<readonly Finding[]> {
  const open = openConnection(own, new AbortController().signal, SILENT);
  try {
    return inWords(await testedLines(open, temporal), language);
  } finally {
    open.netvisor.close();
  }
}

async function askTemporal({
  temporal: { address, namespace },
}: Settings): Promise<NonNullable<Facts['temporal']>> {
  try {
    const temporal = await Connection.connect({ address, connectTimeout: '5s' });
    await temporal.workflowService.describeNamespace({ namespace });
    const missing = await missingAttributes(temporal, namespace);
    await temporal.close();
    const lacks = missing &&
      missing.length > 0 && { lacks: missing.join(', '), makes: cureForMissing(missing) };
    return { address, namespace, answers: true, ...lacks };
  } catch {
    return { address, namespace, answers: false };
  }
}

function inLines({ connection, findings }: Checked, language: Language): string {
  const cures = findings.flatMap(({ title, cure }) => (cure === undefined ? [] : [`  - ${title}: ${cure}`]));
  return [
    table(COLUMNS, findings),
    ...(cures.length > 0 ? [[`${VERDICT_WORDS.red[language]}:`, ...cures].join('\n')] : []),
    `${connection}: ${summary(findings, language)}`,
  ].join('\n\n');
}

const SHOWN: Readonly<Record<Verdict, string>> = { green: 'green', red: 'RED', unknown: '?' };

const COLUMNS: Parameters<typeof table<Finding>>[0] = [
  { title: '', of: ({ verdict }) => SHOWN[verdict] },
  { title: 'what', of: ({ title }) => title },
  { title: 'finding', of: ({ says }) => says },
];
