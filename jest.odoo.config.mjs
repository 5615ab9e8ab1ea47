import base from './jest.config.mjs';

/** The ring against a real Odoo 19: `npm run test:odoo`. One instance at a time. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/odoo/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 900_000,
};
