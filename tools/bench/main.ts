import { Command, InvalidArgumentError } from 'commander';
import { startTemporal } from '../playground/temporal.ts';
import { startWorkerProcess } from '../playground/worker-process.ts';
import { startCompany } from './company.ts';
import { figuresOf, type Results } from './figures.ts';
import { measureScript, measureSilta, measureVerification, sendBySilta } from './runs.ts';
import { SECRETS, writeSettings } from './settings-file.ts';

interface Options {
  readonly invoices: number;
  readonly netvisorMs: number;
}

await new Command('bench')
  .description('Measures Silta on simulators, beside a plain script that does without Temporal.')
  .option('--invoices <number>', 'invoices that are measured', whole(1), 500)
  .option('--netvisor-ms <number>', 'time that Netvisor takes for one invoice', whole(0), 100)
  .action(bench)
  .parseAsync();

async function bench(options: Options): Promise<void> {
  const { invoices, netvisorMs } = options;
  const figures = figuresOf({ ...options, ...(await run(options)) });
  for (const figure of figures) console.log(JSON.stringify(figure));
  const missed = figures.filter(({ ok }) => !ok);
  const ok = missed.every(({ kind }) => kind !== 'count');
  const missedNames = missed.map(({ figure }) => figure);
  console.log(JSON.stringify({ summary: true, invoices, netvisorMs, ok, missed: missedNames }));
  process.exitCode = ok ? 0 : 1;
}

/** First Silta, then the script, each on systems of its own with the same invoices. */
async function run({ invoices, netvisorMs }: Options): Promise<Omit<Results, keyof Options>> {
  const cleanUp: (() => Promise<void> | void)[] = [];
  try {
    say('starting Temporal and the simulators, posting the invoices in Odoo');
    const temporal = await startTemporal();
    cleanUp.push(() => temporal.stop());
    const companies = await Promise.all(['silta', 'script'].map((name) => startCompany(name, invoices)));
    cleanUp.push(...companies.map((company) => () => company.stop()));
    const [bySilta, byScript] = companies;
    if (!bySilta || !byScript) throw new Error('a company is missing');
    const file = writeSettings(temporal.address, companies);
    cleanUp.push(() => file.remove());
    const worker = await startWorkerProcess({ configFile: file.path, environment: SECRETS });
    cleanUp.push(() => worker.stop());

    say('making customers and products known to Netvisor');
    for (const { name, introduction } of companies) {
      await sendBySilta(temporal.client, file.path, name, introduction);
    }
    for (const company of companies) await company.slowDown(netvisorMs);
    say(`Silta sends ${invoices} invoices`);
    const silta = await measureSilta(temporal.client, file.path, bySilta);
    say('Silta verifies what it has sent');
    const verified = await measureVerification(temporal.client, file.path, bySilta);
    const { introduction, warmUp, measured } = bySilta;
    const sent = introduction.length + warmUp.length + measured.length;
    await worker.stop();
    say(`the plain script sends ${invoices} invoices`);
    return { silta, verified, sent, script: await measureScript(file.path, byScript) };
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}

/** Standard output is for the figures. */
function say(text: string): void {
  console.error(`bench: ${text}`);
}

function whole(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d{1,6}$/.test(text) || number < least) {
      throw new InvalidArgumentError(`A whole number from ${least} on.`);
    }
    return number;
  };
}
