/**
 * What a randomised run is going to do, all of it drawn from the seed before the run begins: which documents, what
 * strikes which call of which of them, at which of their calls a worker meets its end, and what becomes of each call
 * that hangs. Nothing is left to be drawn on the way, when it would depend on who comes first.
 */
import type { Release } from '../../simulators/shared/faults.ts';
import { PERSONALITIES } from './cases.ts';
import { NETVISOR_FAULTS, ODOO_FAULTS, type Fault } from './faults.ts';
import type { Kind } from './kinds.ts';
import { MATCH, PAY } from './netvisor-documents.ts';
import { random, type Random } from './random.ts';
import { ACTION, POST, READ } from './stage.ts';

/** A sixth of each kind and more; the ordinary ones are what credit notes credit. */
export const MIX = {
  ordinary: 11,
  'with files': 13,
  paid: 13,
  'many rows': 13,
  'in dollars': 13,
  'credit note': 13,
} as const satisfies Partial<Record<Kind, number>>;
export const PER_COMPANY = Object.values(MIX).reduce((sum, count) => sum + count, 0);

/**
 * How the companies differ beside their Netvisor, of which each has another: two deliver from Odoo, for the others
 * people in Netvisor send what has arrived; one's Netvisor takes no text files.
 */
export const COMPANIES = [
  { as: 'open', files: 'with files' },
  { as: 'unsent', files: 'with files' },
  { as: 'open', files: 'files refused' },
  { as: 'unsent', files: 'with files' },
] as const;

/** Customers and products that the documents of a company share, so that they compete for their creation. */
export const PARTNERS = 12;
export const PRODUCTS = 8;

/** Each kind of fault is planned this often, and each time it must fire. */
export const STRIKES = 6;
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGKILL', 'SIGKILL'] as const;

export interface PlannedDocument {
  /** Index in {@link COMPANIES}. */
  readonly company: number;
  readonly kind: Kind;
  readonly price: number;
  readonly partner: number;
  readonly product: number;
  /** Of a credit note: index of the invoice in the plan. */
  readonly original?: number;
}

/** A call that a document certainly makes. */
export interface PlannedCall {
  /** Index of the document in the plan. */
  readonly document: number;
  readonly side: 'odoo' | 'netvisor';
  readonly operation: string;
  /** Which of its calls of this name. */
  readonly nth: number;
}

export interface Strike extends PlannedCall {
  readonly fault: Fault;
  /** Of a call that hangs: how long, and what then becomes of it. */
  readonly held?: { readonly forMs: number; readonly how: Release };
}

/** The worker meets its end, or a pause, while this call is on its way to be processed, or its reply to come. */
export interface Deed extends PlannedCall {
  readonly signal: (typeof SIGNALS)[number];
  readonly phase: 'before' | 'after';
  readonly how: Release;
}

export interface Plan {
  readonly documents: readonly PlannedDocument[];
  /** The documents' indexes in the order in which they are sent. */
  readonly order: readonly number[];
  readonly strikes: readonly Strike[];
  readonly deeds: readonly Deed[];
}

/** Where faults strike, as often as it stands here. */
const TARGETS = {
  odoo: [READ, ACTION],
  netvisor: [POST, POST, POST, POST, MATCH, PAY],
} as const;

export function planFor(seed: number): Plan {
  const dice = random(seed);
  const documents = COMPANIES.flatMap((_, company) => documentsOf(company, company * PER_COMPANY, dice));
  const order = shuffled([...documents.keys()], dice);
  const places = new Places(documents, dice);

  const strike = (side: 'odoo' | 'netvisor', fault: Fault): Strike => {
    const operation = dice.pick<string>(TARGETS[side]);
    const call = places.take(side, operation, ({ company }) => canBeSurvived(fault[0], operation, company));
    const held = fault[0].startsWith('hold') && { forMs: 500 + dice.below(7500), how: release(dice) };
    return { ...call, fault, ...(held && { held }) };
  };
  const strikes = [
    ...ODOO_FAULTS.map((fault) => ({ side: 'odoo' as const, fault })),
    ...NETVISOR_FAULTS.map((fault) => ({ side: 'netvisor' as const, fault })),
  ].flatMap(({ side, fault }) => Array.from({ length: STRIKES }, () => strike(side, fault)));

  const deeds = SIGNALS.map((signal): Deed => {
    const side = dice.pick(['odoo', 'netvisor', 'netvisor'] as const);
    const call = places.take(side, dice.pick<string>(TARGETS[side]), () => true);
    return { ...call, signal, phase: dice.pick(['before', 'after'] as const), how: release(dice) };
  });
  return { documents, order, strikes, deeds };
}

function documentsOf(company: number, first: number, dice: Random): PlannedDocument[] {
  const kinds = Object.entries(MIX).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => kind as keyof typeof MIX),
  );
  const made: PlannedDocument[] = [];
  for (const kind of kinds) {
    const own = { partner: dice.below(PARTNERS), product: dice.below(PRODUCTS) };
    const original = dice.below(MIX.ordinary);
    const price = (1000 + dice.below(99_000)) / 100;
    switch (kind) {
      case 'credit note': {
        // The ordinary ones come first.
        const { partner = 0, product = 0 } = made[original] ?? {};
        made.push({ company, kind, price: 10, partner, product, original: first + original });
        break;
      }
      case 'in dollars':
        // What is to come out at Odoo's cent in euros, too, is one price.
        made.push({ company, kind, price: 45, ...own });
        break;
      default:
        made.push({ company, kind: kind === 'with files' ? filesOf(company) : kind, price, ...own });
    }
  }
  return made;
}

const filesOf = (company: number): Kind => COMPANIES[company]?.files ?? 'with files';
const release = (dice: Random): Release => dice.pick(['released', 'discarded'] as const);

/** Nothing can tell two bookings of one request apart where Netvisor checks neither its id nor a number. */
export function canBeSurvived(fault: string, operation: string, company: number): boolean {
  if (fault !== 'duplicate') return true;
  const settings = Object.values(PERSONALITIES)[company];
  const idsChecked = settings?.checkTransactionIds !== false;
  return idsChecked || (operation !== PAY && settings?.duplicateNumbers !== 'accept');
}

/** The calls that documents certainly make, in any order; each is given away once. */
class Places {
  readonly #documents: readonly PlannedDocument[];
  readonly #dice: Random;
  readonly #left = new Map<string, number[]>();

  constructor(documents: readonly PlannedDocument[], dice: Random) {
    this.#documents = documents;
    this.#dice = dice;
    for (const operation of new Set<string>([...TARGETS.odoo, ...TARGETS.netvisor]))
      this.#left.set(
        operation,
        shuffled(
          [...documents.keys()].filter((index) => makes(documents[index]?.kind, operation)),
          dice,
        ),
      );
  }

  take(
    side: PlannedCall['side'],
    operation: string,
    fits: (document: PlannedDocument) => boolean,
  ): PlannedCall {
    const left = this.#left.get(operation) ?? [];
    const at = left.findIndex((index) => {
      const document = this.#documents[index];
      return document !== undefined && fits(document);
    });
    const [document] = at < 0 ? [] : left.splice(at, 1);
    if (document === undefined) throw new Error(`no document is left for ${operation}`);
    // Each is claimed and recorded by the server action, at least.
    return { document, side, operation, nth: operation === ACTION ? this.#dice.below(2) : 0 };
  }
}

function makes(kind: Kind | undefined, operation: string): boolean {
  if (operation === MATCH) return kind === 'credit note';
  return operation !== PAY || kind === 'paid';
}

function shuffled<T>(items: readonly T[], dice: Random): T[] {
  const keyed = items.map((item) => ({ item, at: dice.next() }));
  return keyed.sort((one, other) => one.at - other.at).map(({ item }) => item);
}
