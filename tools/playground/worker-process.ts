import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../temporal-server/guard.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A worker as a process of its own, which a test can kill, freeze and wake. */
export interface WorkerProcess {
  /** All lines that it has written so far. */
  readonly lines: readonly string[];
  readonly process: ChildProcess;
  signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves with the exit code when the process is gone. */
  gone(): Promise<number | null>;
  /** SIGTERM, then waits; SIGKILL if it hangs. */
  stop(): Promise<void>;
}

export interface WorkerProcessOptions {
  readonly configFile: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Root of the source tree; another one to run a mutant. */
  readonly root?: string;
}

/** Resolves once the worker says that it is ready; rejects with its output when it ends before. */
export async function startWorkerProcess({
  configFile,
  environment,
  root = ROOT,
}: WorkerProcessOptions): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', `${root}/cli/main.ts`, '--config', configFile, 'worker', '--log-level', 'debug'],
    {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const kill = (): boolean => child.kill('SIGKILL');
  endWithUs(child);
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"worker ready"')) resolve();
    });
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    void exited.then((code) =>
      reject(new Error(`the worker ended with ${code}:\n${lines.slice(-30).join('\n')}`)),
    );
  });
  return {
    lines,
    process: child,
    signal: (signal) => void child.kill(signal),
    gone: () => exited,
    async stop() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 20_000);
      await exited;
      clearTimeout(timer);
    },
  };
}
