import type { LogicalClock } from '../../shared/clock.ts';
import { ODOO_SIM_ADMIN } from '../credentials.ts';
import { describeModels } from '../models/fields/describe.ts';
import { Database } from '../orm/database.ts';
import { Env } from '../orm/env.ts';
import { followChanges } from '../orm/follow.ts';
import { MODELS } from '../schema/index.ts';
import { seedLedger, seedShared } from './ledger.ts';
import { seedPeople } from './people.ts';
import { Seeder } from './seeder.ts';
import { seedTrade } from './trade.ts';

/** A fresh database: two Finnish companies with charts, a few partners and products, no invoices. */
export function seedDatabase(clock: LogicalClock): Database {
  const db = new Database(MODELS, clock);
  const seed = new Seeder(db);
  describeModels(db);
  const world = seedPeople(seed);
  seedShared(seed);
  world.companies.forEach((company, index) => {
    seedLedger(seed, world, company, world.companyPartners[index] ?? 0);
  });
  const admin = db.rows('res.users').find((user) => user['login'] === ODOO_SIM_ADMIN.login);
  if (admin === undefined) throw new Error('the seed has no administrator');
  seedTrade(new Env(db, admin, {}, 'superuser'));
  followChanges(db);
  return db;
}
