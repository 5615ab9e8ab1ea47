import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { downloadPackage, ensureInstalled } from './apt.ts';
import { RealOdooUnavailable } from './availability.ts';
import { cacheFolder, clearAbandoned, makeOpenFolder, withLock } from './places.ts';
import { DEBIAN_CODENAME, DEPENDENCIES, ODOO_PACKAGE } from './pin.ts';
import { type Log, run, runOrThrow } from './processes.ts';
import { findPostgres, installPostgres, type Postgres } from './postgres.ts';

/** Everything that stays the same from one start to the next. */
export interface Program {
  /** Holds `odoo/`; goes to PYTHONPATH. */
  readonly pythonPath: string;
  readonly addonsPath: string;
  /** The interpreter that Debian's Python packages belong to, whatever `python3` on the PATH is. */
  readonly python: string;
  readonly postgres: Postgres;
  /** Where the prepared databases are kept. */
  readonly cache: string;
}

const PYTHON = '/usr/bin/python3';

/**
 * Fetches, checks and unpacks Odoo and sees that what it needs is installed. The second call of a machine only
 * looks. Throws RealOdooUnavailable where it cannot be done.
 */
export async function ensureProgram(log: Log): Promise<Program> {
  await refuseOtherPlatforms();
  const cache = cacheFolder();
  await makeOpenFolder(cache);
  return withLock(join(cache, 'lock'), log, async () => {
    await ensureInstalled(DEPENDENCIES, log);
    const postgres = findPostgres() ?? (await installPostgres(log));
    const home = join(cache, 'program');
    if (!existsSync(home)) await fetchProgram(cache, home, log);
    const pythonPath = join(home, 'usr/lib/python3/dist-packages');
    return { pythonPath, addonsPath: join(pythonPath, 'odoo/addons'), python: PYTHON, postgres, cache };
  });
}

async function refuseOtherPlatforms(): Promise<void> {
  const codename =
    process.platform === 'linux' && existsSync('/etc/os-release')
      ? /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
      : undefined;
  if (codename !== DEBIAN_CODENAME) {
    throw new RealOdooUnavailable(
      'unsupported-platform',
      `the real Odoo comes from Debian's packages and was tried on Debian 12 (${DEBIAN_CODENAME}) only; ` +
        `this is ${codename ?? process.platform}. Run these tests in a Debian 12 machine or container`,
    );
  }
  for (const tool of ['apt-get', 'dpkg-deb', 'dpkg-query', 'setpriv', 'tar', 'bash', PYTHON]) {
    const found = await run('sh', ['-c', 'command -v -- "$1"', 'sh', tool]);
    if (found.code !== 0) {
      throw new RealOdooUnavailable(
        'missing-tool',
        `${tool} is missing; install the Debian package that has it`,
      );
    }
  }
}

async function fetchProgram(cache: string, home: string, log: Log): Promise<void> {
  await clearAbandoned(cache, 'fetch-');
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const deb = await downloadPackage(work, log);
    const digest = await sha256(deb);
    if (digest !== ODOO_PACKAGE.sha256) {
      throw new RealOdooUnavailable(
        'download-failed',
        `the package that was fetched is not the pinned one (SHA-256 ${digest}); nothing of it was used`,
      );
    }
    log('unpacking Odoo');
    const tree = join(work, 'tree');
    await mkdir(tree, { mode: 0o755 });
    await unpack(deb, tree);
    // The web client's links are relative to the package's own root.
    await mkdir(join(tree, 'usr/share'), { recursive: true });
    for (const folder of ['javascript', 'fonts', 'fonts-font-awesome']) {
      await symlink(join('/usr/share', folder), join(tree, 'usr/share', folder));
    }
    log('compiling Odoo');
    await compile(join(tree, 'usr/lib/python3/dist-packages/odoo'));
    await runOrThrow('chmod', ['-R', 'go+rX', tree]);
    await rename(tree, home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Translations are two thirds of the package; only Finnish and Swedish ones are kept. */
async function unpack(deb: string, folder: string): Promise<void> {
  const script =
    'set -o pipefail; dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner --wildcards ' +
    "--exclude='*/i18n*/[!fs]*.po*' --exclude='*/i18n*/f[!i]*.po' --exclude='*/i18n*/s[!v]*.po'";
  await runOrThrow('bash', ['-c', script, 'bash', deb, folder]);
}

/**
 * The service user may not write into the cache, so Python could not keep what it compiles and every start would
 * be slow. Tests and other countries' charts are left out.
 */
async function compile(folder: string): Promise<void> {
  const leaveOut = '/tests/|/addons/(l10n_(?!fi)|test_|website|point_of_sale|pos_)';
  // A file that does not compile is only slower, or never used.
  await run(PYTHON, ['-m', 'compileall', '-q', '-j', '2', '-x', leaveOut, folder], { cwd: '/' });
}
