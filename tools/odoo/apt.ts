import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RealOdooUnavailable } from './availability.ts';
import { DEBIAN_CODENAME, ODOO_PACKAGE } from './pin.ts';
import { asRoot, type Log, run } from './processes.ts';

const SOURCES = '/etc/apt';

/** One stanza of a deb822 source file, field names in lower case, continuation lines kept as they are. */
type Stanza = ReadonlyMap<string, string>;

/** Reads the stanzas of a `.sources` file (sources.list(5), deb822 style). */
export function parseDeb822(text: string): Stanza[] {
  const stanzas: Map<string, string>[] = [];
  let stanza = new Map<string, string>();
  let field: string | undefined;
  for (const line of [...text.split('\n'), '']) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      if (stanza.size > 0) stanzas.push(stanza);
      stanza = new Map();
      field = undefined;
      continue;
    }
    if (/^\s/.test(line)) {
      if (field !== undefined) stanza.set(field, `${stanza.get(field) ?? ''}\n${line}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    field = line.slice(0, colon).trim().toLowerCase();
    stanza.set(field, line.slice(colon + 1).trim());
  }
  return stanzas;
}

/** Reads the `deb` lines of a one-line-style `.list` file as stanzas. */
export function parseOneLine(text: string): Stanza[] {
  return text.split('\n').flatMap((line) => {
    const match =
      /^deb\s+(?:\[(?<options>[^\]]*)\]\s+)?(?<uri>\S+)\s+(?<suite>\S+)\s+(?<components>[^#]+)/.exec(
        line.trim(),
      );
    const groups = match?.groups;
    if (groups === undefined) return [];
    const signedBy = /signed-by=(\S+)/i.exec(groups['options'] ?? '')?.[1];
    return [
      new Map([
        ['types', 'deb'],
        ['uris', groups['uri'] ?? ''],
        ['suites', groups['suite'] ?? ''],
        ['components', (groups['components'] ?? '').trim()],
        ...(signedBy === undefined ? [] : [['signed-by', signedBy] as const]),
      ]),
    ];
  });
}

/** The machine's own entry for its release, pointed at the suite sid; undefined when it has none. */
export function sidSource(stanzas: readonly Stanza[]): string | undefined {
  const own = stanzas.find(
    (stanza) =>
      words(stanza, 'types').includes('deb') &&
      words(stanza, 'suites').includes(DEBIAN_CODENAME) &&
      words(stanza, 'components').includes('main') &&
      stanza.get('enabled')?.toLowerCase() !== 'no' &&
      !(stanza.get('uris') ?? '').startsWith('cdrom:'),
  );
  if (own === undefined) return undefined;
  const signedBy = own.get('signed-by');
  return [
    'Types: deb',
    `URIs: ${own.get('uris') ?? ''}`,
    'Suites: sid',
    'Components: main',
    ...(signedBy === undefined ? [] : [`Signed-By: ${signedBy}`]),
    '',
  ].join('\n');
}

function words(stanza: Stanza, field: string): string[] {
  return (stanza.get(field) ?? '').split(/\s+/);
}

function machineStanzas(): Stanza[] {
  const parts = join(SOURCES, 'sources.list.d');
  const files = [
    join(SOURCES, 'sources.list'),
    ...(statSync(parts, { throwIfNoEntry: false })?.isDirectory() === true
      ? readdirSync(parts)
          .sort()
          .map((name) => join(parts, name))
      : []),
  ];
  return files.flatMap((file) => {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
    if (file.endsWith('.sources')) return parseDeb822(readFileSync(file, 'utf8'));
    return file.endsWith('.list') ? parseOneLine(readFileSync(file, 'utf8')) : [];
  });
}

/**
 * Downloads the pinned package into `folder` and returns the path of the `.deb`. Uses an apt root of its own, so
 * the machine's package lists and sources stay as they are. The caller checks the digest.
 */
export async function downloadPackage(folder: string, log: Log): Promise<string> {
  const source = sidSource(machineStanzas());
  if (source === undefined) {
    throw new RealOdooUnavailable(
      'missing-tool',
      `no apt source for Debian ${DEBIAN_CODENAME} (component main) is set up on this machine; ` +
        `add one under ${SOURCES}/sources.list.d, since ${ODOO_PACKAGE.name} is fetched from the same mirror`,
    );
  }
  const root = join(folder, 'apt');
  await rm(root, { recursive: true, force: true });
  for (const part of ['etc', 'state/lists/partial', 'cache/archives/partial']) {
    await mkdir(join(root, part), { recursive: true });
  }
  await writeFile(join(root, 'etc/sid.sources'), source);
  await writeFile(join(root, 'status'), '');
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(root, 'etc'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State': join(root, 'state'),
    'Dir::State::status': join(root, 'status'),
    'Dir::Cache': join(root, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::Retries': '2',
    'APT::Sandbox::User': 'root',
    'APT::Update::Error-Mode': 'any',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  log('reading the package list of Debian sid');
  await aptGet([...options, 'update'], folder, 'the package list of Debian sid could not be fetched');
  log(`fetching ${ODOO_PACKAGE.name} ${ODOO_PACKAGE.version} (${ODOO_PACKAGE.megabytes} MB)`);
  await aptGet(
    [...options, 'download', `${ODOO_PACKAGE.name}=${ODOO_PACKAGE.version}`],
    folder,
    `${ODOO_PACKAGE.name} ${ODOO_PACKAGE.version} could not be fetched ` +
      '(if Debian sid holds a newer version by now, raise the pin in tools/odoo/pin.ts)',
  );
  const deb = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new RealOdooUnavailable('download-failed', 'apt left no package file behind');
  return join(folder, deb);
}

async function aptGet(args: readonly string[], cwd: string, what: string): Promise<void> {
  const result = await run('apt-get', ['-q', ...args], { cwd, env: aptEnvironment() });
  if (result.code === 0) return;
  const why = result.stderr.trim().split('\n').slice(0, 3).join(' / ');
  throw new RealOdooUnavailable('download-failed', `${what}; is the network there? (${why})`);
}

function aptEnvironment(): Record<string, string | undefined> {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
}

/** Which of the packages are not installed. */
export async function missingPackages(packages: readonly string[]): Promise<string[]> {
  const { stdout } = await run('dpkg-query', [
    '-W',
    '-f=${Package} ${db:Status-Status}\n',
    ...packages, // unknown ones only make the exit code non-zero
  ]);
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return packages.filter((name) => !installed.has(`${name} installed`));
}

/**
 * Installs what is missing when we are root; otherwise says what a person has to install. Only the named packages
 * and what they need: no recommended extras.
 */
export async function ensureInstalled(packages: readonly string[], log: Log): Promise<void> {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  if (!asRoot) {
    throw new RealOdooUnavailable(
      'missing-tool',
      `these packages are missing; install them with: ` +
        `sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
  }
  log(`installing ${missing.length} Debian package(s) that Odoo needs`);
  const install = [
    '-q',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=300',
    'install',
    '--no-install-recommends',
    ...missing,
  ];
  const first = await run('apt-get', install, { env: aptEnvironment() });
  if (first.code === 0) return;
  // A new machine has no package lists yet, or old ones.
  await run('apt-get', ['-q', 'update'], { env: aptEnvironment() });
  const second = await run('apt-get', install, { env: aptEnvironment() });
  if (second.code === 0) return;
  const why = second.stderr.trim().split('\n').slice(0, 3).join(' / ');
  throw new RealOdooUnavailable(
    'download-failed',
    `apt-get could not install ${missing.join(' ')}; is the network there? (${why})`,
  );
}
