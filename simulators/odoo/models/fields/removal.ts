import { userError } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { viewThatNeeds } from '../view.ts';
import { passes } from './paths.ts';

/** A field stays as long as another that people made depends on it, also when both are to go in one call. */
export function checkNotNeeded(env: Env, field: Row): void {
  const [model, name] = [String(field['model']), String(field['name'])];
  for (const other of env.db.models()) {
    for (const [otherName, { manual, compute, related, inverse, relation }] of Object.entries(other.fields)) {
      if (manual !== true || (other.name === model && otherName === name)) continue;
      const paths = [...(compute?.depends ?? []), ...(related === undefined ? [] : [related])];
      const needed =
        (relation === model && inverse === name) ||
        paths.some((path) => passes(env, other.name, path, model, name));
      if (!needed) continue;
      throw userError(
        `The field '${model}.${name}' cannot be removed because the field '${other.name}.${otherName}' depends on it.`,
      );
    }
  }
  const view = viewThatNeeds(env, { model, name });
  if (view === undefined) return;
  throw userError(
    `Cannot rename/delete fields that are still present in views:\nFields: ${model}.${name}\nView: ${view}`,
  );
}
