/**
 * Makes a bare checkout ready: `node tools/bootstrap.mjs [--temporal]`, run by npm's pre-scripts.
 * Plain JavaScript on Node's own modules, written so that an old Node can read it and be told that it is old.
 *
 * Installs the packages when they are not those of package-lock.json; with --temporal also makes sure that
 * the Temporal dev server is there. About packages it says nothing when there is nothing to do.
 */
import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';
import { fileURLToPath } from 'url';

const LOWEST_NODE = [20, 20];
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.silta-lock');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

main();

function main() {
  if (!nodeIsNewEnough()) {
    fail(
      `Silta needs Node.js ${LOWEST_NODE.join('.')} or later; this is ${process.version} (${process.execPath}).\n` +
        'Install a current LTS release of Node.js, or choose one with your version manager, and try again.',
    );
  }
  ensurePackages();
  if (process.argv.includes('--temporal')) ensureTemporal();
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > LOWEST_NODE[0] || (major === LOWEST_NODE[0] && minor >= LOWEST_NODE[1]);
}

function ensurePackages() {
  if (!existsSync(LOCK))
    fail('package-lock.json is missing: this is not a complete checkout. Fetch it again.');
  const wanted = stampFor(LOCK);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  // A person may have run npm by hand: what counts is what is installed.
  if (!isInstalled() || !sameMachine(wanted)) {
    say(
      existsSync(INSTALLED)
        ? 'The installed packages are not those of package-lock.json.'
        : 'No packages are installed yet.',
    );
    install();
  }
  writeFileSync(STAMP, wanted);
}

/** The lock file's hash, and the platform since some packages are binaries (a checkout mounted elsewhere). */
function stampFor(file) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function sameMachine(wanted) {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8').split(' ')[1] === wanted.split(' ')[1];
}

/** Whether npm's own record of what is in node_modules agrees with package-lock.json, package by package. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const lock = readPackages(LOCK);
  const installed = readPackages(INSTALLED);
  return Object.keys(lock).every((path) => {
    if (path === '') return true;
    if (!installed[path]) return lock[path].optional === true || lock[path].devOptional === true;
    return (
      installed[path].version === lock[path].version && installed[path].integrity === lock[path].integrity
    );
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages || {};
  } catch {
    return {};
  }
}

function install() {
  say('Installing them: npm ci --include=dev …');
  const result = runNpm(['ci', '--include=dev', '--no-fund', '--no-audit']);
  if (result.error)
    fail(`npm could not be started: ${result.error.message}\nInstall npm, which comes with Node.js.`);
  if (result.status !== 0) {
    fail(
      'npm ci failed; its own words are above.\n' +
        'Usual causes: the npm registry cannot be reached (proxy?), or files in node_modules are in use.',
    );
  }
  say('Packages installed.');
}

/** npm through this very Node; the shell is only for an npm that cannot be found beside it. */
function runNpm(args) {
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  const beside = [
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const given = process.env.npm_execpath;
  const script =
    given && /^npm-cli\.[cm]?js$/.test(basename(given)) && existsSync(given)
      ? given
      : beside.find(existsSync);
  if (script) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function ensureTemporal() {
  const script = join(ROOT, 'tools', 'temporal-server', 'install.ts');
  const result = spawnSync(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0)
    fail('Without a Temporal dev server this cannot go on; the ways to get one are above.');
}

/** To standard error: standard output belongs to the command that comes after (figures, JSON). */
function say(line) {
  process.stderr.write(`[bootstrap] ${line}\n`);
}

function fail(text) {
  process.stderr.write(`[bootstrap] ${text}\n`);
  process.exit(1);
}
