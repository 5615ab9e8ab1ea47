import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import axios from 'axios';
import { DATABASE, DATABASE_ROLE } from './pin.ts';
import { giveToService } from './places.ts';
import { run, Service, serviceEnvironment } from './processes.ts';
import type { Program } from './program.ts';

/** Odoo's environment: its own Python path and nothing of the caller's. */
export function odooEnvironment(program: Program, home: string): Record<string, string> {
  return { ...serviceEnvironment(home), PYTHONPATH: program.pythonPath, PYTHONDONTWRITEBYTECODE: '1' };
}

/**
 * Writes odoo.conf into the run's folder and returns its path. One threaded process without scheduled jobs; the
 * memory limit is off because Odoo would otherwise restart itself in the middle of a test.
 */
export async function writeOdooConfig(
  program: Program,
  home: string,
  socketFolder: string,
  port: number | 'no-port',
): Promise<string> {
  const data = join(home, 'odoo');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await giveToService(data);
  const settings: Record<string, string | number> = {
    db_host: socketFolder,
    db_user: DATABASE_ROLE,
    db_name: DATABASE,
    dbfilter: `^${DATABASE}$`,
    list_db: 'False',
    data_dir: data,
    addons_path: program.addonsPath,
    http_interface: '127.0.0.1',
    ...(port === 'no-port' ? {} : { http_port: port }),
    max_cron_threads: 0,
    workers: 0,
    limit_memory_soft: 0,
    limit_time_real: 600,
    without_demo: 'True',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const path = join(home, 'odoo.conf');
  await writeFile(path, ['[options]', ...lines, ''].join('\n'));
  await chmod(path, 0o600);
  await giveToService(path);
  return path;
}

/** A port that was free a moment ago; the caller tries again if somebody else took it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('the system gave no port')),
      );
    });
  });
}

/** Starts the server; resolves with it when `/web/health` answers. Throws with the log's tail when it ends before. */
export async function startOdooServer(
  program: Program,
  home: string,
  config: string,
  url: string,
): Promise<Service> {
  const logFile = join(home, 'odoo.log');
  const service = new Service(
    'Odoo',
    program.python,
    ['-m', 'odoo', 'server', '-c', config, '-d', DATABASE],
    {
      env: odooEnvironment(program, home),
      cwd: home,
      logFile,
      parentDeathSignal: 'KILL',
    },
  );
  const deadline = Date.now() + 120_000;
  while (!(await isHealthy(url))) {
    if (!service.running || Date.now() > deadline) {
      await service.stop('SIGTERM', 1000);
      const tail = await run('tail', ['-n', '30', logFile]);
      throw new Error(`Odoo did not start:\n${tail.stdout}`);
    }
    await delay(100);
  }
  return service;
}

async function isHealthy(url: string): Promise<boolean> {
  return axios
    .get(`${url}/web/health`, { proxy: false, timeout: 2000 })
    .then((reply) => reply.status === 200)
    .catch(() => false);
}
