import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { validationError } from '../errors.ts';
import type { Behaviour } from './behaviour.ts';

export const account: Behaviour = {
  displayName: (env, row) =>
    `${env.text('account.account', row, 'code')} ${env.text('account.account', row, 'name')}`,
  visible: (env, row) =>
    env.ids('account.account', row, 'company_ids').some((id) => env.context.companies.includes(id)),
  computed: {
    internal_group: (_env, row) => {
      const type = row['account_type'];
      const group = typeof type === 'string' ? type.split('_')[0] : undefined;
      return group ?? false;
    },
  },
};

function planName(env: Env, row: Row): string {
  const parent = env.follow('account.analytic.plan', row, 'parent_id');
  const name = env.text('account.analytic.plan', row, 'name');
  return parent === undefined ? name : `${planName(env, parent)} / ${name}`;
}

export const analyticPlan: Behaviour = {
  displayName: planName,
  computed: {
    complete_name: planName,
    root_id: (env, row) => {
      let at = row;
      for (;;) {
        const parent = env.follow('account.analytic.plan', at, 'parent_id');
        if (parent === undefined) return at.id;
        at = parent;
      }
    },
  },
};

export const analyticAccount: Behaviour = {
  displayName: (env, row) => {
    const code = row['code'];
    const name = env.text('account.analytic.account', row, 'name');
    return typeof code === 'string' ? `[${code}] ${name}` : name;
  },
};

export const parameter: Behaviour = {
  created: (env, row) => {
    const same = env.db.rows('ir.config_parameter').filter((other) => other['key'] === row['key']);
    if (same.length > 1) throw validationError('The operation cannot be completed: Key must be unique.');
  },
};

export const company: Behaviour = {
  visible: (env, row) => env.context.companies.includes(row.id),
};
