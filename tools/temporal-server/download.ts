import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Log, lastLines, run, withProgress } from './run.ts';
import { WayFailed } from './way.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STALLED_MS = 45_000;

/**
 * Lets the SDK download the pinned release into `folder`; returns the binary's path.
 * @throws WayFailed when there is no way out to the internet, or nothing arrives for 45 seconds.
 */
export async function downloadServer(folder: string, log: Log): Promise<string> {
  const stalled = new AbortController();
  const watch = watchGrowth(folder, () => stalled.abort());
  try {
    const script = fileURLToPath(new URL('./sdk-download.ts', import.meta.url));
    const result = await withProgress(
      log,
      (seconds) => `Still downloading the Temporal dev server (${seconds} s) …`,
      () => run(process.execPath, ['--import', 'tsx', script, folder], { cwd: ROOT, signal: stalled.signal }),
    );
    const binary = (await readdir(folder)).find((name) => !name.endsWith('.downloading'));
    if (result.code === 0 && binary !== undefined) return path.join(folder, binary);
    throw new WayFailed(
      stalled.signal.aborted ? 'nothing arrived for 45 seconds' : reasonIn(result.output),
      'let this machine reach temporal.download (HTTPS_PROXY is honoured)',
    );
  } finally {
    clearInterval(watch);
  }
}

/** The SDK's one telling line, without the stack trace around it. */
function reasonIn(output: string): string {
  const line = output.split('\n').find((text) => /error/i.test(text) && !/^\s*at /.test(text));
  return (line ?? lastLines(output, 1)).trim().slice(0, 300);
}

function watchGrowth(folder: string, onStall: () => void): NodeJS.Timeout {
  let size = 0;
  let changed = Date.now();
  const look = async (): Promise<void> => {
    let now = 0;
    for (const name of await readdir(folder)) now += (await stat(path.join(folder, name))).size;
    if (now !== size) changed = Date.now();
    size = now;
    if (Date.now() - changed > STALLED_MS) onStall();
  };
  const timer = setInterval(() => void look().catch(() => undefined), 5_000);
  timer.unref();
  return timer;
}
