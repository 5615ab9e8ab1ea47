import { judge, tally, type Facts, type TestedLine } from '../mapping/connection-test.ts';
import { inWords } from '../mapping/connection-test.ts';
import { htmlReport } from '../mapping/connection-test/report.ts';
import type { Seen } from '../mapping/connection-test/facts.ts';
import type { Language } from '../mapping/texts.ts';
import { odooNow } from '../odoo/client.ts';
import { OdooError } from '../odoo/errors.ts';
import type { ProductChoice } from '../odoo/models.ts';
import { whileBeating } from './attempts.ts';
import type { TestActivities } from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { inspectNetvisor } from './inspect-netvisor.ts';
import { inspectOdoo } from './inspect-odoo.ts';

/**
 * Looks at both sides and judges what was seen. Reads only; passes a closed gate; one request to Netvisor at a time.
 * The command line and the activity share it.
 */
export async function testedLines(
  deps: ConnectionDeps,
  temporal?: Facts['temporal'],
): Promise<readonly TestedLine[]> {
  const until = AbortSignal.timeout(deps.waits.attemptMs);
  let tellProduct: (product: Seen<ProductChoice>) => void = () => undefined;
  const product = new Promise<Seen<ProductChoice>>((resolve) => (tellProduct = resolve));
  const [odoo, netvisor] = await Promise.all([
    inspectOdoo(deps, until, tellProduct).finally(() => tellProduct({ not: 'NotAsked' })),
    inspectNetvisor(deps, until, product),
  ]);
  const day = new Date().toISOString().slice(0, 10);
  return judge({ day, settings: settingsOf(deps), netvisor, odoo, ...(temporal && { temporal }) });
}

function settingsOf({ settings, ledger }: ConnectionDeps): Facts['settings'] {
  const { name, environment, language, netvisor, invoices } = settings;
  const { journals, numbering, accounts, vatRounding, lineSums } = invoices;
  return {
    connection: name,
    environment,
    language,
    ledger,
    organisationId: netvisor.organisationId,
    netvisorHost: new URL(netvisor.url).host,
    limitSeconds: netvisor.limitSeconds,
    numbering,
    journals,
    accounts,
    vatRounding,
    lineSums,
  };
}

export function createTestActivities(connections: Connections): TestActivities {
  return {
    async testConnection({ connection }) {
      const deps = connections(connection);
      return withFailures(deps, () =>
        whileBeating(async () => {
          const lines = await testedLines(deps);
          const counts = tally(lines);
          const written = await writeReport(deps, lines);
          deps.log.info({ connection, ...counts, written }, 'the connection was tested');
          return { ...counts, written };
        }),
      );
    },
  };
}

/**
 * Puts the report on the company form, in the language of whoever pressed the button. A copy of the database gets
 * none, and where Odoo cannot take it the counts alone are told.
 */
async function writeReport(deps: ConnectionDeps, lines: readonly TestedLine[]): Promise<boolean> {
  const { odoo, settings, log } = deps;
  try {
    const { token } = await odoo.inspection.testRequest();
    const language = languageOf(token) ?? settings.language;
    const { kind } = await odoo.guardedWrite({
      model: 'res.company',
      id: settings.odoo.company,
      expect: {},
      values: {
        x_netvisor_test_report: htmlReport(inWords(lines, language), language),
        x_netvisor_tested_at: odooNow(),
        // A press that came meanwhile keeps another token, and is served by the next test.
        ...(token !== undefined && { x_netvisor_tested: token }),
      },
    });
    return kind === 'done';
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    log.warn({ connection: settings.name, code: error.code }, 'the report of the test could not be written');
    return false;
  }
}

/** `test 2026-11-30 12:00:00.000000 fi_FI`: Odoo's code of the language stands at the end. */
function languageOf(token: string | undefined): Language | undefined {
  const code = token?.split(' ').at(-1) ?? '';
  return (['fi', 'sv', 'en'] as const).find((language) => code.startsWith(`${language}_`));
}
