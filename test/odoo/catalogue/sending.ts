import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { until } from '../../../tools/playground/world.ts';
import { openBridge, type Bridge } from '../bridge.ts';
import { rows } from '../helpers.ts';
import type { Built, CatalogueCase } from './case.ts';
import { openCompany, PLANS, UNKNOWN_DIMENSION, type RealCompany } from './company.ts';
import { prepareVatCodes } from './taxes.ts';

/** Documents asked for at a time: what an accountant marks in a list. */
const BATCH = 40;

/** Sales journals of the catalogue, each with what its numbers begin with in Netvisor. */
export const JOURNALS: Readonly<
  Record<string, { readonly numberPrefix: string; readonly creditNotePrefix: string }>
> = Object.fromEntries(
  ['INV', 'WEB', 'REN', 'LET', 'KAU', 'TOR', 'RFV', 'ODO', 'PAL', 'PER'].map((code, index) => [
    code,
    { numberPrefix: index === 0 ? '' : `1${index}`, creditNotePrefix: index === 0 ? '9' : `9${index}` },
  ]),
);

/** Silta between the catalogue's company and Netvisor, set up as its accountant and its operator would. */
export interface CatalogueBridge {
  readonly bridge: Bridge;
  readonly company: RealCompany;
  close(): Promise<void>;
}

export async function openCatalogueBridge(odoo: RealOdoo): Promise<CatalogueBridge> {
  const [bridge, company] = await Promise.all([openBridge(odoo), openCompany(odoo)]);
  for (const { apply } of await bridge.plan()) await apply();
  await prepareVatCodes(odoo, company.taxes);
  bridge.netvisor.settings.patch({ rounding: 'line' });
  bridge.otherNetvisor.settings.patch({ rounding: 'total' });
  for (const [name, items] of Object.entries(PLANS)) {
    for (const item of items.filter((each) => `${name}: ${each}` !== UNKNOWN_DIMENSION)) {
      bridge.netvisor.changeDimension({ name, item });
      bridge.otherNetvisor.changeDimension({ name, item });
    }
  }
  await bridge.workWith({ journals: JOURNALS, vatRounding: 'unknown', lineSums: 'net' });
  return { bridge, company, close: () => bridge.close() };
}

/** What Odoo shows of a document when Silta has done with it. */
export interface Outcome {
  readonly moveId: number;
  readonly state: string;
  readonly reason: string;
  /** In words. */
  readonly message: string;
}

export interface Played extends Built {
  readonly item: CatalogueCase;
}

/** Asks for all documents, those first that others refer to, and waits until nothing moves any more. */
export async function sendAll(
  { bridge, company }: CatalogueBridge,
  played: readonly Played[],
): Promise<ReadonlyMap<number, Outcome>> {
  const outcomes = new Map<number, Outcome>();
  const first = played.flatMap(({ before = [] }) => before);
  for (const round of [first, played.map(({ moveId }) => moveId)]) {
    for (let at = 0; at < round.length; at += BATCH) {
      const ids = round.slice(at, at + BATCH);
      await Promise.all(ids.map((id) => bridge.send(id)));
      const settled = await until(
        'documents of the catalogue settled',
        () => readOutcomes(company.odoo, ids),
        (found) => found.every(({ state }) => ['sent', 'attention'].includes(state)),
        300_000,
      );
      for (const outcome of settled) outcomes.set(outcome.moveId, outcome);
    }
  }
  return outcomes;
}

const FIELDS = ['x_netvisor_state', 'x_netvisor_reason', 'x_netvisor_message'];

async function readOutcomes(odoo: RealOdoo, ids: readonly number[]): Promise<Outcome[]> {
  const found = rows(await odoo.rpc(odoo.botKey, 'account.move', 'read', { ids, fields: FIELDS }));
  return found.map((row) => ({
    moveId: Number(row['id']),
    state: String(row['x_netvisor_state'] || ''),
    reason: String(row['x_netvisor_reason'] || ''),
    message: String(row['x_netvisor_message'] || ''),
  }));
}
