import { keyOf, numberOf } from '../mapping/ledger-key.ts';
import {
  isMatched,
  leavesWhatOdooLeaves,
  placeOf,
  settledByMatch,
  settlesLikeOdoo,
  type Standing,
} from '../mapping/matching.ts';
import { areMatchesConcluded, leftToMatch, matchesOf, movedAway, withMatch } from '../mapping/matches.ts';
import { creditedBy, type Credited } from '../mapping/settlements.ts';
import { phrase, explain, type Blocker } from '../mapping/texts.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { odooNow, type FieldValue } from '../odoo/client.ts';
import type { Invoice, Original } from '../odoo/models.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type { LaneActivities, MatchCreditNoteInput, MatchCreditNoteResult, MatchWait } from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { mustWrite } from './guarded-post.ts';
import { stillMatched } from './moved-match.ts';
import { standingOf } from './open-sums.ts';
import { NO_PROBLEM, problem, reject } from './reject-invoice.ts';

export function createMatchActivities(connections: Connections): Pick<LaneActivities, 'matchCreditNote'> {
  return {
    async matchCreditNote(input) {
      const deps = connections(input.connection);
      const attempt = beginAttempt(deps);
      return withFailures(deps, () => whileBeating(() => matchCreditNote(deps, attempt, input)));
    },
  };
}

/** One look at a credit note in Netvisor. */
export interface Look {
  readonly deps: ConnectionDeps;
  readonly attempt: Attempt;
  readonly input: MatchCreditNoteInput;
  readonly creditNote: Invoice;
  readonly key: string;
}

/** An invoice to which a credit note is to be matched, as both sides know it. */
export interface Candidate extends Credited {
  readonly original: Original;
}

/**
 * Looks at a credit note and what it credits, and asks Netvisor for one match at most. There is no claim: what is
 * done is decided by the open sums, and after a match one of the two is zero, so that a second one that arrives
 * late finds nothing to settle (Netvisor sales API, matching: check both open sums first).
 */
async function matchCreditNote(
  deps: ConnectionDeps,
  attempt: Attempt,
  input: MatchCreditNoteInput,
): Promise<MatchCreditNoteResult> {
  const creditNote = await deps.odoo.readInvoice(input.moveId);
  const key = creditNote?.x_netvisor_key;
  if (!creditNote || !key) return { kind: 'gone' };
  const look: Look = { deps, attempt, input, creditNote, key };
  if (areMatchesConcluded(creditNote)) return conclude(look, 'concluded', []);

  const candidates = await candidatesOf(look);
  const moved = movedAway(creditNote);
  if (candidates.length + moved.length === 0) return conclude(look, 'nothing', []);
  const own = await standingOf(deps, { key, mark: creditNote.x_netvisor_mark });
  if (!own) return refuse(look, { reason: 'InvoiceGoneInNetvisor', it: keyOf(key) });
  const stays = await stillMatched(look, own, candidates, moved);
  if (stays) return refuse(look, stays);
  if (!own.sent) return wait(look, 'unsent-in-netvisor', candidates);
  const unmatched = candidates.filter((each) => leftToMatch(creditNote, each)?.isZero() !== true);
  for (const candidate of own.open.isZero() ? [] : unmatched) {
    const result = await settleWith(look, own, candidate);
    if (result) return result;
  }
  if (!leavesWhatOdooLeaves(creditNote, candidates, own))
    return refuse(look, { reason: 'MatchDiffers', it: namesOf(candidates) });
  return conclude(look, own.open.equals(own.sum) ? 'nothing' : 'matched', candidates);
}

async function candidatesOf({ deps, creditNote }: Look): Promise<readonly Candidate[]> {
  const credited = creditedBy(creditNote);
  if (credited.length === 0) return [];
  const originals = await deps.odoo.readOriginals(credited.map(({ id }) => id));
  return credited.flatMap((each) => {
    const original = originals.find(({ id }) => id === each.id);
    // What was paid back to the customer is matched in Odoo, too, and is no invoice.
    return original?.move_type === 'out_invoice' ? [{ ...each, original }] : [];
  });
}

/** What comes of one invoice; undefined when it has nothing open, so that the next one is looked at. */
async function settleWith(
  look: Look,
  own: Standing,
  candidate: Candidate,
): Promise<MatchCreditNoteResult | undefined> {
  const { deps, creditNote, input } = look;
  const { original } = candidate;
  const it = original.name ?? String(original.id);
  switch (placeOf(original, deps.ledger)) {
    case 'on-its-way':
      return wait(look, 'original-on-its-way', [candidate]);
    case 'elsewhere':
      return input.fresh
        ? wait(look, 'original-on-its-way', [candidate])
        : refuse(look, { reason: 'OriginalNotInNetvisor', it });
    case 'in-netvisor':
      break;
  }
  if (original.currency_id.id !== creditNote.currency_id.id)
    return refuse(look, { reason: 'MatchOtherCurrency', it });
  const debt = await standingOf(deps, { key: original.x_netvisor_key ?? '', mark: original.x_netvisor_mark });
  if (!debt) return refuse(look, { reason: 'OriginalNotInNetvisor', it });
  if (!debt.sent) return wait(look, 'unsent-in-netvisor', [candidate]);
  const amount = settledByMatch(own, debt);
  if (amount.isZero()) return undefined;
  // What was asked for may still arrive; it would find these very sums.
  if (input.doubt && Date.now() < input.doubt.settleAfter) return { kind: 'in-doubt', doubt: input.doubt };
  if (!settlesLikeOdoo(amount, leftToMatch(creditNote, candidate), creditNote.currency_id.name))
    return refuse(look, { reason: 'MatchDiffers', it });
  return match(look, candidate, { creditNote: own, invoice: debt });
}

async function match(
  look: Look,
  candidate: Candidate,
  before: { readonly creditNote: Standing; readonly invoice: Standing },
): Promise<MatchCreditNoteResult> {
  const { deps, attempt, creditNote, key } = look;
  const { original } = candidate;
  const originalKey = original.x_netvisor_key ?? '';
  // Before it is asked for: whatever becomes of the reply, a match that is moved in Odoo meanwhile is noticed.
  await note(look, candidate, 'asked');
  const refusal = await deps.netvisor.creditNotes
    .match(
      { creditNoteNetvisorKey: numberOf(key), invoiceNetvisorKey: numberOf(originalKey) },
      { transactionId: attempt.newTransactionId(), deadline: attempt.deadline, signal: deps.stopping },
    )
    .catch((error: unknown) => {
      if (error instanceof NetvisorError && ['InDoubt', 'Rejected', 'AlreadyExists'].includes(error.kind))
        return error;
      throw error;
    });
  if (refusal?.kind === 'InDoubt')
    return { kind: 'in-doubt', doubt: { attempt: attempt.token, settleAfter: attempt.settleAfter } };

  const creditNoteAfter = await standingOf(deps, { key, mark: creditNote.x_netvisor_mark });
  const invoiceAfter = await standingOf(deps, { key: originalKey, mark: original.x_netvisor_mark });
  const it = original.name ?? String(original.id);
  if (!creditNoteAfter || !invoiceAfter) return refuse(look, { reason: 'MatchDiffers', it });
  // A refusal may mean that an earlier copy of this very request got through: the sums tell.
  if (!isMatched(before, { creditNote: creditNoteAfter, invoice: invoiceAfter })) {
    return refusal
      ? refuse(look, { reason: 'MatchRefused', it }, refusal.netvisorText)
      : refuse(look, { reason: 'MatchDiffers', it });
  }
  if (!creditNoteAfter.open.isZero()) {
    await note(look, candidate, 'made');
    return { kind: 'partly' };
  }
  return conclude(look, 'matched', [candidate]);
}

const namesOf = (candidates: readonly Candidate[]): string =>
  candidates.map(({ original }) => original.name ?? String(original.id)).join(', ');

/** Written once: looks that find the same leave Odoo alone. */
async function wait(
  { deps, creditNote, key, input }: Look,
  what: MatchWait,
  candidates: readonly Candidate[],
): Promise<MatchCreditNoteResult> {
  const to = namesOf(candidates);
  const words =
    what === 'original-on-its-way'
      ? phrase('originalOnItsWay', { to })
      : explain({ reason: 'WaitingForNetvisor', it: to });
  const told = input.overdue
    ? problem('WaitingForNetvisor', words)
    : { values: { ...NO_PROBLEM, x_netvisor_state: 'waiting' }, message: words };
  const said = creditNote.x_netvisor_message === words.en;
  if (!said || creditNote.x_netvisor_state !== told.values['x_netvisor_state']) {
    await mustWrite(deps, {
      model: 'account.move',
      id: creditNote.id,
      expect: { x_netvisor_key: key },
      ...told,
      ...(input.overdue && { note: phrase('unfinished', { why: words }) }),
    });
  }
  return { kind: 'waiting', for: what };
}

async function refuse(
  { deps, creditNote }: Look,
  blocker: Blocker,
  netvisorText?: string,
): Promise<MatchCreditNoteResult> {
  await reject(deps, creditNote, [blocker], netvisorText);
  return { kind: 'rejected', reason: blocker.reason };
}

/** Puts a match on the credit note. */
async function note(
  { deps, creditNote, key }: Look,
  candidate: Candidate,
  state: 'asked' | 'made',
): Promise<void> {
  await mustWrite(deps, {
    model: 'account.move',
    id: creditNote.id,
    expect: { x_netvisor_key: key },
    values: { x_netvisor_matches: withMatch(creditNote.x_netvisor_matches, candidate, state) },
  });
}

async function conclude(
  { deps, creditNote, key }: Look,
  kind: 'matched' | 'nothing' | 'concluded',
  candidates: readonly Candidate[],
): Promise<MatchCreditNoteResult> {
  const to = namesOf(candidates);
  const news = candidates.length > 0 && phrase(kind === 'matched' ? 'matched' : 'notMatched', { to });
  await mustWrite(deps, {
    model: 'account.move',
    id: creditNote.id,
    expect: { x_netvisor_key: key },
    values: { x_netvisor_state: 'sent', ...outcomeOf(creditNote, kind), ...NO_PROBLEM },
    ...(news && { note: news }),
  });
  return { kind: kind === 'concluded' ? 'matched' : kind };
}

/** What is settled now is what Odoo has matched now: later changes there are compared with it. */
function outcomeOf(
  creditNote: Invoice,
  kind: 'matched' | 'nothing' | 'concluded',
): Readonly<Record<string, FieldValue>> {
  switch (kind) {
    case 'matched':
      return { x_netvisor_matches: matchesOf(creditNote), x_netvisor_matched_at: odooNow() };
    case 'nothing':
      return Object.keys(creditNote.x_netvisor_matches).length > 0
        ? { x_netvisor_matches: {}, x_netvisor_matched_at: false }
        : {};
    case 'concluded':
      return {};
  }
}
