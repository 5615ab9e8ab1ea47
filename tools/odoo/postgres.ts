import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureInstalled } from './apt.ts';
import { RealOdooUnavailable } from './availability.ts';
import { DATABASE_ROLE } from './pin.ts';
import { giveToService, makeOpenFolder } from './places.ts';
import { type Log, run, runAsService, runOrThrow, Service, serviceEnvironment } from './processes.ts';

/** An installed PostgreSQL: its programs and the major version that its data folders are tied to. */
export interface Postgres {
  readonly bin: string;
  readonly major: number;
}

const INSTALLED = '/usr/lib/postgresql';

/** The newest PostgreSQL server among Debian's packages on this machine. */
export function findPostgres(): Postgres | undefined {
  const majors = existsSync(INSTALLED) ? readdirSync(INSTALLED).map(Number) : [];
  return majors
    .filter((major) => Number.isInteger(major))
    .sort((a, b) => b - a)
    .map((major) => ({ bin: join(INSTALLED, String(major), 'bin'), major }))
    .find(({ bin }) => ['initdb', 'postgres', 'psql'].every((tool) => existsSync(join(bin, tool))));
}

/** Installs Debian's PostgreSQL as root, and stops the cluster that the package starts by itself. */
export async function installPostgres(log: Log): Promise<Postgres> {
  await ensureInstalled(['postgresql'], log);
  const { stdout } = await run('pg_lsclusters', ['--no-header']);
  for (const line of stdout.split('\n')) {
    const [version, cluster, , status] = line.trim().split(/\s+/);
    if (version === undefined || cluster === undefined || status?.startsWith('online') !== true) continue;
    await run('pg_ctlcluster', [version, cluster, 'stop']);
  }
  const found = findPostgres();
  if (found === undefined) {
    throw new RealOdooUnavailable(
      'missing-tool',
      `no PostgreSQL server under ${INSTALLED}; install the package postgresql`,
    );
  }
  return found;
}

/** Makes an empty data folder. Durability is given up on purpose: the data lives for one test run. */
export async function initCluster(postgres: Postgres, data: string, home: string): Promise<void> {
  await mkdir(data, { mode: 0o700 });
  await giveToService(data);
  const args = [
    '-D',
    data,
    '-U',
    DATABASE_ROLE,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  await runAsService(join(postgres.bin, 'initdb'), [...args, '--wal-segsize=4'], {
    env: serviceEnvironment(home),
    cwd: home,
  });
}

/** A running server that listens on a Unix socket in a private folder only, so that no port can clash. */
export class Cluster {
  readonly socketFolder: string;
  readonly #postgres: Postgres;
  readonly #service: Service;
  readonly #home: string;

  private constructor(postgres: Postgres, service: Service, socketFolder: string, home: string) {
    this.#postgres = postgres;
    this.#service = service;
    this.socketFolder = socketFolder;
    this.#home = home;
  }

  /** Starts the server on `data` and waits until it answers. `home` is the run's private folder. */
  static async start(postgres: Postgres, data: string, home: string): Promise<Cluster> {
    const socketFolder = join(home, 's');
    await makeOpenFolder(socketFolder);
    await giveToService(socketFolder);
    const settings = {
      listen_addresses: '',
      unix_socket_directories: socketFolder,
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      max_connections: '100',
      max_wal_size: '512MB',
      min_wal_size: '16MB',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const service = new Service('PostgreSQL', join(postgres.bin, 'postgres'), ['-D', data, ...options], {
      env: serviceEnvironment(home),
      cwd: home,
      logFile: join(home, 'postgres.log'),
      parentDeathSignal: 'INT', // fast shutdown: KILL would leave its own children behind
    });
    const cluster = new Cluster(postgres, service, socketFolder, home);
    await cluster.#waitUntilReady();
    return cluster;
  }

  async #waitUntilReady(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const ready = await run(join(this.#postgres.bin, 'pg_isready'), ['-q', '-h', this.socketFolder]);
      if (ready.code === 0) return;
      if (!this.#service.running || Date.now() > deadline) {
        await this.#service.stop('SIGINT', 1000);
        const log = await run('tail', ['-n', '20', join(this.#home, 'postgres.log')]);
        throw new Error(`PostgreSQL did not start:\n${log.stdout}`);
      }
      await delay(50);
    }
  }

  /** Runs one SQL text in a database and returns the unaligned rows as printed by psql. */
  sql(database: string, text: string): Promise<string> {
    return runOrThrow(
      join(this.#postgres.bin, 'psql'),
      [
        '-X',
        '-q',
        '-A',
        '-t',
        '-v',
        'ON_ERROR_STOP=1',
        '-h',
        this.socketFolder,
        '-U',
        DATABASE_ROLE,
        database,
      ],
      { input: text, env: serviceEnvironment(this.#home) },
    );
  }

  /** Fast shutdown: data folders that are kept are clean, sessions that are still open are ended. */
  stop(): Promise<void> {
    return this.#service.stop('SIGINT', 10_000);
  }
}
