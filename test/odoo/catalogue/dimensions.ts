import { cases, refused } from './case.ts';
import { known, UNKNOWN_DIMENSION } from './company.ts';
import type { Desk } from './desk.ts';

/** One row of 300.00 whose income is divided: each share names accounts of different plans. */
async function divided(
  desk: Desk,
  ...shares: readonly (readonly [percent: number, ...accounts: string[]])[]
): Promise<number> {
  const { analytic } = desk.company;
  const analytic_distribution = Object.fromEntries(
    shares.map(([percent, ...accounts]) => [
      accounts.map((name) => known(analytic, name)).join(','),
      percent,
    ]),
  );
  const rows = [{ product_id: await desk.product(), quantity: 3, price_unit: 100, analytic_distribution }];
  return desk.invoice({ partner_id: await desk.customer(), rows }, '300.00 + 76.50');
}

export const dimensions = cases('dimensions', [
  {
    name: 'a cost centre on a row',
    expects: 'sent',
    build: (desk) => divided(desk, [100, 'Kustannuspaikka: Myynti']),
  },
  {
    name: 'a cost centre and a project on a row',
    expects: 'sent',
    build: (desk) => divided(desk, [100, 'Kustannuspaikka: Myynti', 'Projekti: Satama']),
  },
  {
    name: 'cost centres and projects divided 33.33 to 66.67',
    expects: 'sent',
    build: (desk) =>
      divided(
        desk,
        [33.33, 'Kustannuspaikka: Myynti', 'Projekti: Satama'],
        [66.67, 'Kustannuspaikka: Huolto', 'Projekti: Tori'],
      ),
  },
  {
    name: 'a cost centre for 60 % of a row',
    expects: 'sent',
    build: (desk) => divided(desk, [60, 'Kustannuspaikka: Huolto']),
  },
  {
    name: 'a cost centre that Netvisor does not know',
    expects: refused('DimensionUnknown'),
    build: (desk) => divided(desk, [100, UNKNOWN_DIMENSION]),
  },
]);
