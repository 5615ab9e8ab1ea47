import { odooNow } from '../odoo/client.ts';
import type { Unsettled } from '../odoo/sweep.ts';
import { causeDigest } from './cause.ts';
import type { OfficeActivities, SweepResult } from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { writeAboutConnection } from './company-form.ts';

/** Documents that one page of a sweep looks at. */
const PAGE = 200;
/** A request younger than this may have come while its run was reading; later it is only asked for again if no run has it. */
const FRESH_MS = 10 * 60_000;
/** What changed a moment ago is in somebody's hands. */
const AT_REST_MS = 2 * 60_000;
/** The company form says at least this often when the sweep has been there. */
const TOLD_AGAIN_MS = 60 * 60_000;

/** How a document's own run stands, as far as Temporal's list knows. */
export type RunStanding = 'none' | 'working' | 'resting';

/** What the sweep sets going; all of it is harmless when it is there already. */
export interface SweepAsks {
  readonly send: (own: ConnectionDeps['settings'], moveId: number) => Promise<void>;
  readonly show: (own: ConnectionDeps['settings'], moveId: number) => Promise<void>;
  readonly testConnection: (own: ConnectionDeps['settings']) => Promise<void>;
  /** Runs of this connection's documents that are not over; a document without one is missing. */
  readonly runs: (own: ConnectionDeps['settings']) => Promise<ReadonlyMap<number, RunStanding>>;
  /** Asks Temporal about one run directly: its list lags behind. */
  readonly isRunning: (own: ConnectionDeps['settings'], moveId: number) => Promise<boolean>;
}

export function createSweepActivities(
  connections: Connections,
  asks: SweepAsks,
): Pick<OfficeActivities, 'sweepInvoices'> {
  return {
    async sweepInvoices({ connection, after }) {
      const deps = connections(connection);
      return withFailures(deps, () => sweep(deps, asks, after));
    },
  };
}

/**
 * Finds in Odoo what has been asked for and not been served, what is under way and held by no run, and what waits for
 * a person although its cause has changed. Everything that follows rests on what Odoo says; who gave the hint to look
 * is of no matter.
 */
async function sweep(deps: ConnectionDeps, asks: SweepAsks, after: number | undefined): Promise<SweepResult> {
  const { odoo, settings } = deps;
  const found = await odoo.findUnsettled({ limit: PAGE, ...(after !== undefined && { after }) });
  const tested = after === undefined && (await sweepDesk(deps, asks, found));
  const requested = found.filter(isRequested);
  const looked = found.filter(isLookedFor);
  const parked = found.filter((each) => !isRequested(each) && each.x_netvisor_state === 'attention');
  const underWay = found.filter(
    (each) => !isRequested(each) && isUnderWay(each) && ageOf(each.write_date) > AT_REST_MS,
  );
  const stale = requested.filter((each) => ageOf(requestedAt(each)) > FRESH_MS);
  const runs =
    stale.length + underWay.length > 0 ? await asks.runs(settings) : new Map<number, RunStanding>();

  const toSend = requested.filter((each) => !stale.includes(each) || runs.get(each.id) !== 'working');
  const lost: Unsettled[] = [];
  for (const each of underWay) {
    if (!runs.has(each.id) && !(await asks.isRunning(settings, each.id))) lost.push(each);
  }
  const cured = await changedCauses(deps, parked);
  for (const { id } of [...toSend, ...lost, ...cured]) await asks.send(settings, id);
  for (const { id } of looked) await asks.show(settings, id);
  return {
    requested: toSend.length,
    restarted: lost.length,
    cured: cured.length,
    looked: looked.length,
    ...(tested && { tested: true as const }),
    ...(found.length === PAGE && { after: found.at(-1)?.id }),
  };
}

const isRequested = ({ x_netvisor_request: request, x_netvisor_served: served }: Unsettled): boolean =>
  request !== undefined && request !== served;

const isLookedFor = ({ x_netvisor_look: look, x_netvisor_looked: looked }: Unsettled): boolean =>
  look !== undefined && look !== looked;

const isUnderWay = ({ x_netvisor_state: state }: Unsettled): boolean =>
  state !== undefined && ['queued', 'sending', 'waiting', 'paying'].includes(state);

/** A token ends with when it was written; one that does not is as old as can be. */
const requestedAt = ({ x_netvisor_request: request = '' }: Unsettled): string =>
  /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/.exec(request)?.[0] ?? '';

/** Milliseconds since a moment as Odoo writes it. */
function ageOf(moment: string): number {
  const at = Date.parse(`${moment.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? Infinity : Date.now() - at;
}

/** Those that wait for something that is no longer so, or no longer all of it. */
async function changedCauses(
  deps: ConnectionDeps,
  parked: readonly Unsettled[],
): Promise<readonly Unsettled[]> {
  const known = parked.filter(({ x_netvisor_blockers }) => x_netvisor_blockers !== undefined);
  if (known.length === 0) return [];
  const invoices = await deps.odoo.readInvoices(known.map(({ id }) => id));
  const now = new Map(invoices.map((invoice) => [invoice.id, causeDigest(deps, invoice)]));
  return known.filter(
    ({ id, x_netvisor_blockers }) => (now.get(id) ?? x_netvisor_blockers) !== x_netvisor_blockers,
  );
}

/** What the company form asks for, and what it says of the sweep. */
async function sweepDesk(
  deps: ConnectionDeps,
  asks: SweepAsks,
  found: readonly Unsettled[],
): Promise<boolean> {
  const desk = await deps.odoo.readDesk();
  const attention = found.filter(({ x_netvisor_state }) => x_netvisor_state === 'attention').length;
  const changed = attention !== desk.x_netvisor_attention_count;
  if (changed || ageOf(desk.x_netvisor_swept_at ?? '') > TOLD_AGAIN_MS) {
    await writeAboutConnection(deps, {
      x_netvisor_swept_at: odooNow(),
      x_netvisor_attention_count: attention,
    });
  }
  const { x_netvisor_test: test, x_netvisor_tested: done } = desk;
  if (test === undefined || test === done) return false;
  await asks.testConnection(deps.settings);
  return true;
}
