import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalogue } from './catalogue/all.ts';
import { openCompany, type RealCompany } from './catalogue/company.ts';
import { netvisorSums, odooSums } from './catalogue/documented-sums.ts';
import { readSeen, writeSeen, type SeenCase } from './catalogue/seen-file.ts';
import { seen } from './catalogue/seen.ts';
import { describeOdoo } from './harness.ts';

/** `SILTA_SEEN=write` writes afresh what Odoo says, instead of comparing it with what is committed. */
const write = process.env['SILTA_SEEN'] === 'write';
const committed = write ? {} : readSeen();

test('every case of the catalogue has a name of its own, and what Odoo said of it is committed', () => {
  const names = catalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  if (!write) expect(Object.keys(committed)).toEqual(names);
});

describeOdoo('the catalogue', (odoo) => {
  let company: RealCompany;
  const now: Record<string, SeenCase> = {};

  beforeAll(async () => {
    company = await openCompany(odoo());
  }, 180_000);
  afterAll(() => {
    if (write) writeSeen(now);
  });

  test.each(catalogue)('$group: $name: Odoo accepts it and says of it what is committed', async (item) => {
    const { moveId, before = [] } = await item.build(company);
    const earlier = await Promise.all(before.map((id) => seen(company, id)));
    const { name, group, rounding, expects } = item;
    const said: SeenCase = {
      group,
      rounding,
      expects,
      ...(await seen(company, moveId)),
      ...(earlier.length > 0 && { before: earlier }),
    };
    now[name] = said;

    // Rows carry Odoo's sums where Netvisor would, by either way of rounding, come to others.
    const booked = odooSums(said);
    const agree = (['row', 'tax'] as const).every((way) =>
      isDeepStrictEqual(netvisorSums(said, way), booked),
    );
    if (expects === 'sent') expect(agree).toBe(true);
    if (expects === 'sent with its sums') expect(agree).toBe(false);

    if (!write) expect(unnumbered(said)).toEqual(unnumbered(committed[name]));
  });
});

/** Numbers and their references follow from the order in which cases are built, which may change. */
function unnumbered(value: SeenCase | undefined): unknown {
  return JSON.parse(JSON.stringify(value ?? null).replace(/\b(RF\d\d)?20\d\d\/?\d{5,6}\b/g, '#')) as unknown;
}
