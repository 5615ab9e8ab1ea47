import { spawn } from 'node:child_process';

/** Where lines for the person at the terminal go. */
export type Log = (line: string) => void;

export interface RunResult {
  /** Exit code; `undefined` when the command could not be started or was ended by a signal. */
  code: number | undefined;
  /** The last part of what it printed on both channels. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the command when it fires. */
  signal?: AbortSignal;
}

const TAIL = 8_000;

/** Runs a command to its end without a terminal; never rejects, a failed start is told in `output`. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-TAIL);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ code: undefined, output: output === '' ? error.message : `${output}\n${error.message}` });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, output: output.trim() });
    });
  });
}

/** The last few lines of a program's output, for an error message. */
export function lastLines(output: string, count: number): string {
  return output.trim().split('\n').slice(-count).join('\n');
}

/** Says `line(secondsSoFar)` every 20 seconds while `work` is under way, so that minutes do not look like a hang. */
export async function withProgress<T>(
  log: Log,
  line: (seconds: number) => string,
  work: () => Promise<T>,
): Promise<T> {
  const start = Date.now();
  const timer = setInterval(() => log(line(Math.round((Date.now() - start) / 1000))), 20_000);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
