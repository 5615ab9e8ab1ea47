import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BINARY_NAME } from './cache.ts';
import { type Log, lastLines, run, withProgress } from './run.ts';
import { CLI_VERSION, isAtLeast } from './version.ts';
import { WayFailed } from './way.ts';

const MODULE = fileURLToPath(new URL('.', import.meta.url));

/** The CLI's own go.mod asks for this one. */
export const LOWEST_GO = '1.26.4';
/** The first Go that fetches a newer toolchain by itself. */
const FIRST_SELF_UPDATING_GO = '1.21.0';

/**
 * Builds the pinned release with Go into `folder` and returns the binary's path. Takes minutes on a cold
 * cache. The CLI cannot be installed with `go install` (its go.mod replaces a module), so the module beside
 * this file wraps it and repeats the replacement.
 * @throws WayFailed when Go is missing, too old, or the build fails.
 */
export async function buildServer(folder: string, log: Log): Promise<string> {
  const env = goEnvironment(process.env);
  await requireGo(env);
  log(`Building the Temporal dev server ${CLI_VERSION} with Go. Once per machine; takes some minutes …`);
  const binary = path.join(folder, BINARY_NAME);
  const stamp = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${CLI_VERSION}`;
  const result = await withProgress(
    log,
    (seconds) => `Still building the Temporal dev server (${seconds} s) …`,
    () =>
      run(
        'go',
        ['build', '-trimpath', '-o', binary, '-ldflags', stamp, 'github.com/temporalio/cli/cmd/temporal'],
        {
          cwd: MODULE,
          env,
        },
      ),
  );
  if (result.code === 0) return binary;
  throw new WayFailed(
    `go build failed:\n${lastLines(result.output, 6)}`,
    'see the lines above; the build needs the Go module proxy (GOPROXY) and about 4 GB of disk',
  );
}

async function requireGo(env: NodeJS.ProcessEnv): Promise<void> {
  // `local` and a folder without go.mod: asks what is installed without fetching a toolchain.
  const asked = await run('go', ['env', 'GOVERSION'], {
    cwd: homedir(),
    env: { ...env, GOTOOLCHAIN: 'local' },
  });
  const install = `install Go ${LOWEST_GO} or later`;
  if (asked.code !== 0) throw new WayFailed('Go is not installed (no `go` on the PATH)', install);
  const version = /go(\d+\.\d+(?:\.\d+)?)/.exec(asked.output)?.[1] ?? '0';
  if (isAtLeast(version, LOWEST_GO)) return;
  const mode = (await run('go', ['env', 'GOTOOLCHAIN'], { cwd: homedir(), env })).output;
  if (!isAtLeast(version, FIRST_SELF_UPDATING_GO) || mode.startsWith('local')) {
    throw new WayFailed(`Go ${version} is too old`, `${install}, or allow it to fetch one: GOTOOLCHAIN=auto`);
  }
}

/** The person's Go settings, less those that would build something else than go.mod says. */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { HOME: homedir(), ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '', GOOS: '', GOARCH: '' };
}
