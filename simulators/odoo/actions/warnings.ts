import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';

const MODEL = 'ir.actions.server';

/** What keeps an action from running, in Odoo's words; shown in its field `warning`. */
export function warningsOf(env: Env, action: Row): string[] {
  const children = env.db.where(MODEL, 'parent_id', action.id);
  const names = (rows: readonly Row[]): string => rows.map((row) => env.text(MODEL, row, 'name')).join(', ');
  const groups = (row: Row): string => JSON.stringify(env.sudo().ids(MODEL, row, 'group_ids'));
  const ofOtherModel = children.filter((child) => child['model_id'] !== action['model_id']);
  const ofOtherGroups =
    groups(action) === '[]' ? [] : children.filter((child) => groups(child) !== groups(action));
  const warned = children.filter((child) => warningsOf(env, child).length > 0);
  const rule = env.db.row('base.automation', Number(action['base_automation_id']));
  return [
    ...(ofOtherModel.length === 0
      ? []
      : [`Following child actions should have the same model: ${names(ofOtherModel)}`]),
    ...(ofOtherGroups.length === 0
      ? []
      : [`Following child actions should have the same groups: ${names(ofOtherGroups)}`]),
    ...(warned.length === 0 ? [] : [`Following child actions have warnings: ${names(warned)}`]),
    ...(rule === undefined || rule['model_id'] === action['model_id']
      ? []
      : [
          `Model of action ${names([action])} should match the one from automated rule ${String(rule['name'])}.`,
        ]),
  ];
}
