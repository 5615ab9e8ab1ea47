import { VERIFICATION_REASONS, type Reason } from '../mapping/reasons.ts';
import type { Blocker } from '../mapping/texts.ts';
import { compareSums, differencesText } from '../mapping/verify.ts';
import type { SalesInvoiceDetails } from '../netvisor/sales-invoice-replies.ts';
import type { InvoiceSums } from '../odoo/invoice-sums.ts';
import { whileBeating } from './attempts.ts';
import type { LaneActivities, OfficeActivities, SentInvoice, VerifySumsResult } from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { changedMeanwhile } from './guarded-post.ts';

/** Documents that one call to Netvisor tells of (getsalesinvoice.nv). */
const PAGE = 500;

type VerificationActivities = Pick<LaneActivities, 'verifySums'> &
  Pick<OfficeActivities, 'findUnverified' | 'askInvoices'>;

/** Makes an invoice's own workflow look at it. */
export type AskInvoice = (connection: ConnectionDeps['settings'], moveId: number) => Promise<void>;

export function createVerificationActivities(
  connections: Connections,
  ask: AskInvoice,
): VerificationActivities {
  return {
    async findUnverified({ connection, after }) {
      const deps = connections(connection);
      return withFailures(deps, async () => {
        const found = await deps.odoo.findUnverified({ limit: PAGE, ...(after !== undefined && { after }) });
        const invoices = found.map(({ id, key }): SentInvoice => [id, keyIn(deps, key)]);
        return { invoices, more: found.length === PAGE };
      });
    },

    async verifySums({ connection, invoices }) {
      const deps = connections(connection);
      return withFailures(deps, () => whileBeating(() => verifySums(deps, invoices)));
    },

    async askInvoices({ connection, moveIds }) {
      const { settings } = connections(connection);
      for (const moveId of moveIds) await ask(settings, moveId);
    },
  };
}

/** Compares many documents, and writes into Odoo which of them agree. */
async function verifySums(deps: ConnectionDeps, sent: readonly SentInvoice[]): Promise<VerifySumsResult> {
  const compared = await compare(deps, sent);
  const agreed = compared.filter(({ blocker }) => !blocker);
  // Who waits because of its sums is left to its own workflow, and shows here until that has written it.
  await markVerified(
    deps,
    agreed.filter(({ invoice }) => !waitsForSums(invoice)),
  );
  const countOf = (reason: Reason): number =>
    compared.filter(({ blocker }) => blocker?.reason === reason).length;
  return {
    verified: agreed.length,
    differing: countOf('SumsDiffer'),
    gone: countOf('InvoiceGoneInNetvisor'),
    ask: compared.filter(hasNews).map(({ invoice }) => invoice.id),
  };
}

const waitsForSums = ({ x_netvisor_reason: reason }: InvoiceSums): boolean =>
  VERIFICATION_REASONS.some((own) => own === reason);

/**
 * Whether a document's own workflow has something to say or to clear. Who waits for this very reason knows it, and who
 * waits for another one has a person at it already, whose next *Send* looks at the sums first.
 */
function hasNews({ invoice, blocker }: Compared): boolean {
  const { x_netvisor_reason: reason } = invoice;
  if (!blocker) return waitsForSums(invoice);
  if (reason === blocker.reason) return false;
  // The last one waits for Netvisor rather than for a person.
  return reason === undefined || waitsForSums(invoice) || reason === 'WaitingForNetvisor';
}

/** What is wrong with one sent document; undefined when its sums agree, which is then written into Odoo. */
export async function verifyInvoice(
  deps: ConnectionDeps,
  moveId: number,
  netvisorKey: number,
): Promise<Blocker | undefined> {
  const compared = await compareOne(deps, moveId, netvisorKey);
  if (compared && !compared.blocker) await markVerified(deps, [compared]);
  return compared?.blocker;
}

/** The same without writing anything. */
export async function wrongSums(
  deps: ConnectionDeps,
  moveId: number,
  netvisorKey: number,
): Promise<Blocker | undefined> {
  return (await compareOne(deps, moveId, netvisorKey))?.blocker;
}

/** Undefined when it is verified already. */
async function compareOne(
  deps: ConnectionDeps,
  moveId: number,
  netvisorKey: number,
): Promise<Compared | undefined> {
  const [own] = await deps.odoo.readInvoiceSums([moveId]);
  if (own?.x_netvisor_verified_at) return undefined;
  return (await compare(deps, [[moveId, netvisorKey]]))[0];
}

interface Compared {
  readonly invoice: InvoiceSums;
  /** Undefined when it is gone. */
  readonly netvisor: SalesInvoiceDetails | undefined;
  readonly blocker: Blocker | undefined;
}

/**
 * Netvisor is read first and Odoo last, so that what is written next rests on Odoo as it is now. A document that
 * was sent anew meanwhile is left out; one that is verified by now, as after a lost reply of Odoo, agrees.
 */
async function compare(deps: ConnectionDeps, sent: readonly SentInvoice[]): Promise<readonly Compared[]> {
  const { settings } = deps;
  const details = await readNetvisor(deps, [...new Set(sent.map(([, key]) => key))]);
  const byKey = new Map(details.map((one) => [one.salesInvoiceNetvisorKey, one]));
  const keys = new Map(sent);
  const invoices = await deps.odoo.readInvoiceSums([...keys.keys()]);
  return invoices
    .filter(({ id, x_netvisor_key }) => x_netvisor_key === `${deps.ledger}:${keys.get(id)}`)
    .map((invoice) => {
      const netvisor = byKey.get(keys.get(invoice.id) ?? 0);
      if (invoice.x_netvisor_verified_at) return { invoice, netvisor, blocker: undefined };
      if (!netvisor) {
        const it = String(keys.get(invoice.id));
        return { invoice, netvisor, blocker: { reason: 'InvoiceGoneInNetvisor', it } };
      }
      const differences = compareSums(invoice, netvisor, settings.invoices.vatRounding);
      const it = differencesText(differences);
      return {
        invoice,
        netvisor,
        blocker: differences.length > 0 ? { reason: 'SumsDiffer', it } : undefined,
      };
    });
}

/** The reply for one key is documented also where Netvisor does not know it. */
async function readNetvisor(
  { netvisor, stopping }: ConnectionDeps,
  keys: readonly number[],
): Promise<readonly SalesInvoiceDetails[]> {
  const [key, ...more] = keys;
  if (key === undefined) return [];
  if (more.length > 0) return netvisor.salesInvoices.getMany(keys, { signal: stopping });
  const one = await netvisor.salesInvoices.get(key, { signal: stopping });
  return one ? [one] : [];
}

/**
 * One write for all that agree. Each on its own, and only while it still has its key, are those to which number or
 * reference is added: Netvisor has made them.
 */
async function markVerified(deps: ConnectionDeps, agreed: readonly Compared[]): Promise<void> {
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const alike: InvoiceSums[] = [];
  for (const { invoice, netvisor } of agreed) {
    if (invoice.x_netvisor_verified_at) continue;
    const number = invoice.x_netvisor_number ? undefined : netvisor?.salesInvoiceNumber;
    const reference = invoice.x_netvisor_reference ? undefined : netvisor?.salesInvoiceReferenceNumber;
    if (!number && !reference) {
      alike.push(invoice);
      continue;
    }
    const { kind } = await deps.odoo.guardedWrite({
      model: 'account.move',
      id: invoice.id,
      expect: {
        x_netvisor_key: invoice.x_netvisor_key ?? false,
        x_netvisor_mark: invoice.x_netvisor_mark ?? false,
      },
      values: {
        x_netvisor_verified_at: at,
        ...(number && { x_netvisor_number: number }),
        ...(reference && { x_netvisor_reference: reference }),
      },
    });
    if (kind !== 'other-database') continue;
    deps.halt('OtherDatabase');
    throw changedMeanwhile();
  }
  if (alike.length > 0) await deps.odoo.markVerified(alike, at);
}

const keyIn = ({ ledger }: ConnectionDeps, key: string): number => Number(key.slice(ledger.length + 1));
