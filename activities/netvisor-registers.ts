import type { NetvisorRegisters } from '../mapping/preflight.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import type { ReadOptions } from '../netvisor/exchange.ts';
import type { PaymentTermRow, Registers } from '../netvisor/registers.ts';
import type { ConnectionDeps } from './deps.ts';

export type RegisterPart = 'accounts' | 'dimensions' | 'lockedUntil';

/**
 * What a connection's Netvisor holds, kept in this process. It only helps to foresee refusals: nothing here throws,
 * and what cannot be read is missing.
 */
export interface RegisterCache {
  /** The parts as they were within the last hour, or, where `since` is given (epoch ms), not before that. */
  read(parts: ReadonlySet<RegisterPart>, since?: number): Promise<NetvisorRegisters>;
  paymentTerms(): Promise<readonly PaymentTermRow[]>;
}

const HOUR_MS = 3_600_000;
/** After a failure other than a missing right. */
const AGAIN_AFTER_MS = 300_000;

type Surroundings = Pick<ConnectionDeps, 'log' | 'stopping' | 'waits'> & {
  readonly connection: string;
  readonly now?: () => number;
};

export function createRegisterCache(registers: Registers, surroundings: Surroundings): RegisterCache {
  const accounts = kept(surroundings, async (options) => {
    const rows = await registers.accounts(options);
    const bookable = rows.filter(
      ({ accountType, isActive }) => accountType !== 'accountgroup' && isActive !== false,
    );
    return new Set(bookable.flatMap(({ number }) => number ?? []));
  });
  const dimensions = kept(surroundings, async (options) => {
    const shown = (await registers.dimensions(options)).filter(({ isHidden }) => isHidden !== true);
    const items = (row: (typeof shown)[number]): ReadonlySet<string> =>
      new Set(row.items.filter(({ isHidden }) => isHidden !== true).map(({ name }) => name));
    return new Map(shown.map((row) => [row.name, items(row)]));
  });
  const lockedUntil = kept(surroundings, async (options) => {
    // Purchases have a lock of their own.
    const { accountingPeriodLockDate, vatPeriodLockDate } = await registers.periodLocks(options);
    return [accountingPeriodLockDate ?? '', vatPeriodLockDate ?? ''].reduce((a, b) => (a > b ? a : b));
  });
  const terms = kept(surroundings, (options) => registers.paymentTerms(options));

  return {
    async read(parts, since) {
      const asked = async <T>(
        part: RegisterPart,
        read: (since?: number) => Promise<T>,
      ): Promise<T | undefined> => (parts.has(part) ? read(since) : undefined);
      const [numbers, items, day] = await Promise.all([
        asked('accounts', accounts),
        asked('dimensions', dimensions),
        asked('lockedUntil', lockedUntil),
      ]);
      return {
        ...(numbers && { accounts: numbers }),
        ...(items && { dimensions: items }),
        ...(day && { lockedUntil: day }),
      };
    },
    paymentTerms: async () => (await terms()) ?? [],
  };
}

interface Kept<T> {
  /** When its reading began (epoch ms): what happened in Netvisor after this may be missing. */
  readonly from: number;
  readonly until: number;
  readonly value: T | undefined;
}

/** Reads at most once an hour, and at most once at a time; undefined when it cannot be read. */
function kept<T>(
  surroundings: Surroundings,
  read: (options: ReadOptions) => Promise<T>,
): (since?: number) => Promise<T | undefined> {
  const now = surroundings.now ?? Date.now;
  let last: Kept<T> | undefined;
  let running: { readonly from: number; readonly result: Promise<Kept<T>> } | undefined;

  async function readNow(from: number): Promise<Kept<T>> {
    const { log, connection, stopping, waits } = surroundings;
    try {
      // Shorter than the attempt that waits for it, so that there is time left for its own request.
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(waits.requestMs)]);
      return { from, until: now() + HOUR_MS, value: await read({ signal }) };
    } catch (error) {
      const [resource, reason] = error instanceof NetvisorError ? [error.resource, error.reason] : [];
      log.warn(
        { connection, resource, reason },
        'a register of Netvisor could not be read: its check is skipped',
      );
      return {
        from,
        until: now() + (reason === 'RightMissing' ? HOUR_MS : AGAIN_AFTER_MS),
        value: undefined,
      };
    }
  }

  return async (since = Number.NEGATIVE_INFINITY) => {
    if (last && last.from >= since && now() < last.until) return last.value;
    if (running === undefined || running.from < since) {
      const from = now();
      const mine = { from, result: readNow(from) };
      running = mine;
      void mine.result.then((result) => {
        if (!last || last.from <= result.from) last = result;
        if (running === mine) running = undefined;
      });
    }
    return (await running.result).value;
  };
}
