/**
 * Suites that have not been seen green since the branches of issue 5 came together, so CI does not judge by them.
 * Each is to be run, mended and taken off this list; CI names them and counts each as one that was skipped.
 */
export const HELD_BACK = [
  'test/scenario/fault-matrix',
  'test/scenario/randomised',
  'test/tools/demo-end',
  'test/odoo/accountant',
  'test/odoo/bringup',
  'test/odoo/catalogue',
  'test/odoo/connection-test',
  'test/odoo/json-rpc',
  'test/odoo/provision-',
  'test/odoo/send-invoice',
  'test/odoo/states',
  'test/odoo/write-offs',
];

/** With SILTA_HELD_BACK=run they run as all others do. */
export const heldBack =
  process.env.SILTA_HELD_BACK === 'run' ? [] : HELD_BACK.map((path) => `<rootDir>/${path}`);
