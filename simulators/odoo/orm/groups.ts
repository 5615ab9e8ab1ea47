import type { Database, Row } from './database.ts';

/** A user's groups with all that those imply, as ids. */
export function effectiveGroups(db: Database, user: Row): Set<number> {
  return withImplied(db, numbers(user['group_ids']));
}

/** Groups with all that they imply. */
export function withImplied(db: Database, groups: readonly number[]): Set<number> {
  const all = new Set<number>();
  const open = [...groups];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (all.has(id)) continue;
    all.add(id);
    open.push(...numbers(db.row('res.groups', id)?.['implied_ids']));
  }
  return all;
}

function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
}
