import { z } from 'zod';
import { pinOf } from '../client.ts';
import { readExternalIds, readSalesTaxes, writeVatCode, type SuggestVatCode } from '../taxes.ts';
import type { OdooTransport } from '../transport.ts';
import { MODULE } from './object.ts';
import type { ProvisionStep } from './reconcile.ts';
import { ProvisionError, reference, search, write } from './rpc.ts';

export interface CompanyOptions {
  readonly admin: OdooTransport;
  readonly company: number;
  readonly ledger: string;
  /** Pin the connection to this database although it is pinned to another one. */
  readonly repin: 'keep' | 'repin';
  /** VAT code that a sales tax most probably wants; with `confirm` it is left to an accountant. */
  readonly suggestVatCode: SuggestVatCode;
}

const companySchema = z.object({
  id: z.number(),
  x_netvisor_pin: z.union([z.literal(false), z.string()]).optional(),
  x_netvisor_action: z.union([z.literal(false), z.number()]).optional(),
  x_netvisor_since: z.union([z.literal(false), z.string()]).optional(),
});

/** `present`: fields of the company that are there already, since their values are read. */
export async function planCompany(
  options: CompanyOptions,
  present: readonly string[],
): Promise<readonly ProvisionStep[]> {
  const { admin, company } = options;
  const fields = ['x_netvisor_pin', 'x_netvisor_action', 'x_netvisor_since'].filter((name) =>
    present.includes(name),
  );
  // Asked for no fields, Odoo would answer all of them.
  const rows =
    fields.length > 0 && (await search(admin, 'res.company', [['id', '=', company]], companySchema, fields));
  const row = rows ? rows[0] : undefined;
  const pin = await pinStep(options, row);
  return [...(pin ? [pin] : []), ...(row?.x_netvisor_since ? [] : [sinceStep(options)])];
}

/**
 * Nails the connection to this database and this ledger; a copy of the database carries a pin that no longer
 * fits. The action's id goes with it: Odoo lets Silta's user run the action, but not look it up.
 */
async function pinStep(
  { admin, company, ledger, repin }: CompanyOptions,
  row: z.output<typeof companySchema> | undefined,
): Promise<ProvisionStep | undefined> {
  const pin = pinOf(await databaseUuid(admin), ledger);
  const actionId = (): Promise<number | undefined> => reference(admin, MODULE, 'silta_action');
  if (row?.x_netvisor_pin === pin && row.x_netvisor_action && row.x_netvisor_action === (await actionId()))
    return undefined;
  if (row?.x_netvisor_pin && row.x_netvisor_pin !== pin && repin === 'keep') {
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
      await write(admin, 'res.company', [company], { x_netvisor_pin: pin, x_netvisor_action: action });
    },
  };
}

async function databaseUuid(admin: OdooTransport): Promise<string> {
  const schema = z.object({ id: z.number(), value: z.string() });
  const [row] = await search(admin, 'ir.config_parameter', [['key', '=', 'database.uuid']], schema, [
    'value',
  ]);
  if (!row)
    throw new ProvisionError('Odoo does not tell its database.uuid: is the key one of an administrator?');
  return row.value;
}

/** From the day of first provisioning on; what a person writes later stays. */
function sinceStep({ admin, company }: CompanyOptions): ProvisionStep {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date());
  return {
    what: `cut-over date of company ${company}: invoices dated before ${today} are never sent`,
    apply: () => write(admin, 'res.company', [company], { x_netvisor_since: today }),
  };
}

/** Sales taxes without a code get the one that is certain; all others are for an accountant to say. */
export async function planTaxes(
  { admin, company, suggestVatCode }: CompanyOptions,
  field: 'present' | 'missing',
): Promise<readonly ProvisionStep[]> {
  const taxes = await readSalesTaxes(admin, company, field === 'missing' ? 'without codes' : 'with codes');
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
