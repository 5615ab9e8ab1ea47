/** Phrases that several scenes use. */
import type { Posted } from './posting.ts';
import { callsFor, timesInNetvisor, type Stage } from './stage.ts';

/** By Netvisor's own log of calls and its own books. */
export function once(stage: Stage, document: Posted): string {
  const { bookings, lookUps } = callsFor(stage, document);
  const looked = lookUps === 0 ? '' : ` and ${times(lookUps)} whether it has it`;
  return `Netvisor was asked ${times(bookings)} to book ${document.name}${looked}, and holds it ${times(timesInNetvisor(stage, document))}`;
}

export function times(count: number): string {
  switch (count) {
    case 0:
      return 'not at all';
    case 1:
      return 'once';
    case 2:
      return 'twice';
    default:
      return `${count} times`;
  }
}

export function names(documents: readonly Posted[]): string {
  const all = documents.map(({ name }) => name);
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
