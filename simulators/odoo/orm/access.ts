import { accessError } from '../errors.ts';
import type { Database, Row } from './database.ts';

export const OPERATIONS = ['read', 'write', 'create', 'unlink'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The active rows of ir.model.access that allow an operation on a model. */
export function accessesTo(db: Database, model: string, operation: Operation): Row[] {
  const [owner] = db.where('ir.model', 'model', model);
  if (owner === undefined) return [];
  return db
    .where('ir.model.access', 'model_id', owner.id)
    .filter((access) => access['active'] === true && access[`perm_${operation}`] === true);
}

const VERBS: Record<Operation, string> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};

/** The refusal of a model as a whole; its text names the groups that would be needed. */
export function refusedModel(db: Database, model: string, operation: Operation) {
  const groups = accessesTo(db, model, operation)
    .map((access) => db.row('res.groups', Number(access['group_id']))?.['name'])
    .filter((name) => typeof name === 'string')
    .sort();
  const allowed =
    groups.length > 0
      ? `This operation is allowed for the following groups:\n${groups.map((g) => `\t- ${g}`).join('\n')}`
      : 'No group currently allows this operation.';
  const label = db.model(model)?.label ?? model;
  return accessError(
    `You are not allowed to ${VERBS[operation]} '${label}' (${model}) records.\n\n${allowed}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

/** The refusal of single records by a record rule (here: another company's, or another person's file). */
export function refusedRecords(model: string, ids: readonly number[], operation: Operation, user: string) {
  return accessError(
    `Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n` +
      `Sorry, ${user} doesn't have '${operation}' access to:\n` +
      ids.map((id) => `- ${model}(${id})`).join('\n'),
  );
}
