import type { Operation } from '../orm/access.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json, JsonObject } from '../schema/types.ts';

/** What a model does beyond keeping values. Each part may refuse by throwing. */
export interface Behaviour {
  /** Fills in what the caller of create left out, and checks what it gave. */
  readonly prepare?: (env: Env, values: JsonObject) => JsonObject;
  readonly created?: (env: Env, row: Row, values: JsonObject) => void;
  /** Checks, and possibly rewrites, the values of a write. */
  readonly beforeWrite?: (env: Env, row: Row, values: JsonObject) => JsonObject;
  readonly written?: (env: Env, row: Row, names: readonly string[]) => void;
  readonly beforeUnlink?: (env: Env, row: Row) => void;
  readonly unlinked?: (env: Env, row: Row) => void;
  /** Values that are computed whenever they are read. */
  readonly computed?: Readonly<Record<string, (env: Env, row: Row) => Json>>;
  readonly displayName?: (env: Env, row: Row) => string;
  /** A record rule beyond the one about companies. */
  readonly visible?: (env: Env, row: Row, operation: Operation) => boolean;
}
