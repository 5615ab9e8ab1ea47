import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, fired, PERSONALITIES, settled, strike, type CallSite } from './cases.ts';
import { expectAllOnce } from './expect-document.ts';
import { type Fault, faultLabel, NETVISOR_FAULTS, ODOO_FAULTS, reasonsFor } from './faults.ts';
import { newDocument, type Document } from './kinds.ts';
import { PAY } from './netvisor-documents.ts';
import { observePlaces, placeLabel, tally, type Place } from './places.ts';

const USUAL = 'checks transaction ids, refuses repeated numbers';

/** A place with the Netvisor at which it is played. */
interface Assigned {
  readonly place: Place;
  readonly personality: string;
}

interface Struck extends Assigned {
  readonly own: Document;
}

let temporal: TestTemporal;
let world: World;
let places: readonly Place[];
let assigned: readonly (Assigned & { readonly company: Company })[];
const counts = { cases: 0, fired: 0, pressed: 0 };

beforeAll(async () => {
  temporal = await startTemporal();
  places = (await observePlaces(temporal)).all;
  const wanted = places.filter(({ when }) => when !== 'starting').flatMap(inPersonalities);
  world = await createWorld({ temporal, companies: wanted.length });
  assigned = wanted.flatMap((each, index) => {
    const company = world.companies[index];
    return company ? [{ ...each, company }] : [];
  });
  await world.startWorker();
}, 240_000);

afterAll(async () => {
  process.stdout.write(
    `fault matrix: ${places.length} calls seen (${tally(places)}), ${counts.cases} cases, ${counts.fired} faults fired, a person pressed Send ${counts.pressed} times\n`,
  );
  await world?.close();
  await temporal?.stop();
});

/** What Netvisor may or may not check matters to writes; an ordinary invoice's reads are played with it, too. */
function inPersonalities(place: Place): readonly Assigned[] {
  const { kind, site, when } = place;
  const every =
    site.side === 'netvisor' &&
    when === 'sending' &&
    (kind === 'ordinary' || site.operation.startsWith('POST '));
  return (every ? Object.keys(PERSONALITIES) : [USUAL]).map((personality) => ({ place, personality }));
}

/**
 * Whether anything can tell two bookings of one request apart: Netvisor checks its id or, of an invoice, the
 * number. A payment has no number.
 */
function canBeToldApart({ place: { site }, personality }: Assigned): boolean {
  if (site.operation === PAY) return PERSONALITIES[personality]?.checkTransactionIds !== false;
  return personality !== 'checks nothing';
}

async function runFault(side: CallSite['side'], fault: Fault): Promise<void> {
  const [name, parameters] = fault;
  const struck = await Promise.all(
    assigned
      .filter(({ place }) => place.site.side === side)
      .filter((each) => name !== 'duplicate' || canBeToldApart(each))
      .map(async ({ company, place, personality }): Promise<Struck> => {
        company.odoo.faults.clear();
        company.netvisor.faults.clear();
        for (const [setting, value] of Object.entries(PERSONALITIES[personality] ?? {}))
          company.netvisor.settings.patch({ [setting]: value });
        const own = await newDocument(company, place.kind);
        if (place.lost) strike(company, place.lost, 'cut-after');
        strike(company, place.site, name, parameters);
        return { own, place, personality };
      }),
  );
  await Promise.all(struck.map(({ own }) => own.company.send(own.moveId)));
  await expectAllWell(struck, fault);
}

/** All documents come to rest, by themselves where the trouble passes by itself, and both sides agree on them. */
async function expectAllWell(struck: readonly Struck[], fault: Fault): Promise<void> {
  const label = faultLabel(fault);
  const allowed = reasonsFor(label);
  await Promise.all(
    struck.map(async ({ own, place, personality }) => {
      const at = `${label} at ${placeLabel(place)} (${personality})`;
      const reasons = await settled(own).catch((error: unknown) => {
        throw new Error(`${at}: ${String(error)}`);
      });
      counts.pressed += reasons.length;
      // What passes by itself must not be left to a person.
      expect({ at, reasons: reasons.filter((reason) => !allowed.includes(reason)) }).toEqual({
        at,
        reasons: [],
      });
    }),
  );
  for (const { own, place } of struck) {
    const struckHere = fired(own.company) - (place.lost ? 1 : 0);
    counts.cases += 1;
    counts.fired += struckHere;
    own.company.odoo.faults.release('discarded');
    own.company.netvisor.faults.release('discarded');
    expect({ place: placeLabel(place), fired: struckHere }).toEqual({ place: placeLabel(place), fired: 1 });
    expectAllOnce(own);
  }
  await expectNothingStuck(
    world,
    struck.map(({ own }) => own),
  );
}

describe('whatever happens to a call, the document is in Netvisor once and Odoo tells the truth', () => {
  for (const side of ['odoo', 'netvisor'] as const) {
    for (const fault of side === 'odoo' ? ODOO_FAULTS : NETVISOR_FAULTS) {
      test(`${side}: ${faultLabel(fault)}`, () => runFault(side, fault), 240_000);
    }
  }

  test('every fault at every call that a starting worker makes', async () => {
    const strikes = places
      .filter(({ when }) => when === 'starting')
      .flatMap((place) =>
        (place.site.side === 'odoo' ? ODOO_FAULTS : NETVISOR_FAULTS).map((fault) => ({ place, fault })),
      );
    await world.close();
    world = await createWorld({ temporal, companies: strikes.length });
    const struck = await Promise.all(
      strikes.flatMap(({ place, fault }, index) => {
        const company = world.companies[index];
        return company ? [prepareStart(company, place, fault)] : [];
      }),
    );
    await world.startWorker();
    await Promise.all(struck.map(({ own }) => own.company.send(own.moveId)));
    for (const each of new Set(struck.map(({ fault }) => fault)))
      await expectAllWell(
        struck.filter(({ fault }) => fault === each),
        each,
      );
  }, 300_000);

  test('each fault has fired at each call', () => {
    expect(counts.cases).toBeGreaterThan(0);
    expect(counts.fired).toBe(counts.cases);
  });
});

async function prepareStart(
  company: Company,
  place: Place,
  fault: Fault,
): Promise<Struck & { readonly fault: Fault }> {
  const own = await newDocument(company, place.kind);
  const [name, parameters] = fault;
  strike(company, place.site, name, parameters);
  return { own, place, personality: USUAL, fault };
}
