import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RealOdooUnavailable, type Unavailability } from './availability.ts';
import { freePort, startOdooServer, writeOdooConfig } from './odoo-process.ts';
import { ADMIN_LOGIN, BOT_LOGIN, DATABASE } from './pin.ts';
import { giveToService, makeRunFolder } from './places.ts';
import { Cluster } from './postgres.ts';
import { type Log, runOrThrow, type Service } from './processes.ts';
import { ensureProgram, type Program } from './program.ts';
import { createRpc, type Rpc } from './rpc.ts';
import { ensureTemplate, type Template } from './template.ts';

export interface RealOdoo {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly database: string;
  /** Settings rights; API key that does not expire. */
  readonly adminKey: string;
  readonly adminLogin: string;
  /** For the web client. */
  readonly adminPassword: string;
  /** Invoicing, contacts, products; no Settings rights. No password. */
  readonly botKey: string;
  readonly botLogin: string;
  readonly companyId: number;
  /** Fresh at each start. */
  readonly databaseUuid: string;
  /** Odoo's own log; gone after stop(). */
  readonly logFile: string;
  readonly rpc: Rpc;
  /** Ends Odoo and PostgreSQL and removes their data. May be called twice. */
  stop(): Promise<void>;
}

const silent: Log = () => undefined;

/**
 * Why no real Odoo can be had here, as data; undefined when one can. Fetches and installs on the way, so the first
 * call of a machine takes about a minute.
 */
export async function checkAvailability(options: { log?: Log } = {}): Promise<Unavailability | undefined> {
  try {
    await ensureProgram(options.log ?? silent);
    return undefined;
  } catch (error) {
    if (error instanceof RealOdooUnavailable) return { reason: error.reason, text: error.text };
    throw error;
  }
}

/** {@link checkAvailability} as one line, `<reason>: <what to do>`; undefined when a real Odoo can be had. */
export async function whyNotAvailable(options: { log?: Log } = {}): Promise<string | undefined> {
  const unavailable = await checkAvailability(options);
  return unavailable && `${unavailable.reason}: ${unavailable.text}`;
}

/**
 * Brings up an Odoo 19 with PostgreSQL, a fresh copy of the prepared database and a fresh `database.uuid`. The
 * first start of a machine fetches Odoo and prepares the database (about two minutes); later ones take seconds.
 * Throws RealOdooUnavailable when this machine cannot run one.
 */
export async function startRealOdoo(options: { log?: Log } = {}): Promise<RealOdoo> {
  const log = options.log ?? silent;
  const program = await ensureProgram(log);
  const template = await ensureTemplate(program, log);
  const home = await makeRunFolder();
  try {
    log('starting PostgreSQL');
    await runOrThrow('cp', ['-a', '--reflink=auto', template.data, join(home, 'data')]);
    await mkdir(join(home, 'odoo/filestore'), { recursive: true, mode: 0o700 });
    await runOrThrow('cp', ['-a', template.filestore, join(home, 'odoo/filestore', DATABASE)]);
    await giveToService(join(home, 'odoo'));
    const cluster = await Cluster.start(program.postgres, join(home, 'data'), home);
    return await startOnCluster(program, template, home, cluster, log).catch(async (error: unknown) => {
      await cluster.stop();
      throw error;
    });
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function startOnCluster(
  program: Program,
  template: Template,
  home: string,
  cluster: Cluster,
  log: Log,
): Promise<RealOdoo> {
  const databaseUuid = randomUUID();
  log('starting Odoo');
  const { url, service } = await startOnFreePort(program, home, cluster, databaseUuid);
  const rpc = createRpc(url, DATABASE);
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await service.stop('SIGTERM', 3000);
    await cluster.stop();
    await rm(home, { recursive: true, force: true });
  };
  const odoo: RealOdoo = {
    url,
    database: DATABASE,
    adminKey: template.credentials.adminKey,
    adminLogin: ADMIN_LOGIN,
    adminPassword: template.credentials.adminPassword,
    botKey: template.credentials.botKey,
    botLogin: BOT_LOGIN,
    companyId: template.credentials.companyId,
    databaseUuid,
    logFile: join(home, 'odoo.log'),
    rpc,
    stop: () => (stopped ??= stop()),
  };
  try {
    // Proves the key and has the registry loaded before the first test.
    await rpc(odoo.botKey, 'res.users', 'context_get');
  } catch (error) {
    await odoo.stop();
    throw error;
  }
  log(`Odoo 19 listens at ${url}`);
  return odoo;
}

async function startOnFreePort(
  program: Program,
  home: string,
  cluster: Cluster,
  databaseUuid: string,
): Promise<{ url: string; service: Service }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await cluster.sql(DATABASE, freshen(databaseUuid, url));
    const config = await writeOdooConfig(program, home, cluster.socketFolder, port);
    try {
      return { url, service: await startOdooServer(program, home, config, url) };
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('Address already in use');
      if (!taken || attempt === 3) throw error;
    }
  }
}

/** What must not be the same in two copies of one prepared database. */
function freshen(databaseUuid: string, url: string): string {
  const parameter = (key: string, value: string): string =>
    `insert into ir_config_parameter (key, value) values ('${key}', '${value}')
       on conflict (key) do update set value = excluded.value;`;
  return [
    parameter('database.uuid', databaseUuid),
    parameter('web.base.url', url),
    parameter('web.base.url.freeze', 'True'),
    `update res_users_apikeys set expiration_date = now() at time zone 'utc' + interval '80 days'
       where expiration_date is not null;`,
  ].join('\n');
}
