/**
 * Key of a document in Netvisor together with the books that it belongs to (`production:9120034-9:58231`), as it stands
 * on the document in Odoo: a key of a test is never taken for one of production.
 */
export const ledgerKey = (ledger: string, netvisorKey: string | number): string => `${ledger}:${netvisorKey}`;

/** Netvisor's key of a document in these books; undefined where the key belongs to others, or is none. */
export function keyInLedger(key: string, ledger: string): number | undefined {
  return key.startsWith(`${ledger}:`) && /^[1-9]\d{0,14}$/.test(keyOf(key)) ? numberOf(key) : undefined;
}

/** Netvisor's key without the books. */
export const keyOf = (key: string): string => key.split(':').at(-1) ?? key;

/** The same for a request to Netvisor. */
export const numberOf = (key: string): number => Number(keyOf(key));
