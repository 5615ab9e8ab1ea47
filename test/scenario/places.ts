/** The calls at which trouble is made: seen once on quiet documents, so that no list of them can be out of date. */
import type { TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, type Company } from '../../tools/playground/world.ts';
import { settled, strike, type CallSite } from './cases.ts';
import { KINDS, newDocument, type Kind } from './kinds.ts';
import { MATCH, PAY } from './netvisor-documents.ts';
import { ACTION, POST } from './stage.ts';

/** A call at which something happens to a document of a kind. */
export interface Place {
  readonly kind: Kind;
  /** Counted from where the document begins in a worker at work; of a starting one, from its start. */
  readonly site: CallSite;
  readonly when: 'starting' | 'sending' | 'settling';
  /** When settling: the call whose reply is lost before. */
  readonly lost?: CallSite;
}

export interface Places {
  /** An ordinary invoice's, and what other kinds add to it. */
  readonly all: readonly Place[];
  /** The site of a place as a worker meets it that has just started. */
  fromStart(place: Pick<Place, 'site' | 'when'>): CallSite;
}

const write = (operation: string): CallSite => ({ side: 'netvisor', operation, nth: 0 });

/** Replies to lose: one of each write that a kind is the first to have. */
const LOST: readonly { readonly kind: Kind; readonly lost: CallSite }[] = [
  { kind: 'ordinary', lost: write(POST) },
  { kind: 'credit note', lost: write(MATCH) },
  { kind: 'paid', lost: write(PAY) },
];

/** What one company's calls were, from a worker's start and for a document after it. */
interface Seen {
  readonly kind: Kind;
  readonly first: readonly CallSite[];
  readonly again: readonly CallSite[];
}

export async function observePlaces(temporal: TestTemporal): Promise<Places> {
  const world = await createWorld({ temporal, companies: KINDS.length + LOST.length });
  try {
    const companies = [...world.companies];
    const next = (): Company => {
      const company = companies.pop();
      if (!company) throw new Error('not enough companies');
      return company;
    };
    await world.startWorker();
    const seen = await Promise.all(KINDS.map((kind) => observe(next(), kind)));
    const lossy = await Promise.all(
      LOST.map(async ({ kind, lost }) => ({ lost, ...(await observe(next(), kind, lost)) })),
    );
    return placesOf(seen, lossy);
  } finally {
    await world.close();
  }
}

function placesOf(seen: readonly Seen[], lossy: readonly (Seen & { readonly lost: CallSite })[]): Places {
  const [ordinary, ...others] = seen;
  if (!ordinary) throw new Error('nothing was seen');
  const shift = (site: CallSite): CallSite => ({
    ...site,
    nth: site.nth + count(ordinary.first, site) - count(ordinary.again, site),
  });
  const usualOf = (kind: Kind): readonly CallSite[] => seen.find((own) => own.kind === kind)?.again ?? [];
  // What follows a refusal is not what follows a booking, though it may be called the same.
  const untilRefused = (sites: readonly CallSite[]): readonly CallSite[] =>
    sites.filter(({ operation, nth }) => operation !== ACTION || nth === 0);
  // What all documents take whose customer and product are known is seen with the ordinary one.
  const common = others.reduce((all, { again }) => all.filter(isAmong(again)), ordinary.again);
  const starting = without(ordinary.first, ordinary.again.map(shift));
  const all = [
    ...starting.map((site): Place => ({ kind: 'ordinary', site, when: 'starting' })),
    ...ordinary.again.map((site): Place => ({ kind: 'ordinary', site, when: 'sending' })),
    ...others.flatMap(({ kind, first, again }): Place[] => [
      ...without(without(first, again.map(shift)), starting).map((site): Place => ({
        kind,
        site,
        when: 'starting',
      })),
      ...without(again, kind === 'files refused' ? untilRefused(usualOf('with files')) : common).map(
        (site): Place => ({
          kind,
          site,
          when: 'sending',
        }),
      ),
    ]),
    ...lossy.flatMap(({ kind, again, lost }) => {
      return without(again, usualOf(kind)).map((site): Place => ({ kind, site, when: 'settling', lost }));
    }),
  ];
  return { all, fromStart: ({ site, when }) => (when === 'starting' ? site : shift(site)) };
}

async function observe(company: Company, kind: Kind, lost?: CallSite): Promise<Seen> {
  const first = await callsOfOne(company, kind, { start: true });
  return { kind, first, again: await callsOfOne(company, kind, { ...(lost && { lost }) }) };
}

/** The calls that both simulators see for one document, in the order of their side. */
async function callsOfOne(
  company: Company,
  kind: Kind,
  { start, lost }: { readonly start?: true; readonly lost?: CallSite },
): Promise<CallSite[]> {
  const own = await newDocument(company, kind);
  // What stands in Netvisor by hand was put there by calls, too.
  const byHand = kind !== 'ordinary';
  const from = {
    odoo: start ? company.provisionedAt : last(company.odoo.calls.list()),
    netvisor: start && !byHand ? 0 : last(company.netvisor.calls.list()),
  };
  if (lost) strike(company, lost, 'cut-after');
  await company.send(own.moveId);
  const reasons = await settled(own);
  if (reasons.length > 0) throw new Error(`a quiet ${kind} was parked: ${reasons.join(', ')}`);
  return (['odoo', 'netvisor'] as const).flatMap((side) => {
    const seen = new Map<string, number>();
    return company[side].calls.list(from[side]).map(({ operation }) => {
      const nth = seen.get(operation) ?? 0;
      seen.set(operation, nth + 1);
      return { side, operation, nth };
    });
  });
}

const last = (calls: readonly { readonly seq: number }[]): number => calls.at(-1)?.seq ?? 0;

const isSame = (one: CallSite, other: CallSite): boolean =>
  one.side === other.side && one.operation === other.operation && one.nth === other.nth;

const isAmong =
  (sites: readonly CallSite[]) =>
  (site: CallSite): boolean =>
    sites.some((other) => isSame(site, other));

const without = (sites: readonly CallSite[], others: readonly CallSite[]): readonly CallSite[] =>
  sites.filter((site) => !isAmong(others)(site));

const count = (sites: readonly CallSite[], { side, operation }: CallSite): number =>
  sites.filter((site) => site.side === side && site.operation === operation).length;

/** For people who look for the place of a failure. */
export const placeLabel = ({ kind, site, when }: Place): string =>
  `${kind}, ${when}: ${site.operation} #${site.nth}`;

/** How many calls of which kind, for the report. */
export function tally(places: readonly Place[]): string {
  const counts = new Map<string, number>();
  for (const { kind, when } of places) {
    const key = `${kind} ${when}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, number]) => `${number} ${key}`).join(', ');
}
