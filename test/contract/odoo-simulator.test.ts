import { afterAll, beforeAll, describe } from '@jest/globals';
import { ODOO_SIM_ADMIN, ODOO_SIM_BOT, ODOO_SIM_DATABASE } from '../../simulators/odoo/credentials.ts';
import { startOdooSimulator, type RunningOdooSimulator } from '../../simulators/odoo/server.ts';
import { testContract } from './odoo-cases.ts';
import { openPlace, WORKER, type Place } from './place.ts';

describe('the Odoo simulator answers as the contract says', () => {
  let odoo: RunningOdooSimulator;
  let place: Place;

  beforeAll(async () => {
    odoo = await startOdooSimulator({});
    const { simulator, url } = odoo;
    place = await openPlace({
      url,
      databaseName: ODOO_SIM_DATABASE,
      adminKey: ODOO_SIM_ADMIN.key,
      botKey: ODOO_SIM_BOT.key,
      botLogin: ODOO_SIM_BOT.login,
      company: 1,
      otherCompany: () => Promise.resolve(2),
      workerKey: () => Promise.resolve(simulator.addApiKey({ user: WORKER })),
    });
  }, 120_000);
  afterAll(() => odoo?.close());

  testContract(() => place);
});
