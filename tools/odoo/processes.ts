import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Takes one progress line, without a line break. */
export type Log = (line: string) => void;

/** Who runs PostgreSQL and Odoo. Both refuse root or warn about it, so root steps down to `nobody`. */
export const asRoot = process.getuid?.() === 0;
const SERVICE_USER = { user: 'nobody', group: 'nogroup' } as const;

/** `user:group` for chown when root prepares files for the services. */
export const serviceOwner = `${SERVICE_USER.user}:${SERVICE_USER.group}`;

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Text for standard input; otherwise it is empty. */
  readonly input?: string;
  readonly cwd?: string;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class CommandFailed extends Error {
  readonly result: CommandResult;

  constructor(command: string, result: CommandResult) {
    const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-25).join('\n');
    super(`${command} ended with code ${result.code}\n${tail}`);
    this.name = 'CommandFailed';
    this.result = result;
  }
}

/**
 * The command as the service user, and ended by the kernel when this process dies, however abruptly
 * (setpriv belongs to util-linux, which every Debian has).
 */
function asService(command: string, args: readonly string[], parentDeathSignal: 'KILL' | 'INT'): string[] {
  const identity = asRoot
    ? [`--reuid=${SERVICE_USER.user}`, `--regid=${SERVICE_USER.group}`, '--clear-groups']
    : [];
  return [...identity, `--pdeathsig=${parentDeathSignal}`, '--', command, ...args];
}

/** A small environment of its own: nothing of the caller's Python or PostgreSQL settings leaks in. */
export function serviceEnvironment(home: string): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: home, LANG: 'C.UTF-8', TZ: 'UTC' };
}

/** Runs to the end and returns code and output; rejects only when the command cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => undefined); // a command that ends early does not read its input
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    );
    child.stdin.end(options.input ?? '');
  });
}

/** Like {@link run}, but anything other than code 0 throws CommandFailed. Returns standard output. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const result = await run(command, args, options);
  if (result.code !== 0) throw new CommandFailed([command, ...args].join(' '), result);
  return result.stdout;
}

/** {@link runOrThrow} as the service user, in its own small environment. */
export function runAsService(
  command: string,
  args: readonly string[],
  options: CommandOptions & { readonly env: Readonly<Record<string, string>> },
): Promise<string> {
  return runOrThrow('setpriv', asService(command, args, 'KILL'), options);
}

/** A server in its own process group: Ctrl-C in the terminal reaches us first, and we stop it in order. */
export class Service {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #name: string;
  #running = true;

  constructor(
    name: string,
    command: string,
    args: readonly string[],
    options: {
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      readonly logFile: string;
      readonly parentDeathSignal: 'KILL' | 'INT';
    },
  ) {
    this.#name = name;
    const log = openSync(options.logFile, 'a', 0o600);
    this.#child = spawn('setpriv', asService(command, args, options.parentDeathSignal), {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        this.#running = false;
        resolve();
      };
      this.#child.on('exit', end);
      this.#child.on('error', end);
    });
    // The child must not keep a caller alive that forgot to stop it: the death signal cleans up behind it.
    this.#child.unref();
  }

  get running(): boolean {
    return this.#running;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks with the gentle signal and insists with KILL; resolves when the process is gone. */
  async stop(gentle: 'SIGTERM' | 'SIGINT', patienceMs: number): Promise<void> {
    if (!this.#running) return;
    this.#child.ref();
    this.#child.kill(gentle);
    const timer = new AbortController();
    const outcome = await Promise.race([
      this.#ended.then(() => 'ended' as const),
      delay(patienceMs, 'impatient' as const, { signal: timer.signal }).catch(() => 'ended' as const),
    ]);
    timer.abort();
    if (outcome === 'ended') return;
    this.#killGroup();
    await this.#ended;
  }

  #killGroup(): void {
    const pid = this.#child.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
        throw new Error(`${this.#name} (process ${pid}) could not be ended`, { cause: error });
      }
    }
  }
}
