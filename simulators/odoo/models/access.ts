import { OdooError, validationError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import { compileDomain } from '../orm/domain.ts';
import type { Env } from '../orm/env.ts';
import { ruleDomain } from '../orm/rules.ts';
import { PythonSyntaxError } from '../python/tokens.ts';
import type { Behaviour } from './behaviour.ts';

const PERMS = ['perm_read', 'perm_write', 'perm_create', 'perm_unlink'];

function checkRule(env: Env, row: Row): void {
  if (!PERMS.some((perm) => row[perm] === true)) {
    throw validationError(
      'The operation cannot be completed: Rule must have at least one checked access right!',
    );
  }
  const model = String(env.db.row('ir.model', Number(row['model_id']))?.['model']);
  if (model === 'ir.rule') throw validationError('Rules can not be applied on the Record Rules model.');
  try {
    compileDomain(env.sudo(), model, ruleDomain(env, row['domain_force'] ?? false));
  } catch (error) {
    if (error instanceof PythonSyntaxError || error instanceof OdooError) {
      throw validationError(`Invalid domain: ${error.message}`);
    }
    throw error;
  }
}

export const recordRule: Behaviour = {
  created: checkRule,
  written: checkRule,
  computed: {
    global: (_env, row) => !Array.isArray(row['groups']) || row['groups'].length === 0,
  },
};
