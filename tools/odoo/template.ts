import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { clearAbandoned, makeRunFolder, withLock } from './places.ts';
import { ADMIN_LOGIN, BOT_LOGIN, COMPANY, DATABASE, ODOO_MODULES, ODOO_PACKAGE } from './pin.ts';
import { Cluster, initCluster } from './postgres.ts';
import { type Log, runAsService, runOrThrow } from './processes.ts';
import type { Program } from './program.ts';
import { odooEnvironment, writeOdooConfig } from './odoo-process.ts';

const credentialsSchema = z.object({
  adminKey: z.string().min(1),
  botKey: z.string().min(1),
  adminPassword: z.string().min(1),
  companyId: z.number().int(),
});

/** Of the prepared database: test secrets of a server that only listens on loopback. */
export type Credentials = z.infer<typeof credentialsSchema>;

/** A prepared database: what a start copies. */
export interface Template {
  readonly data: string;
  readonly filestore: string;
  readonly credentials: Credentials;
}

const here = dirname(fileURLToPath(import.meta.url));
const script = (name: string): string => readFileSync(join(here, name), 'utf8');

/** Changes when anything changes that the prepared database depends on. */
function recipeDigest(program: Program): string {
  const recipe = [
    ODOO_PACKAGE.sha256,
    program.postgres.major,
    process.arch,
    ODOO_MODULES,
    COMPANY,
    script('prepare-company.py'),
    script('prepare-users.py'),
  ];
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
}

/** The prepared database, from the cache or made now (about a minute on two cores). */
export async function ensureTemplate(program: Program, log: Log): Promise<Template> {
  const folder = join(program.cache, `template-${recipeDigest(program)}`);
  await withLock(`${folder}.lock`, log, async () => {
    if (!existsSync(folder)) await build(program, folder, log);
  });
  const credentials: unknown = JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8'));
  return {
    data: join(folder, 'data'),
    filestore: join(folder, 'filestore'),
    credentials: credentialsSchema.parse(credentials),
  };
}

async function build(program: Program, folder: string, log: Log): Promise<void> {
  const home = await makeRunFolder();
  try {
    const credentials = await prepare(program, home, log);
    await clearAbandoned(program.cache, 'partial-');
    const partial = join(program.cache, `partial-${process.pid}`);
    await rm(partial, { recursive: true, force: true });
    await runOrThrow('mkdir', ['-m', '755', partial]);
    await runOrThrow('cp', ['-a', join(home, 'data'), join(partial, 'data')]);
    await runOrThrow('cp', ['-a', join(home, 'odoo/filestore', DATABASE), join(partial, 'filestore')]);
    await writeFile(join(partial, 'credentials.json'), JSON.stringify(credentials));
    await chmod(join(partial, 'credentials.json'), 0o600);
    await rename(partial, folder);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function prepare(program: Program, home: string, log: Log): Promise<Credentials> {
  const data = join(home, 'data');
  log('making a PostgreSQL cluster');
  await initCluster(program.postgres, data, home);
  const cluster = await Cluster.start(program.postgres, data, home);
  try {
    const config = await writeOdooConfig(program, home, cluster.socketFolder, 'no-port');
    const odoo = (args: readonly string[], input?: string): Promise<string> =>
      runAsService(program.python, ['-m', 'odoo', ...args], {
        env: odooEnvironment(program, home),
        cwd: home,
        ...(input === undefined ? {} : { input }),
      });
    const install = (modules: string): Promise<string> =>
      odoo(['server', '-c', config, '-d', DATABASE, '-i', modules, '--stop-after-init', '--no-http']);
    const adminPassword = randomBytes(12).toString('hex');
    const facts = { company: COMPANY, adminLogin: ADMIN_LOGIN, botLogin: BOT_LOGIN, adminPassword };
    const shell = (name: string): Promise<string> =>
      // A JSON text inside a JSON text is a valid Python string literal.
      odoo(
        ['shell', '-c', config, '-d', DATABASE, '--no-http'],
        `FACTS = ${JSON.stringify(JSON.stringify(facts))}\n${script(name)}`,
      );
    log('creating the database');
    await install('base');
    await shell('prepare-company.py');
    log(`installing ${ODOO_MODULES.join(', ')} (about half a minute)`);
    await install(ODOO_MODULES.join(','));
    log('adding users and keys');
    const output = await shell('prepare-users.py');
    const line = output.split('\n').find((text) => text.startsWith('PREPARED '));
    if (line === undefined) throw new Error(`Odoo did not finish the preparation:\n${output.slice(-2000)}`);
    const result: unknown = JSON.parse(line.slice('PREPARED '.length));
    return credentialsSchema.parse({ ...z.looseObject({}).parse(result), adminPassword });
  } finally {
    await cluster.stop();
  }
}
