import { cpus } from 'node:os';

/** Starts looking at this machine's cores; the returned function tells which share of their time was used since. */
export function watchCores(): () => number {
  const before = total();
  return () => {
    const now = total();
    return (now.busy - before.busy) / (now.all - before.all || 1);
  };
}

function total(): { readonly busy: number; readonly all: number } {
  const times = cpus().map((core) => core.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}
