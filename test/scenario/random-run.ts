/** Carries the plan of a randomised run out: makes its documents, arms its strikes, and does what it has planned. */
import type { Release } from '../../simulators/shared/faults.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import type { Company, World } from '../../tools/playground/world.ts';
import { faultLabel } from './faults.ts';
import { makeDocument, type Document } from './kinds.ts';
import { MATCH, PAY } from './netvisor-documents.ts';
import {
  PARTNERS,
  PRODUCTS,
  type Deed,
  type Plan,
  type PlannedCall,
  type PlannedDocument,
  type Strike,
} from './random-plan.ts';
import { pause, POST, READ } from './stage.ts';

/** All documents of the plan, in its order; customers and products are those that their company shares. */
export function makeDocuments({ companies }: World, { documents }: Plan): readonly Document[] {
  const registers = companies.map(({ odoo }) => ({
    partners: Array.from({ length: PARTNERS }, (_, index) =>
      odoo.addPartner({ name: `Asiakas ${index} Oy`, is_company: true, customer_rank: 1 }),
    ),
    products: Array.from({ length: PRODUCTS }, (_, index) =>
      odoo.addProduct({ name: `Tuote ${index}`, default_code: `P-${index}`, list_price: 10 + index }),
    ),
  }));
  const made: Document[] = [];
  for (const { company, kind, price, partner, product, original } of documents) {
    const { partners, products } = registers[company] ?? {};
    made.push(
      makeDocument(at(companies, company), kind, {
        partnerId: at(partners ?? [], partner),
        productId: at(products ?? [], product),
        price,
        ...(original !== undefined && { original: at(made, original).moveId }),
      }),
    );
  }
  return made;
}

/** A planned call with the rule that waits for it. */
interface Armed {
  readonly company: Company;
  readonly call: Strike | Deed;
  readonly rule: number;
}

export interface Trouble {
  /** What has happened to workers so far, and where. */
  readonly happened: readonly string[];
  /** How often each kind of fault has fired. */
  fired(): ReadonlyMap<string, number>;
  /** Planned strikes and deeds that have not come about. */
  missing(): readonly string[];
  /** Waits until what has begun has ended; lets go of every call. */
  end(): Promise<void>;
}

/** Arms all that is planned, and does it when its time has come. `begin` is the worker that is at work. */
export function makeTrouble(
  world: World,
  plan: Plan,
  documents: readonly Document[],
  begin: WorkerProcess,
): Trouble {
  const { strikes, deeds } = plan;
  const armed: Armed[] = [];
  const happened: string[] = [];
  let later: (Strike | Deed)[] = [];
  let worker = begin;
  let over = false;
  let doing = Promise.resolve();

  for (const call of [...strikes, ...deeds]) {
    if (call.operation === MATCH || call.operation === PAY) later.push(call);
    else arm(call, earlyWhere(call));
  }
  for (const company of world.companies) whenBooked(company, armWhatIsThere);
  const watching = watch();
  return {
    happened,
    fired() {
      const counts = new Map<string, number>();
      for (const { call, ...each } of armed) {
        if (!('fault' in call)) continue;
        const kind = `${call.side} ${faultLabel(call.fault)}`;
        counts.set(kind, (counts.get(kind) ?? 0) + firedOf({ call, ...each }));
      }
      return counts;
    },
    missing: () =>
      [...later, ...armed.filter((each) => firedOf(each) === 0).map(({ call }) => call)].map(labelOf),
    async end() {
      over = true;
      await watching;
      await doing;
      for (const { odoo, netvisor } of world.companies)
        for (const { faults } of [odoo, netvisor]) faults.release('discarded');
    },
  };

  function arm(call: Strike | Deed, where: Readonly<Record<string, string | number>>): void {
    const { company } = at(documents, call.document);
    const [fault, parameters] = 'fault' in call ? call.fault : ([`hold-${call.phase}`] as const);
    const rule = { operation: call.operation, fault, skip: call.nth, where, ...parameters };
    armed.push({ company, call, rule: company[call.side].faults.add(rule) });
  }

  /** What a call is known by from the beginning. */
  function earlyWhere({ document, operation }: PlannedCall): Readonly<Record<string, string | number>> {
    const own = at(documents, document);
    if (operation === POST) return { invoiceNumber: numberOf(own) };
    return operation === READ ? { id: own.moveId } : { id: own.moveId, model: 'account.move' };
  }

  /** Matches and payments are known by the document's key: they are armed when it is there, before they can come. */
  function armWhatIsThere(company: Company): void {
    const booked = company.netvisor.state().salesInvoices;
    later = later.filter((call) => {
      const own = at(documents, call.document);
      if (own.company !== company) return true;
      const mark = ` account.move ${own.moveId} `;
      const found = booked.find(({ privateComment }) => privateComment.includes(mark));
      if (!found) return true;
      const { netvisorKey } = found;
      arm(call, call.operation === MATCH ? { creditNoteKey: netvisorKey } : { netvisorKey });
      return false;
    });
  }

  /** Lets go of each call that hangs when it has hung for as long as planned; deeds follow one another. */
  async function watch(): Promise<void> {
    const since = new Map<Armed, number>();
    const begun = new Set<Armed>();
    while (!over) {
      for (const each of armed.filter(isHeld)) {
        const { call } = each;
        if (!since.has(each)) since.set(each, Date.now());
        if ('signal' in call) {
          if (begun.has(each)) continue;
          begun.add(each);
          doing = doing.then(() => perform(each, call));
        } else if (call.held && Date.now() - (since.get(each) ?? 0) >= call.held.forMs) {
          letGo(each, call.held.how);
        }
      }
      await pause(100);
    }
  }

  async function perform(each: Armed, call: Deed): Promise<void> {
    const { signal, how } = call;
    happened.push(labelOf(call));
    const old = worker;
    old.signal(signal);
    // Who is killed is gone before the other side goes on with what it had received.
    if (signal !== 'SIGKILL') letGo(each, how);
    if (signal !== 'SIGSTOP') await old.gone();
    worker = await world.startWorker();
    if (signal === 'SIGKILL') letGo(each, how);
    if (signal !== 'SIGSTOP') return;
    await pause(12_000);
    old.signal('SIGCONT');
    await pause(3000);
    old.signal('SIGTERM');
  }

  function labelOf(call: Strike | Deed): string {
    const { kind }: PlannedDocument = at(plan.documents, call.document);
    const what =
      'signal' in call
        ? `${call.signal} ${call.phase} a call that is ${call.how} then`
        : faultLabel(call.fault);
    return `${what}: ${call.operation} #${call.nth} of document ${call.document} (${kind})`;
  }
}

const firedOf = ({ company, call, rule }: Armed): number =>
  company[call.side].faults.list().find(({ id }) => id === rule)?.fired ?? 0;

const isHeld = ({ company, call, rule }: Armed): boolean =>
  company[call.side].faults.held().some(({ faultId }) => faultId === rule);

const letGo = ({ company, call, rule }: Armed, how: Release): void =>
  void company[call.side].faults.release(how, rule);

/** Number that Netvisor gets. */
function numberOf({ company, moveId }: Document): string {
  const { name, move_type: type } = company.invoice(moveId);
  const prefixes = company.settings.invoices.journals['INV'];
  const prefix = type === 'out_refund' ? prefixes?.creditNotePrefix : prefixes?.numberPrefix;
  return `${prefix ?? ''}${String(name).replace(/\D/g, '')}`;
}

/** Tells when Netvisor has processed a sales invoice, before anybody has the reply. */
function whenBooked(company: Company, tell: (company: Company) => void): void {
  const { netvisor } = company;
  const process = netvisor.process.bind(netvisor);
  netvisor.process = async (incoming, own) => {
    const answer = await process(incoming, own);
    if (incoming.method === 'POST' && incoming.target.startsWith('/salesinvoice.nv')) tell(company);
    return answer;
  };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}
