import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Decimal } from 'decimal.js';
import type { Absence } from '../../activities/contract.ts';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { createRegisterActivities } from '../../activities/registers.ts';
import { createSendInvoiceActivities } from '../../activities/send-invoice.ts';
import { createPaymentActivities } from '../../activities/send-payment.ts';
import { contentDigest } from '../../mapping/content.ts';
import { markText, privateComment, type Mark } from '../../mapping/mark.ts';
import { toFollow } from '../../mapping/payments.ts';
import type { GuardedWrite } from '../../odoo/client.ts';
import type { Invoice } from '../../odoo/models.ts';
import { timing } from '../../workflows/contract.ts';
import { aConnection, settingsOf } from '../config/samples.ts';
import { aCompany, anInvoice, anItem, aProduct, LEDGER } from '../mapping/samples.ts';

/** Four kinds of writes to Netvisor, each with a claim of an attempt whose reply was lost. */
const UUID = '5d7c2c1e-0000-4000-8000-0242ac110002';
const ATTEMPT = 'run/1/1';
const TX = '3c1f6a52-7d0e-4b1c-9e55-9120034a0001';
/** Private comment of the version that an edit was to replace. */
const EARLIER = 'an earlier version';
const LATER = Date.now() + 3_600_000;
const OVER = 1;

interface Played {
  readonly result: unknown;
  /** Transaction ids under which something was sent. */
  readonly sent: readonly string[];
  readonly writes: readonly GuardedWrite[];
}

interface Office {
  readonly deps: ConnectionDeps;
  readonly sent: string[];
  readonly writes: GuardedWrite[];
}

/** A Netvisor that shows nothing of what was sent, and takes whatever is sent; an Odoo that takes every write. */
function office(record: { readonly invoice?: Invoice; readonly claim?: string }): Office {
  const sent: string[] = [];
  const writes: GuardedWrite[] = [];
  const accept = (transactionId: string): Promise<{ netvisorKey: number }> => {
    sent.push(transactionId);
    return Promise.resolve({ netvisorKey: 58 });
  };
  const settings = settingsOf({
    main: aConnection({ more: { environment: 'test', language: 'en' } }),
  }).connections.get('main');
  if (!settings) throw new Error('settings');
  const row = { netvisorKey: 57, invoiceStatus: 'unsent', privateComment: EARLIER };
  // Nothing of it is paid there.
  const sums = { openSum: new Decimal(112.95), invoiceSum: new Decimal(112.95) };
  const known = {
    settings,
    ledger: LEDGER,
    waits: timing(),
    stopping: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    halt: () => undefined,
    odoo: {
      databaseUuid: () => Promise.resolve(UUID),
      readInvoice: () => Promise.resolve(record.invoice),
      readProduct: () => Promise.resolve(aProduct({ x_netvisor_keys: {}, x_netvisor_attempt: record.claim })),
      countProductsWithCode: () => Promise.resolve(1),
      guardedWrite(write: GuardedWrite) {
        writes.push(write);
        return Promise.resolve({ kind: 'done' as const });
      },
    },
    netvisor: {
      products: {
        get: () => Promise.resolve([]),
        addXml: (_xml: string, { transactionId }: { transactionId: string }) => accept(transactionId),
      },
      salesInvoices: {
        list: () => Promise.resolve(record.invoice?.x_netvisor_key ? [{ ...row, ...sums }] : []),
        addXml: (_xml: string, { transactionId }: { transactionId: string }) => accept(transactionId),
        editXml: (_key: number, _xml: string, { transactionId }: { transactionId: string }) =>
          accept(transactionId),
      },
      salesPayments: {
        list: () => Promise.resolve([]),
        add: (_document: object, { transactionId }: { transactionId: string }) => accept(transactionId),
      },
    },
    registers: { read: () => Promise.resolve({}), paymentTerms: () => Promise.resolve([]) },
  };
  return { deps: known as unknown as ConnectionDeps, sent, writes };
}

const claim = (settleAfter: number, ...more: readonly unknown[]): string =>
  [ATTEMPT, TX, settleAfter, ...more].join(' ');

function marked(settleAfter: number, change: Partial<Invoice>, more: Partial<Mark> = {}): Invoice {
  const invoice = anInvoice({ x_netvisor_attempt: ATTEMPT, ...change });
  const comment = privateComment(UUID, invoice.id, contentDigest(invoice));
  return {
    ...invoice,
    x_netvisor_mark: markText({ number: '202600001', comment, transactionId: TX, settleAfter, ...more }),
  };
}

function paidInvoice(paymentClaim: string): Invoice {
  const matched = {
    id: 71,
    amount: 112.95,
    max_date: '2026-11-20',
    debit_amount_currency: 112.95,
    credit_move_id: {
      date: '2026-11-20',
      move_id: { id: 70, move_type: 'entry', origin_payment_id: undefined, line_ids: [] },
    },
  };
  return marked(OVER, {
    x_netvisor_key: `${LEDGER}:57`,
    x_netvisor_state: 'paying',
    amount_residual: 0,
    x_netvisor_payments: toFollow([70]),
    x_netvisor_payment_attempt: paymentClaim,
    company_id: aCompany({ x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' }),
    line_ids: [...anInvoice().line_ids, anItem({ matched_credit_ids: [matched] })],
  });
}

type Play = (settleAfter: number, absent?: Absence) => Promise<Played>;
const inActivity = <T>(body: () => Promise<T>): Promise<T> =>
  new MockActivityEnvironment({ startToCloseTimeoutMs: timing().attemptMs }).run(body);

async function played(own: Office, body: () => Promise<unknown>): Promise<Played> {
  return { result: await inActivity(body), sent: own.sent, writes: own.writes };
}

const common = (absent: Absence | undefined) => ({ connection: 'main', ...(absent && { absent }) });

const WRITES: Readonly<Record<string, Play>> = {
  'a new invoice'(settleAfter, absent) {
    const own = office({ invoice: marked(settleAfter, {}) });
    const { postInvoice } = createSendInvoiceActivities(() => own.deps);
    return played(own, () => postInvoice({ ...common(absent), moveId: 42 }));
  },
  'an edit'(settleAfter, absent) {
    const own = office({
      invoice: marked(
        settleAfter,
        { x_netvisor_key: `${LEDGER}:57`, x_netvisor_state: 'sending' },
        { unconfirmed: true, before: { comment: EARLIER } },
      ),
    });
    const { postInvoice } = createSendInvoiceActivities(() => own.deps);
    return played(own, () => postInvoice({ ...common(absent), moveId: 42 }));
  },
  'a payment'(settleAfter, absent) {
    const own = office({ invoice: paidInvoice(claim(settleAfter, 70, '2026-11-20')) });
    const { sendPayment } = createPaymentActivities(() => own.deps);
    return played(own, () => sendPayment({ ...common(absent), moveId: 42 }));
  },
  'a register record'(settleAfter, absent) {
    const own = office({ claim: claim(settleAfter) });
    const { createProduct } = createRegisterActivities(() => own.deps);
    return played(own, () => createProduct({ ...common(absent), recordId: 8 }));
  },
};

describe.each(Object.entries(WRITES))(
  '%s whose reply was lost and that Netvisor does not show',
  (_what, play) => {
    test('waits as long as nothing is known', async () => {
      const { result, sent } = await play(OVER);
      expect(result).toMatchObject({ kind: 'in-doubt', doubt: { attempt: ATTEMPT, settleAfter: OVER } });
      expect(sent).toEqual([]);
    });

    test('waits for Netvisor also when a person has decided', async () => {
      const { result, sent } = await play(LATER, { attempt: ATTEMPT, by: 'person' });
      expect(result).toMatchObject({ kind: 'in-doubt', doubt: { attempt: ATTEMPT, settleAfter: LATER } });
      expect(sent).toEqual([]);
    });

    test('is sent again under its own id on proof', async () => {
      const { sent } = await play(OVER, { attempt: ATTEMPT, by: 'looked' });
      expect(sent).toEqual([TX]);
    });

    test.each(['looked-refused', 'person'] as const)('is sent under a new id: %s', async (by) => {
      const { sent } = await play(OVER, { attempt: ATTEMPT, by });
      expect(sent).toHaveLength(1);
      expect(sent).not.toEqual([TX]);
    });

    test('asks a person where Netvisor says that it knows the request', async () => {
      const { result, sent } = await play(OVER, { attempt: ATTEMPT, by: 'looked-not-unique' });
      expect(result).toMatchObject({ kind: 'rejected', reason: 'RequestNotUnique' });
      expect(sent).toEqual([]);
    });
  },
);

describe('a claim that somebody has damaged', () => {
  const PROOF = { connection: 'main', absent: { attempt: ATTEMPT, by: 'looked' } } as const;

  test.each([ATTEMPT, `${ATTEMPT} ${TX}`, `${ATTEMPT} ${TX} soon`])(
    'is no proof that a record is not on its way: "%s"',
    async (damaged) => {
      const { deps, sent, writes } = office({ claim: damaged });
      const { createProduct } = createRegisterActivities(() => deps);
      const failure = await inActivity(() => createProduct({ ...PROOF, recordId: 8 })).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(ApplicationFailure);
      expect(failure).toMatchObject({ type: 'Bug', message: 'DamagedClaim' });
      expect([sent, writes]).toEqual([[], []]);
    },
  );

  test.each([ATTEMPT, `${ATTEMPT} ${TX}`, claim(OVER)])(
    'is no proof that a payment is not on its way: "%s"',
    async (damaged) => {
      const { deps, sent, writes } = office({ invoice: paidInvoice(damaged) });
      const { sendPayment } = createPaymentActivities(() => deps);
      const failure = await inActivity(() => sendPayment({ ...PROOF, moveId: 42 })).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ type: 'Bug', message: 'DamagedClaim' });
      expect([sent, writes]).toEqual([[], []]);
    },
  );
});
