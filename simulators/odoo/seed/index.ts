import type { LogicalClock } from '../../shared/clock.ts';
import { heedRemovals, watchModels } from '../automations/run.ts';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT } from '../credentials.ts';
import { describeModels } from '../models/fields/describe.ts';
import { makeApiKey } from '../models/users.ts';
import { Database } from '../orm/database.ts';
import { Env } from '../orm/env.ts';
import { followChanges } from '../orm/follow.ts';
import { MODELS } from '../schema/index.ts';
import { seedLedger, seedShared } from './ledger.ts';
import { seedPeople } from './people.ts';
import { Seeder } from './seeder.ts';
import { seedTrade } from './trade.ts';
import { seedViews } from './views.ts';

/** Modules by the beginning of their models' names; the longest one counts. */
const MODULES = [
  ['account.analytic.', 'analytic'],
  ['account.', 'account'],
  ['base.automation', 'base_automation'],
  ['product.', 'product'],
  ['uom.', 'uom'],
  ['mail.', 'mail'],
] as const;

/** Every model has the external id of the module that brings it: `account.model_account_move`. */
function nameModels(seed: Seeder, db: Database): void {
  for (const row of db.rows('ir.model')) {
    const model = String(row['model']);
    const module = MODULES.find(([prefix]) => model.startsWith(prefix))?.[1] ?? 'base';
    seed.name(`${module}.model_${model.replaceAll('.', '_')}`, 'ir.model', row.id);
  }
}

/** A fresh database: two Finnish companies with charts, a few partners and products, no invoices. */
export function seedDatabase(clock: LogicalClock): Database {
  const db = new Database(MODELS, clock);
  const seed = new Seeder(db);
  describeModels(db);
  nameModels(seed, db);
  seedViews(seed);
  const world = seedPeople(seed);
  seedShared(seed);
  world.companies.forEach((company, index) => {
    seedLedger(seed, world, company, world.companyPartners[index] ?? 0);
  });
  const admin = db.rows('res.users').find((user) => user['login'] === ODOO_SIM_ADMIN.login);
  if (admin === undefined) throw new Error('the seed has no administrator');
  const env = new Env(db, admin, {}, 'superuser');
  seedTrade(env);
  // An administrator may make keys that do not expire.
  for (const { login, key } of [ODOO_SIM_ADMIN, ODOO_SIM_BOT]) {
    makeApiKey(env, seed.where('res.users', 'login', login), false, key);
  }
  return inUse(db);
}

/** All that another database holds, in one of its own. */
export const copyDatabase = (other: Database, clock: LogicalClock): Database =>
  inUse(Database.copyOf(other, clock));

function inUse(db: Database): Database {
  followChanges(db);
  heedRemovals(db);
  watchModels(db);
  db.onAutomations = () => watchModels(db);
  return db;
}
