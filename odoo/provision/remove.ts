import { z } from 'zod';
import type { OdooTransport } from '../transport.ts';
import { fieldsFor } from './catalogue.ts';
import { choiceIds, readFields, type FieldRow } from './field-steps.ts';
import { LINK_MODEL, type FieldSpec } from './fields.ts';
import { companyOf } from './object.ts';
import { readOwn, removals, type ProvisionStep } from './reconcile.ts';
import { idsOf, ProvisionError, search, unlink, write } from './rpc.ts';
import { installedLanguages, missingTexts } from './translations.ts';
import { planUserRemoval } from './user.ts';
import { detectVersion } from './version.ts';

export interface RemovalOptions {
  readonly admin: OdooTransport;
  readonly company: number;
  /** `delete`: what Silta has written on invoices, and what it remembers, goes too. */
  readonly data: 'keep' | 'delete';
}

/**
 * Takes away what provisioning has made, so that Odoo is as it was; fields that hold data stay unless they are to
 * be deleted. While another company of the same Odoo is connected, only what is this company's own goes.
 */
export async function planRemoval(options: RemovalOptions): Promise<readonly ProvisionStep[]> {
  const { admin, company, data } = options;
  const version = await detectVersion(admin);
  const fields = fieldsFor(version);
  const present = await readFields(admin, fields);
  const own = await readOwn(admin);
  const pinned = [...present.values()].some(({ name }) => name === 'x_netvisor_pin');
  const others = pinned ? await otherCompanies(options) : [];
  if (others.length > 0 && data === 'delete')
    throw new ProvisionError(
      `Other companies of this Odoo are connected (${others.join(', ')}): their data is in the same fields. Remove them first.`,
    );
  const goes = others.length > 0 ? own.filter(({ name }) => companyOf(name) === company) : own;
  return [
    ...(pinned ? await pinStep(options) : []),
    ...(await planUserRemoval(options)),
    ...removals(admin, goes),
    ...(others.length > 0 ? [] : await fieldSteps(options, fields, present)),
  ];
}

const nameSchema = z.object({ id: z.number(), name: z.string() });

export async function companyName(admin: OdooTransport, company: number): Promise<string> {
  const [row] = await search(admin, 'res.company', [['id', '=', company]], nameSchema, ['name']);
  if (!row) throw new ProvisionError(`This Odoo has no company ${company}.`);
  return row.name;
}

async function otherCompanies({ admin, company }: RemovalOptions): Promise<readonly string[]> {
  const domain = [
    ['x_netvisor_pin', '!=', false],
    ['id', '!=', company],
  ];
  return (await search(admin, 'res.company', domain, nameSchema, ['name'])).map(({ name }) => name);
}

/** Without the pin, Silta refuses to work, whoever still runs. */
async function pinStep({ admin, company }: RemovalOptions): Promise<readonly ProvisionStep[]> {
  const domain = [
    ['id', '=', company],
    ['x_netvisor_pin', '!=', false],
  ];
  if ((await idsOf(admin, 'res.company', domain)).length === 0) return [];
  const values = { x_netvisor_pin: false, x_netvisor_action: false };
  return [{ what: `pin of company ${company}`, apply: () => write(admin, 'res.company', [company], values) }];
}

async function fieldSteps(
  { admin, data }: RemovalOptions,
  fields: readonly FieldSpec[],
  present: ReadonlyMap<string, FieldRow>,
): Promise<readonly ProvisionStep[]> {
  const computed = new Set(
    fields.filter(({ compute }) => compute).map(({ model, name }) => `${model} ${name}`),
  );
  const rows = [...present.values()];
  const isComputed = ({ model, name }: FieldRow): boolean => computed.has(`${model} ${name}`);
  const helpers = rows.filter(isComputed);
  const holding = rows.filter((row) => !isComputed(row));
  return [
    ...deletion(admin, 'fields that Odoo computes', helpers),
    ...(data === 'delete'
      ? [
          // A one2many before the field that it looks through.
          ...deletion(
            admin,
            'fields that list others',
            holding.filter(({ ttype }) => ttype === 'one2many'),
          ),
          ...deletion(
            admin,
            'fields with all that they hold',
            holding.filter(({ ttype, model }) => ttype !== 'one2many' && model !== LINK_MODEL),
          ),
          ...(await modelStep(admin)),
        ]
      : await translationSteps(admin, holding)),
  ];
}

function deletion(admin: OdooTransport, what: string, rows: readonly FieldRow[]): readonly ProvisionStep[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ model, name }) => `${name} on ${model}`).join(', ');
  return [
    {
      what: `${what}: ${names}`,
      apply: () =>
        unlink(
          admin,
          'ir.model.fields',
          rows.map(({ id }) => id),
        ),
    },
  ];
}

async function modelStep(admin: OdooTransport): Promise<readonly ProvisionStep[]> {
  const ids = await idsOf(admin, 'ir.model', [['model', '=', LINK_MODEL]]);
  if (ids.length === 0) return [];
  return [{ what: `model ${LINK_MODEL} with all its rows`, apply: () => unlink(admin, 'ir.model', ids) }];
}

/** Fields that stay keep their English names. */
async function translationSteps(
  admin: OdooTransport,
  fields: readonly FieldRow[],
): Promise<readonly ProvisionStep[]> {
  const texts = [
    { model: 'ir.model.fields', ids: fields.map(({ id }) => id), fields: ['field_description', 'help'] },
    { model: 'ir.model.fields.selection', ids: await choiceIds(admin, fields), fields: ['name'] },
  ];
  const steps: ProvisionStep[] = [];
  for (const language of await installedLanguages(admin)) {
    const puts: (() => Promise<void>)[] = [];
    for (const part of texts) puts.push(...(await missingTexts(admin, part, language, (english) => english)));
    if (puts.length === 0) continue;
    steps.push({
      what: `names in ${language.name} of the fields that stay`,
      apply: async () => {
        for (const put of puts) await put();
      },
    });
  }
  return steps;
}
