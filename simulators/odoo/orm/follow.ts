import type { Database, Row } from './database.ts';
import { Env } from './env.ts';
import { recompute } from './recompute.ts';

/** A stored computed field that follows a value; `path` leads from its record to the one that holds the value. */
interface Follower {
  readonly model: string;
  readonly field: string;
  readonly path: readonly string[];
}

type Followers = ReadonlyMap<string, ReadonlyMap<string, readonly Follower[]>>;

const KNOWN = new WeakMap<Database, { readonly version: number; readonly followers: Followers }>();

/** Lets stored computed fields follow what is written from now on. */
export function followChanges(db: Database): void {
  db.onChange = (model, row, field) => {
    const [user] = db.rows('res.users');
    const followers = followersOf(db).get(model)?.get(field);
    if (user === undefined || followers === undefined) return;
    const env = new Env(db, user, {}, 'superuser');
    for (const follower of followers) {
      for (const one of back(db, follower, row)) recompute(env, follower.model, one, follower.field);
    }
  };
}

/** The records whose path leads to this one. */
function back(db: Database, { model, path }: Follower, row: Row): Row[] {
  let rows = [row];
  const steps = path.map((name, index) => ({ name, model: modelAt(db, model, path.slice(0, index)) }));
  for (const step of steps.reverse()) {
    rows = rows.flatMap((target) => db.where(step.model, step.name, target.id));
  }
  return rows;
}

function modelAt(db: Database, model: string, path: readonly string[]): string {
  return path.reduce((where, name) => db.field(where, name)?.relation ?? where, model);
}

function followersOf(db: Database): Followers {
  const known = KNOWN.get(db);
  if (known?.version === db.schemaVersion) return known.followers;
  const followers = new Map<string, Map<string, Follower[]>>();
  for (const model of db.models()) {
    for (const [field, { compute: computed, stored }] of Object.entries(model.fields)) {
      if (computed === undefined || stored === false) continue;
      for (const depends of computed.depends) {
        const path = depends.split('.');
        path.forEach((name, index) => {
          const before = path.slice(0, index);
          const watched = modelAt(db, model.name, before);
          const byField = followers.get(watched) ?? new Map<string, Follower[]>();
          followers.set(watched, byField);
          byField.set(name, [...(byField.get(name) ?? []), { model: model.name, field, path: before }]);
        });
      }
    }
  }
  KNOWN.set(db, { version: db.schemaVersion, followers });
  return followers;
}
