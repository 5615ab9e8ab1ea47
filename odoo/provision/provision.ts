import { OdooError } from '../errors.ts';
import { fieldsFor, objectsFor } from './catalogue.ts';
import { planCompany, planTaxes, type CompanyOptions } from './company-steps.ts';
import { planFields, readFields, whatOf } from './field-steps.ts';
import { planObjects, planObsolete, readOwn, type ProvisionStep } from './reconcile.ts';
import { idsOf, ProvisionError, reference } from './rpc.ts';
import { planTranslations } from './translations.ts';
import { detectVersion, type OdooVersion } from './version.ts';
import type { OdooTransport } from '../transport.ts';

export { ProvisionError } from './rpc.ts';
export type { ProvisionStep } from './reconcile.ts';

/** `admin` calls Odoo as an administrator, and is used for this once. */
export interface ProvisionOptions extends CompanyOptions {
  /** Where Odoo tells that something was asked for; without it the sweep alone finds it. */
  readonly webhookUrl?: string | undefined;
}

/**
 * What is missing in Odoo for this connection, or is not as it should be; empty when all is in order. Applying the
 * steps in order and planning again gives an empty plan (Odoo without an addon, through its external API).
 */
export async function planProvisioning(options: ProvisionOptions): Promise<readonly ProvisionStep[]> {
  const { admin, company, webhookUrl } = options;
  if ((await reference(admin, 'account', 'group_account_invoice')) === undefined)
    throw new ProvisionError('Odoo has no invoicing: install the module "account" first.');
  const version = await detectVersion(admin);
  const fields = fieldsFor(version);
  const own = await readOwn(admin);
  const objects = objectsFor(version, company, webhookUrl, own);
  const present = await readFields(admin, fields);
  const made = [
    ...moduleSteps(admin, version),
    ...(await planFields(admin, version, fields)),
    ...(await planObjects(admin, objects, own)),
  ];
  const ofCompany = fields.filter((field) => field.model === 'res.company' && present.has(whatOf(field)));
  const codes = present.has(whatOf({ model: 'account.tax', name: 'x_netvisor_vat_code' }));
  return [
    ...made,
    ...(await planCompany(
      options,
      ofCompany.map(({ name }) => name),
    )),
    ...(await planTaxes(options, codes ? 'present' : 'missing')),
    ...planObsolete(admin, objects, own, company),
    ...(await planTranslations(admin, { fields, objects }, own, made)),
  ];
}

/** Automations are a module of Odoo's own that need not be there. */
function moduleSteps(admin: OdooTransport, version: OdooVersion): readonly ProvisionStep[] {
  if (version.automationModule === 'installed') return [];
  return [
    {
      what: 'module "Automation Rules" (base_automation) of Odoo itself',
      apply: async () => {
        const ids = await idsOf(admin, 'ir.module.module', [['name', '=', 'base_automation']]);
        if (ids.length === 0)
          throw new ProvisionError(
            'This Odoo does not have its module "Automation Rules" (base_automation).',
          );
        await admin.call({ model: 'ir.module.module', method: 'button_immediate_install', ids });
      },
    },
  ];
}

/** Applies in order; `told` hears of each that is done. Odoo's own words come along where it refuses one. */
export async function applySteps(
  steps: readonly ProvisionStep[],
  told: (what: string) => void = () => undefined,
): Promise<void> {
  for (const { what, apply } of steps) {
    try {
      await apply();
    } catch (error) {
      if (!(error instanceof OdooError) || error.detail === undefined) throw error;
      throw new ProvisionError(`Odoo refused this step: ${what}. It says: ${error.detail}`);
    }
    told(what);
  }
}
