import { NotSimulated } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';
import type { Env } from '../../orm/env.ts';
import { isPriceIncluded } from '../tax.ts';
import type { TaxOfRow } from '../tax/row-amounts.ts';

/** The taxes of a row in the order in which they apply; a group stands for its members. */
export function taxesOfRow(env: Env, ids: readonly number[]): TaxOfRow[] {
  const found = new Map<number, TaxOfRow>();
  for (const tax of inOrder(env, ids)) {
    if (tax['amount_type'] !== 'group') found.set(tax.id, describe(env, tax, false));
    else {
      for (const member of inOrder(env, env.ids('account.tax', tax, 'children_tax_ids'))) {
        found.set(member.id, describe(env, member, tax.id));
      }
    }
  }
  return [...found.values()];
}

function inOrder(env: Env, ids: readonly number[]): Row[] {
  const taxes = ids.map((id) => env.db.row('account.tax', id)).filter((tax) => tax !== undefined);
  if (taxes.length < ids.length) throw new NotSimulated(`lost one of the taxes ${ids.join(', ')}.`);
  return taxes.sort((a, b) => Number(a['sequence']) - Number(b['sequence']) || a.id - b.id);
}

function describe(env: Env, tax: Row, group: number | false): TaxOfRow {
  const kind = tax['amount_type'];
  if (kind !== 'percent' && kind !== 'fixed' && kind !== 'division') {
    throw new NotSimulated(`does not compute taxes of the type ${String(kind)}.`);
  }
  if (env.get('account.tax', tax, 'has_negative_factor') === true) {
    throw new NotSimulated('does not compute reverse charge taxes.');
  }
  return {
    id: tax.id,
    kind,
    amount: Number(tax['amount']),
    priceInclude: isPriceIncluded(env, tax),
    raisesBase: tax['include_base_amount'] === true,
    isRaised: tax['is_base_affected'] === true,
    group,
  };
}
