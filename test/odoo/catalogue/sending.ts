import type { RealOdoo } from '../../../tools/odoo/server.ts';
import { until } from '../../../tools/playground/world.ts';
import { openBridge, type Bridge } from '../bridge.ts';
import { rows } from '../helpers.ts';
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

/** Accounts of Odoo's chart that have another number in Netvisor's. */
export const ACCOUNTS: Readonly<Record<string, string>> = { '3001': '3010' };

/** Silta between the catalogue's company and Netvisor, set up as its accountant and its operator would. */
export interface CatalogueBridge {
  readonly bridge: Bridge;
  readonly company: RealCompany;
  /** What Silta logged as not understood. */
  troubles(): readonly string[];
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
  const worker = await bridge.workWith({
    journals: JOURNALS,
    accounts: ACCOUNTS,
    vatRounding: 'unknown',
    lineSums: 'net',
  });
  return {
    bridge,
    company,
    troubles: () => worker.lines.filter((line) => line.includes('"level":50') || line.includes('Bug')),
    close: () => bridge.close(),
  };
}

/** What Odoo shows of a document when Silta has done with it. */
export interface Outcome {
  readonly moveId: number;
  readonly state: string;
  readonly reason: string;
  /** In words. */
  readonly message: string;
  readonly verified: boolean;
  readonly matched: boolean;
}
export type Outcomes = ReadonlyMap<number, Outcome>;

/** Asks for documents, a list at a time, and waits until each is in Netvisor or waits for a person. */
export async function sendAll(
  { bridge, company }: CatalogueBridge,
  moveIds: readonly number[],
  ends: readonly string[] = ['sent', 'waiting', 'attention'],
): Promise<Outcomes> {
  const outcomes = new Map<number, Outcome>();
  for (let at = 0; at < moveIds.length; at += BATCH) {
    const ids = moveIds.slice(at, at + BATCH);
    await Promise.all(ids.map((id) => bridge.send(id)));
    const settled = await until(
      'documents of the catalogue settled',
      () => slowly(() => readOutcomes(company.odoo, ids)),
      (found) => [...found.values()].every(({ state }) => ends.includes(state)),
      300_000,
    );
    settled.forEach((outcome) => outcomes.set(outcome.moveId, outcome));
  }
  return outcomes;
}

/** People in Netvisor send all that is unsent there; the credit notes that waited for it are matched. */
export async function deliverAll(
  { bridge, company }: CatalogueBridge,
  outcomes: Outcomes,
): Promise<Outcomes> {
  for (const netvisor of [bridge.netvisor, bridge.otherNetvisor]) {
    for (const { netvisorKey, status } of netvisor.state().salesInvoices) {
      if (status === 'unsent') netvisor.handleInvoice({ netvisorKey, action: 'send' });
    }
  }
  const waiting = [...outcomes.values()].filter(({ state }) => state === 'waiting');
  const ids = waiting.map(({ moveId }) => moveId);
  await Promise.all(ids.map((id) => bridge.send(id)));
  await until(
    'credit notes matched',
    () => slowly(() => readOutcomes(company.odoo, ids)),
    (found) => [...found.values()].every(({ state }) => state === 'sent' || state === 'attention'),
    300_000,
  );
  await bridge.verify();
  return readOutcomes(company.odoo, [...outcomes.keys()]);
}

/** Odoo has one processor here: who asks all the time slows down what it waits for. */
async function slowly<T>(read: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return read();
}

const FIELDS = ['state', 'reason', 'message', 'verified_at', 'matched_at'].map(
  (name) => `x_netvisor_${name}`,
);

async function readOutcomes(odoo: RealOdoo, ids: readonly number[]): Promise<Outcomes> {
  const found = rows(await odoo.rpc(odoo.botKey, 'account.move', 'read', { ids, fields: FIELDS }));
  return new Map(
    found.map((row) => [
      Number(row['id']),
      {
        moveId: Number(row['id']),
        state: String(row['x_netvisor_state'] || ''),
        reason: String(row['x_netvisor_reason'] || ''),
        message: String(row['x_netvisor_message'] || ''),
        verified: Boolean(row['x_netvisor_verified_at']),
        matched: Boolean(row['x_netvisor_matched_at']),
      },
    ]),
  );
}
