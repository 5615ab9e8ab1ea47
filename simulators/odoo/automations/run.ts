import { runServerActions } from '../actions/run.ts';
import type { Change, Database, Row } from '../orm/database.ts';
import { compileDomain } from '../orm/domain.ts';
import { Env } from '../orm/env.ts';
import { evaluate } from '../python/expression.ts';
import type { Json } from '../schema/types.ts';

const MODEL = 'base.automation';
const ON_CREATE = ['on_create', 'on_create_or_write'];
const ON_WRITE = ['on_write', 'on_create_or_write'];

/** Automations by the records that they have run on, so that one that writes to its own record ends. */
type Done = Map<number, Set<Row>>;

/**
 * Runs the automations that the changes of a call set off, and those that their actions set off in turn. Odoo does so
 * after each write; here it is once at the end, from how a record was before the call to how it is now.
 */
export function finishCall(env: Env): void {
  const done: Done = new Map();
  for (let changes = env.db.takeChanges(); changes.length > 0; changes = env.db.takeChanges()) {
    for (const automation of active(env.db)) runOn(env, automation, changes, done);
  }
}

/** Lets automations about deletion have their say before a record goes. */
export function heedRemovals(db: Database): void {
  db.onRemoval = (user, model, rows) => {
    const env = new Env(db, user, {}, 'superuser');
    for (const automation of active(db)) {
      if (automation['trigger'] !== 'on_unlink' || modelOf(db, automation) !== model) continue;
      for (const row of matching(env, model, rows, automation['filter_domain'] ?? false)) {
        runActions(env, automation, model, row);
      }
    }
  };
}

/** Tells the database of whose records' changes it has to keep account. */
export function watchModels(db: Database): void {
  const watched = active(db).filter((one) => [...ON_CREATE, ...ON_WRITE].includes(String(one['trigger'])));
  db.watch(new Set(watched.map((automation) => modelOf(db, automation))));
}

function active(db: Database): Row[] {
  return db.where(MODEL, 'active', true);
}

function modelOf(db: Database, automation: Row): string {
  return String(db.row('ir.model', Number(automation['model_id']))?.['model']);
}

function runOn(env: Env, automation: Row, changes: readonly Change[], done: Done): void {
  const model = modelOf(env.db, automation);
  const trigger = String(automation['trigger']);
  const before = done.get(automation.id) ?? new Set<Row>();
  done.set(automation.id, before);
  const [pre, post] = [automation['filter_pre_domain'] ?? false, automation['filter_domain'] ?? false];
  const due = changes.filter((change) => {
    if (change.model !== model || before.has(change.row)) return false;
    if (env.db.row(model, change.row.id) === undefined) return false;
    if (change.before === undefined) return ON_CREATE.includes(trigger);
    return ON_WRITE.includes(trigger) && matching(env, model, [change.before], pre).length > 0;
  });
  for (const change of due) {
    if (matching(env, model, [change.row], post).length === 0) continue;
    if (!triggered(env, automation, change)) continue;
    before.add(change.row);
    runActions(env, automation, model, change.row);
  }
}

/** Without trigger fields every write counts; with them a change of one, and every creation. */
function triggered(env: Env, automation: Row, { model, row, before }: Change): boolean {
  const fields = env.sudo().ids(MODEL, automation, 'trigger_field_ids');
  if (fields.length === 0 || before === undefined) return true;
  const names = fields.map((id) => String(env.db.row('ir.model.fields', id)?.['name']));
  const sudo = env.sudo();
  return names.some(
    (name) => JSON.stringify(sudo.get(model, before, name)) !== JSON.stringify(sudo.get(model, row, name)),
  );
}

/** The rows that fit a domain as it is kept in an automation; all where there is none. */
function matching(env: Env, model: string, rows: readonly Row[], domain: Json): Row[] {
  if (typeof domain !== 'string' || domain.trim() === '') return [...rows];
  const names: Readonly<Record<string, Json>> = { uid: env.uid, 'user.id': env.uid };
  const test = compileDomain(
    env.sudo(),
    model,
    evaluate(domain, (name) => names[name]),
  );
  return rows.filter((row) => test(row));
}

function runActions(env: Env, automation: Row, model: string, row: Row): void {
  const actions = env.db
    .where('ir.actions.server', 'base_automation_id', automation.id)
    .sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id);
  const within = env.sudo().withContext({ active_model: model, active_ids: [row.id], active_id: row.id });
  for (const action of actions) runServerActions(within, [action.id], 'automation');
}
