import type { RealCompany, Rounding } from './company.ts';
import { Desk } from './desk.ts';
import type { Reason } from '../../../mapping/reasons.ts';

/**
 * What is to become of a document: sent, with rows that carry Odoo's sums where Netvisor would round otherwise; sent,
 * but with something left for a person to do; or refused, so that nothing of it reaches Netvisor.
 */
export type Expectation =
  'sent' | 'sent with its sums' | { readonly sentBut: Reason } | { readonly refused: Reason };

export interface Built {
  readonly moveId: number;
  /** Documents that must be sent first, oldest first: the originals of a credit note. */
  readonly before?: readonly number[];
}

/** A customer invoice or credit note that a Finnish accountant can make in Odoo, and what is to become of it. */
export interface CatalogueCase {
  /** What an accountant would call it; unique. */
  readonly name: string;
  readonly group: string;
  /** How the company rounds tax when the document is made (`build` sets it). */
  readonly rounding: Rounding;
  readonly expects: Expectation;
  /** Makes it as a person does, and throws unless Odoo accepted it with the totals that were intended. */
  build(company: RealCompany): Promise<Built>;
}

/** A case as its file writes it: a builder that answers the id alone has nothing that goes before. */
export interface Draft {
  readonly name: string;
  readonly rounding?: Rounding;
  readonly expects: Expectation;
  build(desk: Desk): Promise<number | Built>;
}

export function cases(group: string, drafts: readonly Draft[]): CatalogueCase[] {
  return drafts.map(({ name, rounding = 'round_globally', expects, build }) => ({
    name,
    group,
    rounding,
    expects,
    async build(company) {
      await company.round(rounding);
      const built = await build(new Desk(company, name));
      return typeof built === 'number' ? { moveId: built } : built;
    },
  }));
}

export const refused = (reason: Reason): Expectation => ({ refused: reason });
export const sentBut = (reason: Reason): Expectation => ({ sentBut: reason });
