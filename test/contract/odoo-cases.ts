import { expect, test } from '@jest/globals';
import { ACTING, COMPUTING } from './acting.ts';
import type { ContractCase, Place } from './place.ts';
import { READING } from './reading.ts';
import { REFUSING } from './refusing.ts';
import { SEARCHING } from './searching.ts';

/**
 * What Silta relies on in Odoo 19, asked over JSON-2 of the real one and of the simulator alike: both must give the
 * answer that stands in the case. Whoever finds them different corrects the simulator.
 */
export const ODOO_CASES: readonly ContractCase[] = [
  ...READING,
  ...SEARCHING,
  ...REFUSING,
  ...ACTING,
  ...COMPUTING,
];

/** A test for each case. */
export function testContract(place: () => Place): void {
  test.each(ODOO_CASES)('$name', async ({ ask, answer }) => {
    expect(await ask(place())).toEqual(answer);
  });
}
