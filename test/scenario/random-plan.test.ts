import { describe, expect, test } from '@jest/globals';
import { faultLabel, NETVISOR_FAULTS, ODOO_FAULTS } from './faults.ts';
import {
  canBeSurvived,
  COMPANIES,
  MIX,
  PER_COMPANY,
  planFor,
  STRIKES,
  type PlannedCall,
} from './random-plan.ts';
import { MATCH, PAY } from './netvisor-documents.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index * 7919);

const placeOf = ({ document, operation }: PlannedCall): string => `${document} ${operation}`;

describe('the plan of a randomised run', () => {
  test('is the same for the same seed, down to where workers die and what becomes of each call that hangs', () => {
    for (const seed of SEEDS) expect(planFor(seed)).toEqual(planFor(seed));
  });

  test('is another for another seed, in each of its parts', () => {
    const [one, other] = [planFor(1), planFor(2)];
    for (const part of ['documents', 'order', 'strikes', 'deeds'] as const)
      expect(one[part]).not.toEqual(other[part]);
  });

  test('has every kind of document in every company, and sends each once', () => {
    for (const seed of SEEDS) {
      const { documents, order } = planFor(seed);
      expect(documents).toHaveLength(PER_COMPANY * COMPANIES.length);
      expect([...order].sort((a, b) => a - b)).toEqual([...documents.keys()]);
      for (const { company, kind, original } of documents) {
        expect(kind === 'credit note').toBe(original !== undefined);
        if (original !== undefined) expect(documents[original]).toMatchObject({ company, kind: 'ordinary' });
      }
      for (const kind of ['paid', 'credit note'] as const)
        expect(documents.filter((one) => one.kind === kind)).toHaveLength(MIX[kind] * COMPANIES.length);
    }
  });

  test('plans every fault as often as it is to fire, each at a call of its own, which its document makes', () => {
    for (const seed of SEEDS) {
      const { documents, strikes, deeds } = planFor(seed);
      for (const side of ['odoo', 'netvisor'] as const)
        for (const fault of side === 'odoo' ? ODOO_FAULTS : NETVISOR_FAULTS) {
          const own = strikes.filter((one) => one.side === side && one.fault === fault);
          expect({ fault: faultLabel(fault), planned: own.length }).toEqual({
            fault: faultLabel(fault),
            planned: STRIKES,
          });
        }
      const places = [...strikes, ...deeds].map(placeOf);
      expect(new Set(places).size).toBe(places.length);
      for (const { document, operation } of [...strikes, ...deeds]) {
        if (operation === MATCH) expect(documents[document]?.kind).toBe('credit note');
        if (operation === PAY) expect(documents[document]?.kind).toBe('paid');
      }
      for (const { fault, held } of strikes) expect(held !== undefined).toBe(fault[0].startsWith('hold'));
      for (const { document, operation, fault } of strikes)
        expect(canBeSurvived(fault[0], operation, documents[document]?.company ?? 0)).toBe(true);
    }
  });

  test('lets calls that hang be processed late in some plans, and never in others', () => {
    const ends = SEEDS.flatMap((seed) => {
      const { strikes, deeds } = planFor(seed);
      return [...strikes.flatMap(({ held }) => (held ? [held.how] : [])), ...deeds.map(({ how }) => how)];
    });
    const released = ends.filter((how) => how === 'released').length;
    expect(released / ends.length).toBeGreaterThan(0.45);
    expect(released / ends.length).toBeLessThan(0.55);
  });
});
