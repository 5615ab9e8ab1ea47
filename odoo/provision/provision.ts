import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { pinOf } from '../client.ts';
import { OdooError } from '../errors.ts';
import { readExternalIds, readSalesTaxes, writeVatCode, type SuggestVatCode } from '../taxes.ts';
import type { OdooTransport } from '../transport.ts';
import { choiceSteps } from './choices.ts';
import { FIELDS, type FieldSpec } from './fields.ts';

export interface ProvisionOptions {
  /** Calls Odoo as an administrator; used for this once. */
  readonly admin: OdooTransport;
  readonly company: number;
  readonly ledger: string;
  /** Pin the connection to this database although it is pinned to another one. */
  readonly repin: 'keep' | 'repin';
  /** VAT code that a sales tax most probably wants; with `confirm` it is left to an accountant. */
  readonly suggestVatCode: SuggestVatCode;
}

/** One thing that Odoo lacks, and how to make it. */
export interface ProvisionStep {
  readonly what: string;
  readonly apply: () => Promise<void>;
}

/** Refusals that a person can act on. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
}

/**
 * What is missing in Odoo for this connection; empty when all is as it should be. Applying the steps in order
 * and planning again gives an empty plan (Odoo without an addon: fields and actions through the external API).
 */
export async function planProvisioning(options: ProvisionOptions): Promise<readonly ProvisionStep[]> {
  const { admin } = options;
  const models = await idsByName(admin, 'ir.model', 'model', [...new Set(FIELDS.map(({ model }) => model))]);
  const steps = [...(await fieldSteps(admin, models)), ...(await actionSteps(admin, models))];
  // The fields must be there before their values can be read.
  const missing = new Set(steps.map(({ what }) => what));
  const fields = ['x_netvisor_pin', 'x_netvisor_action'].filter(
    (name) => !missing.has(whatOf('res.company', name)),
  );
  const pin = await pinStep(options, fields);
  const taxes = await taxSteps(options, missing.has(whatOf('account.tax', 'x_netvisor_vat_code')));
  return [...steps, ...(pin ? [pin] : []), ...taxes];
}

const whatOf = (model: string, name: string): string => `field ${name} on ${model}`;

async function fieldSteps(
  admin: OdooTransport,
  models: ReadonlyMap<string, number>,
): Promise<ProvisionStep[]> {
  const present = await search(
    admin,
    'ir.model.fields',
    [
      ['model', 'in', [...models.keys()]],
      ['name', '=like', 'x\\_netvisor\\_%'],
    ],
    z.object({ id: z.number(), name: z.string(), model: z.string(), ttype: z.string() }),
    ['name', 'model', 'ttype'],
  );
  const have = new Map(present.map(({ model, name, ttype }) => [whatOf(model, name), ttype]));
  const wrong = FIELDS.filter(({ model, name, type }) => (have.get(whatOf(model, name)) ?? type) !== type);
  if (wrong.length > 0) {
    const names = wrong
      .map(({ model, name, type }) => `${whatOf(model, name)} (should be ${type})`)
      .join(', ');
    throw new ProvisionError(
      `Odoo has fields of another type under Silta's names: ${names}. Rename or delete them.`,
    );
  }
  const missing = FIELDS.filter(({ model, name }) => !have.has(whatOf(model, name))).map((field) => ({
    what: whatOf(field.model, field.name),
    apply: () => createField(admin, models, field),
  }));
  const ids = new Map(present.map(({ id, model, name }) => [whatOf(model, name), id]));
  const there = FIELDS.flatMap((field) => {
    const what = whatOf(field.model, field.name);
    const id = ids.get(what);
    return id === undefined ? [] : [{ id, what, choices: field.selection ?? [] }];
  });
  return [...missing, ...(await choiceSteps(admin, there))];
}

async function createField(
  admin: OdooTransport,
  models: ReadonlyMap<string, number>,
  field: FieldSpec,
): Promise<void> {
  const values = {
    model_id: models.get(field.model),
    name: field.name,
    field_description: field.label,
    ttype: field.type,
    copied: false,
    ...(field.help && { help: field.help }),
    ...(field.index && { index: true }),
    ...(field.relation && { relation: field.relation }),
    ...(field.selection && {
      selection_ids: field.selection.map(([value, name], sequence) => [0, 0, { value, name, sequence }]),
    }),
  };
  await admin.call({ model: 'ir.model.fields', method: 'create', args: { vals_list: [values] } });
}

async function actionSteps(
  admin: OdooTransport,
  models: ReadonlyMap<string, number>,
): Promise<ProvisionStep[]> {
  const code = readFileSync(new URL('./silta-action.py', import.meta.url), 'utf8');
  const group = await reference(admin, 'account', 'group_account_invoice');
  if (group === undefined)
    throw new ProvisionError('Odoo has no invoicing: install the module "account" first.');
  const present = await search(
    admin,
    'ir.model.data',
    [
      ['module', '=', '__netvisor__'],
      ['name', '=', 'silta_action'],
    ],
    z.object({ id: z.number(), res_id: z.number() }),
    ['res_id'],
  );
  const id = present[0]?.res_id;
  if (id !== undefined) {
    const [action] = await search(
      admin,
      'ir.actions.server',
      [['id', '=', id]],
      z.object({ id: z.number(), code: z.union([z.literal(false), z.string()]) }),
      ['code'],
    );
    if (action && typeof action.code === 'string' && action.code.trim() === code.trim()) return [];
  }
  return [
    {
      what: id === undefined ? 'server action "Silta"' : 'server action "Silta": newer code',
      apply: async () => {
        // load() finds the action again by its external id, so that a second run changes and never doubles it.
        const answer = await admin.call({
          model: 'ir.actions.server',
          method: 'load',
          args: {
            fields: ['id', 'name', 'model_id/.id', 'state', 'code', 'group_ids/.id'],
            data: [
              [
                '__netvisor__.silta_action',
                'Silta',
                String(models.get('account.move')),
                'code',
                code,
                String(group),
              ],
            ],
          },
        });
        const { ids, messages } = z
          .object({ ids: z.union([z.literal(false), z.array(z.number())]), messages: z.array(z.unknown()) })
          .parse(answer);
        if (!ids)
          throw new ProvisionError(`Odoo did not take the server action: ${JSON.stringify(messages)}`);
      },
    },
  ];
}

const companySchema = z.object({
  x_netvisor_pin: z.union([z.literal(false), z.string()]).optional(),
  x_netvisor_action: z.union([z.literal(false), z.number()]).optional(),
});

/**
 * Nails the connection to this database and this ledger; a copy of the database carries a pin that no longer
 * fits. The action's id goes with it: Odoo lets Silta's user run the action, but not look it up.
 */
async function pinStep(
  options: ProvisionOptions,
  fields: readonly string[],
): Promise<ProvisionStep | undefined> {
  const { admin, company, ledger } = options;
  const [parameter] = await search(
    admin,
    'ir.config_parameter',
    [['key', '=', 'database.uuid']],
    z.object({ id: z.number(), value: z.string() }),
    ['value'],
  );
  if (!parameter)
    throw new ProvisionError('Odoo does not tell its database.uuid: is the key one of an administrator?');
  const pin = pinOf(parameter.value, ledger);
  const actionId = (): Promise<number | undefined> => reference(admin, '__netvisor__', 'silta_action');
  // Asked for no fields, Odoo would answer all of them.
  const [row] =
    fields.length === 0
      ? []
      : await search(admin, 'res.company', [['id', '=', company]], companySchema, fields);
  if (row?.x_netvisor_pin === pin && row.x_netvisor_action && row.x_netvisor_action === (await actionId()))
    return undefined;
  if (row?.x_netvisor_pin && row.x_netvisor_pin !== pin && options.repin === 'keep') {
    throw new ProvisionError(
      'This company is pinned to another Odoo database or another Netvisor organisation, as a restored copy would be. ' +
        'If this database really is to send to this Netvisor, run again with --repin.',
    );
  }
  return {
    what: `pin of company ${company} to this database and ${ledger}`,
    apply: async () => {
      const action = await actionId();
      if (action === undefined) throw new ProvisionError('The server action "Silta" is not there.');
      await admin.call({
        model: 'res.company',
        method: 'write',
        ids: [company],
        args: { vals: { x_netvisor_pin: pin, x_netvisor_action: action } },
      });
    },
  };
}

/** Sales taxes without a code get the one that is certain; all others are for an accountant to say. */
async function taxSteps(options: ProvisionOptions, fieldMissing: boolean): Promise<ProvisionStep[]> {
  const { admin, company, suggestVatCode } = options;
  const taxes = await readSalesTaxes(admin, company, fieldMissing ? 'without codes' : 'with codes');
  const ids = await readExternalIds(admin, taxes);
  const wanted = new Map<string, number[]>();
  for (const { id, percentage, code } of taxes) {
    if (code !== undefined) continue;
    const suggested = suggestVatCode({ externalId: ids.get(id), percentage });
    if (!suggested || suggested.confirm) continue;
    wanted.set(suggested.code, [...(wanted.get(suggested.code) ?? []), id]);
  }
  return [...wanted].map(([code, taxIds]) => ({
    what: `VAT code ${code} on ${taxIds.length} sales taxes`,
    apply: () => writeVatCode(admin, taxIds, code),
  }));
}

async function search<T extends z.ZodType>(
  admin: OdooTransport,
  model: string,
  domain: readonly unknown[],
  schema: T,
  fields: readonly string[],
): Promise<z.output<T>[]> {
  const answer = await admin.call({
    model,
    method: 'search_read',
    args: { domain, fields, order: 'id asc' },
    context: { active_test: false },
  });
  return z.array(schema).parse(answer);
}

async function idsByName(
  admin: OdooTransport,
  model: string,
  field: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await search(admin, model, [[field, 'in', names]], z.looseObject({ id: z.number() }), [field]);
  const found = new Map(rows.map((row) => [String(row[field]), row.id]));
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0)
    throw new ProvisionError(`Odoo lacks: ${missing.join(', ')}. Install Invoicing and Products first.`);
  return found;
}

async function reference(admin: OdooTransport, module: string, name: string): Promise<number | undefined> {
  try {
    const answer = await admin.call({
      model: 'ir.model.data',
      method: 'check_object_reference',
      args: { module, xml_id: name },
    });
    // False for a record that is archived.
    return z.tuple([z.string(), z.union([z.literal(false), z.number()])]).parse(answer)[1] || undefined;
  } catch (error) {
    if (error instanceof OdooError && error.kind === 'Bug') return undefined;
    throw error;
  }
}
