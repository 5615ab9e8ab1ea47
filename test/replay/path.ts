import type { Client } from '@temporalio/client';
import type { Company } from '../../tools/playground/world.ts';

export interface Walk {
  readonly company: Company;
  readonly client: Client;
}

export interface Path {
  readonly name: string;
  /** Each must be found in the path's histories (payloads decoded): names and codes, not texts for people. */
  readonly proof: readonly string[];
  /** Events after which the recorder's server asks a run to continue as new, where it is not the usual number. */
  readonly suggestedEvents?: number;
  /** Walks the path; resolves to the ids of the workflows whose runs are to be kept. */
  readonly walk: (walk: Walk) => Promise<readonly string[]>;
}

/** A path on which the worker dies; `kill` ends it with SIGKILL and `revive` starts the next one. */
export interface MortalPath extends Omit<Path, 'walk'> {
  readonly walk: (
    walk: Walk & { readonly kill: () => Promise<void>; readonly revive: () => Promise<void> },
  ) => Promise<readonly string[]>;
}
