import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A helper process that is asked one thing at a time; it ends when we do. */
export interface Child {
  /** Sends a message and resolves with the answer; rejects when the process ends instead. */
  ask<T extends z.ZodType>(message: object, answer: T): Promise<z.output<T>>;
  /** The next message that it sends by itself. */
  hear<T extends z.ZodType>(message: T): Promise<z.output<T>>;
  stop(): Promise<void>;
}

/** Starts a file of this folder as a process; what it has to say about trouble goes to our standard error. */
export function startChild(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Child {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const hear = async <T extends z.ZodType>(schema: T): Promise<z.output<T>> =>
    schema.parse(await nextMessage(child, file));
  return {
    hear,
    ask(message, answer) {
      const heard = hear(answer);
      child.send(message);
      return heard;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function nextMessage(child: ChildProcess, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const heard = (message: unknown): void => {
      child.off('exit', gone);
      resolve(message);
    };
    const gone = (code: number | null): void => {
      child.off('message', heard);
      reject(new Error(`${file} ended with ${code ?? 'a signal'} before it answered`));
    };
    child.once('message', heard);
    child.once('exit', gone);
  });
}
