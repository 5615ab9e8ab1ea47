import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends `child` when this process ends, however it ends. A normal exit is caught here; a `kill -9` of this
 * process is seen by a tiny shell, which waits on a pipe that only this process holds open.
 */
export function endWithUs(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  const watcher = process.platform === 'win32' ? undefined : watchFromOutside(pid);
  child.once('exit', () => {
    process.removeListener('exit', onExit);
    watcher?.kill('SIGKILL');
  });
}

function watchFromOutside(pid: number): ChildProcess {
  const script = 'read -r _; kill -KILL "$0" 2>/dev/null';
  const watcher = spawn('sh', ['-c', script, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A process group of its own: Ctrl-C must reach us first, and not end the guard.
    detached: true,
  });
  watcher.on('error', () => undefined);
  watcher.stdin?.on('error', () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return watcher;
}
