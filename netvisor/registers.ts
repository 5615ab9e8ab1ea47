import { z } from 'zod';
import type { Exchange, ReadOptions } from './exchange.ts';
import {
  contractMismatch,
  dateOrNull,
  decimalOrNull,
  flagOrNull,
  integerOrNull,
  key,
  readLeaves,
  text,
  textOrNull,
  wordOrNull,
} from './fields.ts';
import { childNamed, childrenNamed, type XmlNode } from './xml-reader.ts';

const accountResource = 'accountlist.nv';
const dimensionResource = 'dimensionlist.nv';
const periodResource = 'accountingperiodlist.nv';
const termResource = 'paymenttermlist.nv';

/** Reading them helps to foresee refusals; without the right to them documents flow all the same. */
export const helpfulResources: ReadonlySet<string> = new Set([
  accountResource,
  dimensionResource,
  periodResource,
  termResource,
  'getcustomer.nv',
]);

const account = z.object({
  netvisorKey: key,
  /** Empty on groups. */
  number: textOrNull,
  name: textOrNull,
  accountType: wordOrNull(['account', 'accountgroup']),
  isActive: flagOrNull,
});
export type AccountRow = z.output<typeof account>;

const dimensionItem = z.object({ netvisorKey: key, name: text, isHidden: flagOrNull });
const dimensionName = z.object({ netvisorKey: key, name: text, isHidden: flagOrNull });
/** A dimension with its items; the name of an item is joined with its code where codes are in use. */
export interface DimensionRow extends z.output<typeof dimensionName> {
  readonly items: readonly z.output<typeof dimensionItem>[];
}

const locks = z.object({
  accountingPeriodLockDate: dateOrNull,
  vatPeriodLockDate: dateOrNull,
  purchaseLockDate: dateOrNull,
});
/** Days up to and including these are locked; null: none. */
export type PeriodLocks = z.output<typeof locks>;

const term = z.object({
  netvisorKey: key,
  description: textOrNull,
  netDays: integerOrNull,
  discountDays: integerOrNull,
  discountPercent: decimalOrNull,
  isDefault: flagOrNull,
});
export type PaymentTermRow = z.output<typeof term>;

/** What documents refer to (Netvisor sales API, accounts, dimensions, registers for invoices). */
export interface Registers {
  accounts(options?: ReadOptions): Promise<readonly AccountRow[]>;
  /** Hidden ones are left out by Netvisor. */
  dimensions(options?: ReadOptions): Promise<readonly DimensionRow[]>;
  periodLocks(options?: ReadOptions): Promise<PeriodLocks>;
  paymentTerms(options?: ReadOptions): Promise<readonly PaymentTermRow[]>;
}

export function createRegisters(exchange: Exchange): Registers {
  async function list(resource: string, name: string, options?: ReadOptions): Promise<XmlNode> {
    const node = childNamed(await exchange.read(resource, {}, options), name);
    if (node === undefined) throw contractMismatch(resource, name);
    return node;
  }

  return {
    async accounts(options) {
      const accounts = childNamed(await list(accountResource, 'accountlist', options), 'accounts');
      // No company is without accounts: an answer without them is one that is not understood.
      if (accounts === undefined) throw contractMismatch(accountResource, 'accounts');
      return childrenNamed(accounts, 'account').map((node) => readLeaves(accountResource, account, node));
    },

    async dimensions(options) {
      const names = await list(dimensionResource, 'dimensionnamelist', options);
      return childrenNamed(names, 'dimensionname').map((node) => {
        const details = childNamed(node, 'dimensiondetails');
        return {
          ...readLeaves(dimensionResource, dimensionName, node),
          items: (details ? childrenNamed(details, 'dimensiondetail') : []).map((item) =>
            readLeaves(dimensionResource, dimensionItem, item),
          ),
        };
      });
    },

    async periodLocks(options) {
      const periods = await list(periodResource, 'accountingperiodlist', options);
      return readLeaves(periodResource, locks, childNamed(periods, 'periodlockinformation'));
    },

    async paymentTerms(options) {
      const terms = await list(termResource, 'paymenttermlist', options);
      return childrenNamed(terms, 'paymentterm').map((node) => readLeaves(termResource, term, node));
    },
  };
}
