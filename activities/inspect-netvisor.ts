import type { NetvisorAnswer, NetvisorFacts, Right, Seen } from '../mapping/connection-test/facts.ts';
import { READ_RESOURCES, WRITE_RESOURCES, type ReadResource } from '../mapping/connection-test/lines.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import type { ReadOptions } from '../netvisor/exchange.ts';
import { OdooError } from '../odoo/errors.ts';
import type { ProductChoice } from '../odoo/models.ts';
import type { ConnectionDeps } from './deps.ts';

/** Netvisor's own numbers are looked for among the invoices of so many days. */
const NUMBER_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * What can be seen in Netvisor by reading: about a dozen requests, one after the other, past a closed gate. Where the
 * first one shows that nothing can be seen, it is the only one.
 */
export async function inspectNetvisor(
  deps: ConnectionDeps,
  until: AbortSignal,
  product: Promise<Seen<ProductChoice>>,
): Promise<NetvisorFacts> {
  const { inspection } = deps.netvisor;
  const options: ReadOptions = { signal: AbortSignal.any([deps.stopping, until]) };
  // Once one request has shown that Netvisor cannot be asked, the others are spared.
  let stopped: string | undefined;

  async function see<T>(read: () => Promise<T>): Promise<Seen<T>> {
    if (stopped !== undefined) return { not: stopped };
    try {
      return { seen: await read() };
    } catch (error) {
      const { reason, endsAll } = why(error, until);
      if (endsAll) stopped = reason;
      return { not: reason };
    }
  }

  const rightTo = async (resource: ReadResource): Promise<Right> =>
    rightOf(await see(() => inspection.ask(resource, options)));

  const first = await rightTo('salesinvoicelist.nv');
  const answer = answerOf(first);
  const rights: Partial<Record<ReadResource, Right>> = {};
  const nothing = { not: 'NotAsked' };
  let accounts: NetvisorFacts['accounts'] = nothing;
  let foreignNumbers: NetvisorFacts['foreignNumbers'] = nothing;
  let generalProduct: NetvisorFacts['generalProduct'] = nothing;

  if (answer === 'accepted') {
    rights['salesinvoicelist.nv'] = first;
    for (const resource of READ_RESOURCES) {
      if (resource === 'salesinvoicelist.nv' || resource === 'accountlist.nv') continue;
      rights[resource] = await rightTo(resource);
    }
    accounts = await see(() => bookableAccounts(deps, options));
    rights['accountlist.nv'] = rightOf(accounts);
    if (first === 'granted') foreignNumbers = await see(() => numbersOfOthers(deps, options));
    const code = codeOf(await product);
    if (code !== undefined && rights['getproduct.nv'] === 'granted')
      generalProduct = await see(() => inspection.productsWithCode(code, options));
  }
  const closed = new Set(deps.gate.closedResources().map(({ resource }) => resource));
  return {
    answer,
    clockDifferenceMs: inspection.clockDifferenceMs(),
    toleranceMs: deps.waits.toleranceMs,
    rights,
    refusedLately: new Set(WRITE_RESOURCES.filter((resource) => closed.has(resource))),
    accounts,
    foreignNumbers,
    generalProduct,
  };
}

async function bookableAccounts(
  { netvisor }: ConnectionDeps,
  options: ReadOptions,
): Promise<ReadonlySet<string>> {
  const rows = await netvisor.inspection.accounts(options);
  const bookable = rows.filter(
    ({ accountType, isActive }) => accountType !== 'accountgroup' && isActive !== false,
  );
  return new Set(bookable.flatMap(({ number }) => number ?? []));
}

/** Numbers of invoices that no Odoo has sent: Silta's own carry its comment, others may be known to Odoo by number. */
async function numbersOfOthers(
  { netvisor, odoo }: ConnectionDeps,
  options: ReadOptions,
): Promise<readonly string[]> {
  const day = new Date(Date.now() - NUMBER_DAYS * DAY_MS).toISOString().slice(0, 10);
  const rows = await netvisor.inspection.numbersSince(day, options);
  const others = rows.filter(({ comment }) => !comment?.startsWith('Silta ')).map(({ number }) => number);
  if (others.length === 0) return [];
  const known = await odoo.inspection.knownNumbers(others);
  return others.filter((number) => !known.has(number));
}

function codeOf(product: Seen<ProductChoice>): string | undefined {
  return 'seen' in product ? product.seen.x_netvisor_generic_product?.default_code : undefined;
}

/** A refusal for what was asked, such as an unknown key, proves the right as well as an answer does. */
function rightOf(seen: Seen<unknown>): Right {
  if ('seen' in seen || seen.not === 'InvalidData') return 'granted';
  return seen.not === 'RightMissing' ? 'missing' : seen;
}

function answerOf(first: Right): NetvisorAnswer {
  if (first === 'granted' || first === 'missing') return 'accepted';
  return first.not === 'AuthFailed' || first.not === 'Maintenance' ? first.not : first;
}

/** After one of these the next request would fare no better. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'AuthFailed',
  'Maintenance',
  'NotReached',
  'ConnectionLost',
  'Timeout',
  'TooManyRequests',
  'ShuttingDown',
]);

function why(error: unknown, until: AbortSignal): { readonly reason: string; readonly endsAll: boolean } {
  if (error instanceof OdooError) return { reason: error.code, endsAll: false };
  if (!(error instanceof NetvisorError)) throw error;
  const { reason } = error;
  return { reason: until.aborted ? 'OutOfTime' : reason, endsAll: ENDS_ALL.has(reason) || until.aborted };
}
