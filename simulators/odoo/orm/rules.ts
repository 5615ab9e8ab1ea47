import { evaluate } from '../python/expression.ts';
import type { Json } from '../schema/types.ts';
import type { Operation } from './access.ts';
import type { Row } from './database.ts';
import { compileDomain } from './domain.ts';
import type { Env } from './env.ts';
import { effectiveGroups } from './groups.ts';

export type RowTest = (row: Row) => boolean;

/**
 * What the record rules leave of a model for a user: all rules without groups hold, and one of those of the user's
 * groups where there are any. Undefined where there is no rule.
 */
export function ruleTest(env: Env, model: string, operation: Operation): RowTest | undefined {
  const [owner] = env.db.where('ir.model', 'model', model);
  if (owner === undefined) return undefined;
  const rules = env.db
    .where('ir.rule', 'model_id', owner.id)
    .filter((rule) => rule['active'] === true && rule[`perm_${operation}`] === true);
  if (rules.length === 0) return undefined;
  const mine = effectiveGroups(env.db, env.user);
  const forAll = rules.filter((rule) => groupsOf(rule).length === 0);
  const forMe = rules.filter((rule) =>
    groupsOf(rule).some((group) => typeof group === 'number' && mine.has(group)),
  );
  const tests = (some: readonly Row[]): RowTest[] =>
    some.map((rule) => compileDomain(env.sudo(), model, ruleDomain(env, rule['domain_force'] ?? false)));
  const [every, any] = [tests(forAll), tests(forMe)];
  return (row) => every.every((test) => test(row)) && (any.length === 0 || any.some((test) => test(row)));
}

/** The domain of a rule, with the names that a rule may use. */
export function ruleDomain(env: Env, text: Json): Json {
  if (typeof text !== 'string' || text.trim() === '') return [];
  return evaluate(text, (name) => nameInRule(env, name));
}

function nameInRule(env: Env, name: string): Json | undefined {
  if (name === 'company_ids') return [...env.context.companies];
  if (name === 'company_id') return env.company;
  if (!name.startsWith('user.')) return undefined;
  const parts = name.slice('user.'.length).split('.');
  if (parts.at(-1) === 'id' || parts.at(-1) === 'ids') parts.pop();
  const last = parts.pop();
  if (last === undefined) return env.uid;
  let [at, where]: [Row | undefined, string] = [env.user, 'res.users'];
  for (const part of parts) {
    at = at === undefined ? undefined : env.sudo().follow(where, at, part);
    where = env.field(where, part).relation ?? where;
  }
  return at === undefined ? false : env.sudo().get(where, at, last);
}

function groupsOf(rule: Row): Json[] {
  const groups = rule['groups'];
  return Array.isArray(groups) ? groups : [];
}
