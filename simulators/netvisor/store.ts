import type { LogicalClock } from '../shared/clock.ts';
import { DimensionRegister } from './dimensions.ts';
import { ACCOUNTS } from './fixture.ts';
import type { Account } from './fixture.ts';
import { Refusal, invalidData } from './errors.ts';
import { NumberSeries } from './number-series.ts';
import type { DeletedDocument, RegisterRecord, SalesInvoice, SalesPayment } from './records.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { wallClock } from './values.ts';

const FIRST_KEYS = {
  customer: 4712,
  product: 2102,
  invoice: 58231,
  line: 610001,
  voucher: 70112,
  payment: 90311,
} as const;
type KeySeries = keyof typeof FIRST_KEYS;

/** Lists that Netvisor extends by itself when a message names something new. */
export const OPEN_LISTS = ['customerGroups', 'productGroups', 'units'] as const;
export type OpenList = (typeof OPEN_LISTS)[number];

/** All that the simulated company has: registers, documents, number series. */
export class NetvisorStore {
  readonly customers = new Map<number, RegisterRecord>();
  readonly products = new Map<number, RegisterRecord>();
  readonly invoices = new Map<number, SalesInvoice>();
  readonly payments = new Map<number, SalesPayment>();
  readonly deleted: DeletedDocument[] = [];
  /** Transaction ids seen, as `partner id` + space + `transaction id`. */
  readonly transactionIds = new Set<string>();
  readonly dimensions = new DimensionRegister();
  readonly openLists: Readonly<Record<OpenList, string[]>> = {
    customerGroups: [],
    productGroups: [],
    units: [],
  };
  readonly invoiceNumbers = new NumberSeries();
  /** What was accepted although Netvisor might refuse it. */
  readonly warnings: string[] = [];
  readonly #nextKeys: Record<KeySeries, number> = { ...FIRST_KEYS };
  #voucherNumber = 213;

  nextKey(series: KeySeries): number {
    const key = this.#nextKeys[series];
    this.#nextKeys[series] = key + 1;
    return key;
  }

  nextVoucher(): { netvisorKey: number; number: string } {
    this.#voucherNumber += 1;
    return { netvisorKey: this.nextKey('voucher'), number: `ML ${this.#voucherNumber}` };
  }

  /** The key of a list entry (1-based place), creating the entry when it is new. */
  listKey(list: OpenList, name: string): number {
    const entries = this.openLists[list];
    if (!entries.includes(name)) entries.push(name);
    return entries.indexOf(name) + 1;
  }

  /** The account of that number. Refuses unknown and inactive accounts and groups. */
  postableAccount(number: string): Account {
    const found = ACCOUNTS.find((account) => account.number === number);
    if (found === undefined || found.type !== 'account' || found.active !== '1') {
      throw invalidData(`Account not found or not in use: ${number}`);
    }
    return found;
  }
}

/** What the handling of one request works with. */
export interface Context {
  readonly store: NetvisorStore;
  readonly settings: Readonly<NetvisorSimSettings>;
  readonly clock: LogicalClock;
  readonly warn: (text: string) => void;
}

/** The company's day of today. */
export function today({ clock, settings }: Pick<Context, 'clock' | 'settings'>): string {
  return wallClock(clock.now(), settings.timeStampZone).slice(0, 10);
}

/** Refuses a day that the accounting or the VAT period locks. */
export function requireOpenPeriod(day: string, settings: Readonly<NetvisorSimSettings>): void {
  const { accountingPeriodLockDate, vatPeriodLockDate } = settings;
  if (accountingPeriodLockDate !== null && day <= accountingPeriodLockDate) {
    throw new Refusal('PERIOD_LOCK', `Accounting period is locked for the date ${day}`);
  }
  if (vatPeriodLockDate !== null && day <= vatPeriodLockDate) {
    throw new Refusal('PERIOD_LOCK', `VAT period is locked for the date ${day}`);
  }
}

/** The refusal for something that exists already, with the code that the settings choose. */
export function duplicate(text: string, settings: Readonly<NetvisorSimSettings>): Refusal {
  return new Refusal(settings.duplicateErrorCode, `Data form incorrect:. ${text}`);
}
