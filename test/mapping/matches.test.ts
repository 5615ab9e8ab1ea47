import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  areMatchesConcluded,
  keptOf,
  leftToMatch,
  matchesOf,
  movedAway,
  withMatch,
  type Matches,
} from '../../mapping/matches.ts';
import { nextStep } from '../../mapping/next-step.ts';
import type { Invoice } from '../../odoo/models.ts';
import { aCreditNote, anItem } from './samples.ts';

const d = (value: number): Decimal => new Decimal(value);

/** A credit note of invoice 41, matched in Odoo as `now` says, of which Silta knows `known`. */
function note(known: Matches, now: Readonly<Record<number, number>>): Invoice {
  const matched_debit_ids = Object.entries(now).map(([id, amount]) => ({
    id: 500 + Number(id),
    amount,
    max_date: '2026-11-20',
    credit_amount_currency: amount,
    debit_move_id: { move_id: { id: Number(id), move_type: 'out_invoice' } },
  }));
  return aCreditNote({
    reversed_entry_id: { id: 41, name: 'INV/1', invoice_date: undefined, delivery_date: undefined },
    line_ids: [anItem({ display_type: 'payment_term', matched_debit_ids })],
    x_netvisor_matches: known,
  });
}

describe('what a credit note has settled in Netvisor', () => {
  test('is written down by the sums of Odoo, or by the link where Odoo has matched nothing', () => {
    expect(matchesOf(note({}, { 41: 60, 44: 2.5 }))).toEqual({ 41: '60.00', 44: '2.50' });
    expect(matchesOf(note({}, {}))).toEqual({ 41: 'link' });
    expect(withMatch({ 41: '60.00' }, { id: 44, amount: d(2.5) }, 'asked')).toEqual({
      41: '60.00',
      44: '2.50?',
    });
    expect(withMatch({}, { id: 41 }, 'made')).toEqual({ 41: 'link' });
  });

  test.each<readonly [string, Matches, Readonly<Record<number, number>>, boolean]>([
    ['the same', { 41: '60.00' }, { 41: 60 }, true],
    ['the same by its link', { 41: 'link' }, {}, true],
    ['nothing yet', {}, { 41: 60 }, false],
    ['only asked for', { 41: '60.00?' }, { 41: 60 }, false],
    ['less', { 41: '60.00' }, { 41: 60, 44: 5 }, false],
    ['more', { 41: '60.00', 44: '5.00' }, { 41: 60 }, false],
    ['another sum', { 41: '60.00' }, { 41: 61 }, false],
    ['what Odoo has not matched any more', { 41: '60.00' }, {}, false],
  ])('where it is %s', (_what, known, now, concluded) => {
    expect(areMatchesConcluded(note(known, now))).toBe(concluded);
    expect(nextStep(note(known, now))).toBe(concluded ? undefined : 'match');
  });

  test.each<readonly [string, Matches, Readonly<Record<number, number>>, readonly number[]]>([
    ['to another invoice', { 41: '60.00' }, { 44: 60 }, [41]],
    ['in part', { 41: '60.00' }, { 41: 20, 44: 40 }, [41]],
    ['to nothing', { 41: '60.00' }, {}, [41]],
    ['from the invoice that it reverses', { 41: 'link' }, { 44: 60 }, [41]],
    ['while it was asked for', { 41: '60.00?' }, { 44: 60 }, [41]],
    ['nowhere: only more is settled', { 41: '60.00' }, { 41: 70, 44: 5 }, []],
    ['nowhere: Odoo has made the match since', { 41: 'link' }, { 41: 60 }, []],
  ])('is moved %s', (_where, known, now, moved) => {
    expect(movedAway(note(known, now)).map(({ id }) => id)).toEqual(moved);
  });

  test('leaves the rest to be matched', () => {
    const left = (known: Matches, amount?: number) =>
      leftToMatch(note(known, {}), { id: 41, ...(amount !== undefined && { amount: d(amount) }) });
    expect(left({ 41: '60.00' }, 72.5)).toEqual(d(12.5));
    expect(left({ 41: '60.00' }, 60)).toEqual(d(0));
    expect(left({ 41: '60.00?' }, 60)).toEqual(d(60));
    expect(left({}, 60)).toEqual(d(60));
    expect(left({ 41: 'link' }, 60)).toEqual(d(60));
    expect(left({ 41: 'link' })).toBeUndefined();
  });

  test('stays what is still matched, where all sums are known', () => {
    expect(keptOf(note({ 41: '60.00', 44: '5.00' }, { 44: 3 }))).toEqual(d(3));
    expect(keptOf(note({ 41: '60.00' }, {}))).toEqual(d(0));
    expect(keptOf(note({ 41: '60.00?' }, { 41: 60 }))).toEqual(d(0));
    expect(keptOf(note({ 41: 'link' }, { 44: 60 }))).toBeUndefined();
  });
});
