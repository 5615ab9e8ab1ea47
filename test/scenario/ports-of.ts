import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * TCP ports on which a process listens, so that a metrics endpoint cannot appear unseen. Empty where the system
 * has no `/proc`.
 */
export function listeningPorts(pid: number | undefined): number[] {
  if (pid === undefined || process.platform !== 'linux') return [];
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed meanwhile.
        return [];
      }
    }),
  );
  const LISTENING = '0A';
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((row) => {
        const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/);
        const port = Number.parseInt(local.split(':')[1] ?? '', 16);
        return state === LISTENING && sockets.has(inode) ? [port] : [];
      }),
  );
}
