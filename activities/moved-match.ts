import { keptOf } from '../mapping/matches.ts';
import { leavesWhatOdooLeaves, type Standing } from '../mapping/matching.ts';
import { decimal, shown } from '../mapping/money.ts';
import type { Credited } from '../mapping/settlements.ts';
import type { Blocker } from '../mapping/texts.ts';
import type { Invoice, Original } from '../odoo/models.ts';
import type { Candidate, Look } from './match-credit-note.ts';
import { standingOf } from './open-sums.ts';

/**
 * Netvisor's interface makes matches and takes none back. So where a match was moved or undone in Odoo that stands in
 * Netvisor, a person is asked with both, until it is gone there, or all documents are as open there as in Odoo.
 */
export async function stillMatched(
  look: Look,
  own: Standing,
  candidates: readonly Candidate[],
  moved: readonly Credited[],
): Promise<Blocker | undefined> {
  const { deps, creditNote } = look;
  if (moved.length === 0 || isUndone(creditNote, own)) return undefined;
  const originals = await deps.odoo.readOriginals(moved.map(({ id }) => id));
  const nameOf = (id: number): string => originals.find((each) => each.id === id)?.name ?? String(id);
  const documents = [...originals, ...candidates.map(({ original }) => original)];
  if (originals.length === moved.length && leavesWhatOdooLeaves(creditNote, candidates, own)) {
    const open = await Promise.all(documents.map((document) => isOpenAsInOdoo(look, document)));
    if (open.every(Boolean)) return undefined;
  }
  const inOdoo = candidates
    .filter(({ amount }) => amount)
    .map(({ original, amount }) => sumOf(original.name ?? String(original.id), amount));
  const inNetvisor = moved.map(({ id, amount }) => sumOf(nameOf(id), amount));
  return { reason: 'MatchMoved', it: `Odoo ${listOf(inOdoo)}; Netvisor ${listOf(inNetvisor)}` };
}

/** The credit note has open again what the moved matches had settled of it. Known in euros only. */
function isUndone(creditNote: Invoice, { open }: Standing): boolean {
  const kept = keptOf(creditNote);
  if (!kept || creditNote.currency_id.name !== 'EUR') return false;
  return open.negated().equals(decimal(creditNote.amount_total).minus(kept));
}

async function isOpenAsInOdoo({ deps }: Look, document: Original): Promise<boolean> {
  const key = document.x_netvisor_key;
  const standing = key && (await standingOf(deps, { key, mark: document.x_netvisor_mark }));
  return standing ? standing.open.equals(decimal(document.amount_residual)) : false;
}

const sumOf = (name: string, amount: Credited['amount']): string =>
  amount ? `${name} ${shown(amount)}` : name;

const listOf = (all: readonly string[]): string => (all.length > 0 ? all.join(', ') : '–');
