import base from './jest.config.mjs';
import { heldBack } from './test/held-back.mjs';

/** The ring against a real Odoo 19: `npm run test:odoo`. One instance at a time. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/odoo/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...heldBack],
  maxWorkers: 1,
  testTimeout: 900_000,
};
