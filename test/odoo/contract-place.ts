import { makeKey } from '../../odoo/provision/user.ts';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { openPlace, type Place } from '../contract/place.ts';
import { firstId, firstRow, installLanguage } from './helpers.ts';
import { administrator } from './provisioned.ts';

/** The real Odoo, with what the simulator has from the start: three languages and a second company. */
export async function openRealPlace(odoo: RealOdoo): Promise<Place> {
  for (const lang of ['fi_FI', 'sv_SE']) await installLanguage(odoo, lang);
  return openPlace({
    url: odoo.url,
    databaseName: odoo.database,
    adminKey: odoo.adminKey,
    botKey: odoo.botKey,
    botLogin: odoo.botLogin,
    company: odoo.companyId,
    otherCompany: () => secondCompany(odoo),
    workerKey: async () => (await makeKey({ admin: administrator(odoo), company: odoo.companyId })).key,
  });
}

async function secondCompany({ rpc, adminKey, companyId }: RealOdoo): Promise<number> {
  const { country_id } = firstRow(
    await rpc(adminKey, 'res.company', 'read', { ids: [companyId], fields: ['country_id'], load: '' }),
  );
  return firstId(
    await rpc(adminKey, 'res.company', 'create', { vals_list: { name: 'Toinen Oy', country_id } }),
  );
}
