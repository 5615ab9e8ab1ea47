import type { Exchange, WriteAttempt } from './exchange.ts';
import { elementNames } from './schema/row.ts';
import { creditNoteMatchRows } from './schema/settlement.ts';
import { writeXml } from './xml.ts';

const resource = 'matchcreditnote.nv';
const names = elementNames(creditNoteMatchRows);

export interface CreditNoteMatch {
  readonly creditNoteNetvisorKey: number;
  readonly invoiceNetvisorKey: number;
}

export interface CreditNotes {
  /**
   * Nets a credit note against an invoice as far as both have open sums (Netvisor, credit note matching). Both
   * must be sent and in one currency. The reply says nothing of the sums: they are to be read back.
   */
  match(pair: CreditNoteMatch, attempt: WriteAttempt): Promise<void>;
}

export function createCreditNotes(exchange: Exchange): CreditNotes {
  return {
    async match(pair, attempt) {
      const xml = writeXml(resource, 'matchCreditNote', creditNoteMatchRows, pair);
      await exchange.write(resource, {}, xml, attempt, names);
    },
  };
}
