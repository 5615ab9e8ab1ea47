import { Decimal } from 'decimal.js';
import type { InvoiceLine } from '../odoo/models.ts';

/** A share of a row with its targets: the analytic plan is Netvisor's dimension, the account its item. */
export interface DimensionShare {
  /** Of the whole row, 0–1; the shares of a row add up to 1. */
  readonly share: Decimal;
  readonly dimensions: readonly { readonly dimensionName: string; readonly dimensionItem: string }[];
}

/**
 * A row's analytic distribution as shares for Netvisor, which takes at most one item of a dimension on a row:
 * a split row becomes several. What is not distributed stays without a dimension. Undefined when the
 * distribution cannot be expressed: more than all of the row or less than nothing of it, or two plans split apart
 * from each other.
 */
export function dimensionShares(line: InvoiceLine): readonly DimensionShare[] | undefined {
  const parts = partsOf(line);
  if (!parts) return undefined;
  const split = parts.filter(({ share }) => !share.equals(1));
  const common = parts.filter(({ share }) => share.equals(1)).flatMap(({ targets }) => targets);
  const left = split.reduce((rest, { share }) => rest.minus(share), new Decimal(1));
  if (left.isNegative() || split.some(({ share }) => share.isNegative())) return undefined;
  const shares = split.map(({ share, targets }) => ({ share, targets: [...targets, ...common] }));
  if (!left.isZero()) shares.push({ share: left, targets: common });
  if (shares.some(({ targets }) => repeatsPlan(targets)) || !splitsAlike(split)) return undefined;
  return shares.map(({ share, targets }) => ({
    share,
    dimensions: targets.map(({ plan, item }) => ({ dimensionName: plan, dimensionItem: item })),
  }));
}

interface Target {
  readonly plan: string;
  readonly item: string;
}

interface Part {
  readonly share: Decimal;
  readonly targets: readonly Target[];
}

function partsOf(line: InvoiceLine): readonly Part[] | undefined {
  const accounts = new Map(line.distribution_analytic_account_ids.map((account) => [account.id, account]));
  const parts: Part[] = [];
  for (const [key, percent] of Object.entries(line.analytic_distribution)) {
    const targets: Target[] = [];
    for (const id of key.split(',')) {
      const account = accounts.get(Number(id));
      const plan = account?.root_plan_id?.display_name;
      if (!account?.name || !plan) return undefined;
      targets.push({ plan, item: account.name });
    }
    if (percent !== 0) parts.push({ share: new Decimal(percent).div(100), targets });
  }
  return parts;
}

/** All parts of a split speak of the same plans; otherwise Odoo does not say which part meets which. */
function splitsAlike(parts: readonly Part[]): boolean {
  const plans = parts.map(({ targets }) =>
    targets
      .map(({ plan }) => plan)
      .sort()
      .join('\n'),
  );
  return new Set(plans).size <= 1;
}

const repeatsPlan = (targets: readonly Target[]): boolean =>
  new Set(targets.map(({ plan }) => plan)).size < targets.length;
