import { beforeAll } from '@jest/globals';
import { testContract } from '../contract/odoo-cases.ts';
import type { Place } from '../contract/place.ts';
import { openRealPlace } from './contract-place.ts';
import { describeOdoo } from './harness.ts';

describeOdoo('a real Odoo 19 answers as the contract says', (odoo) => {
  let place: Place;

  beforeAll(async () => {
    place = await openRealPlace(odoo());
  }, 600_000);

  testContract(() => place);
});
