import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, type Case } from './cases.ts';
import { inNetvisor, PAY } from './netvisor-documents.ts';
import {
  anInvoice,
  arrive,
  creditNoteOf,
  fieldOf,
  lookedAfter,
  messagesOf,
  postsOf,
  stateIs,
} from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 28, netvisor: CARELESS_NETVISOR });
  worker = await world.startWorker();
  free = [...world.companies];
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** A company that sends paid invoices with their payment. */
function company(more: Readonly<Record<string, string>> = {}, as: 'open' | 'unsent' = 'open'): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  arrive(own, as);
  own.odoo.edit('res.company', 1, {
    x_netvisor_paid: 'with-payment',
    x_netvisor_payment_method: 'Kortti',
    ...more,
  });
  return own;
}

/** An invoice of 112.95 that was paid in Odoo, in one or more parts, before anybody sends it. */
function paid(own: Company, amounts: readonly number[] = [112.95], delivered = true): Case {
  const made = anInvoice(own, delivered);
  for (const amount of amounts) own.odoo.registerPayment({ invoice: made.moveId, amount });
  return made;
}

const paymentsOf = (own: Company) => own.netvisor.state().salesPayments;

async function sent({ company: own, moveId }: Case): Promise<void> {
  await own.send(moveId);
  await stateIs(own, moveId, 'sent');
}

describe('an invoice that is paid in Odoo', () => {
  test('is sent with its payment: nothing is open in Netvisor, and Odoo knows the key', async () => {
    const own = paid(company());
    await sent(own);
    expect(inNetvisor(own.company, own.moveId)).toMatchObject({ openSum: '0.00', status: 'paid' });
    const [payment, ...more] = paymentsOf(own.company);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({ sum: '112.95', methodName: 'Kortti' });
    const name = own.company.odoo.value('res.partner', own.partnerId, 'name');
    expect(payment?.name).toMatch(new RegExp(`^${String(name)} Silta [0-9a-f-]{36} ${own.moveId} \\d+$`));
    expect(Object.values(fieldOf(own.company, own.moveId, 'payments') as object)).toContain(
      String(payment?.netvisorKey),
    );
    expect(fieldOf(own.company, own.moveId, 'payment_attempt')).toBe(false);
    expect(messagesOf(own.company, own.moveId)).toContain('Payments sent to Netvisor with the invoice: 1.');
    await expectNothingStuck(world, [own]);
  });

  test('in part is sent with that part, and the rest is open', async () => {
    const own = paid(company(), [50]);
    await sent(own);
    expect(inNetvisor(own.company, own.moveId)).toMatchObject({ openSum: '62.95', status: 'open' });
  });

  test('in three parts has three payments in Netvisor', async () => {
    const own = paid(company(), [50, 30, 32.95]);
    await sent(own);
    expect(paymentsOf(own.company).map(({ sum }) => sum)).toEqual(['50.00', '30.00', '32.95']);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('0.00');
  });

  test('arrives unsent where Netvisor delivers, and its payment is linked all the same', async () => {
    const own = paid(company({}, 'unsent'), [112.95], false);
    await sent(own);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('0.00');
  });

  test('and credited in part has its payment compared with what the credit note leaves', async () => {
    const own = anInvoice(company());
    creditNoteOf(own, { price: 10 });
    own.company.odoo.registerPayment({ invoice: own.moveId });
    await sent(own);
    // The credit note is matched by its own sending.
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('12.55');
  });

  test('however often it is asked for, is in Netvisor once and paid once', async () => {
    const own = paid(company());
    await Promise.all(Array.from({ length: 20 }, () => own.company.send(own.moveId)));
    await stateIs(own.company, own.moveId, 'sent');
    await expectNothingStuck(world, [own]);
    for (let press = 0; press < 5; press += 1) await own.company.send(own.moveId);
    await expectNothingStuck(world, [own]);
    expect(postsOf(own.company, PAY)).toBe(1);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('0.00');
  });

  test('after it was sent is not paid in Netvisor by Silta: that payment may come from there', async () => {
    const own = anInvoice(company());
    await sent(own);
    own.company.odoo.registerPayment({ invoice: own.moveId });
    await own.company.send(own.moveId);
    await expectNothingStuck(world, [own]);
    expect(postsOf(own.company, PAY)).toBe(0);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('112.95');
  });
});

describe('what is refused by name', () => {
  const refused = async (own: Case, reason: string): Promise<void> => {
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'attention');
    expect(fieldOf(own.company, own.moveId, 'reason')).toBe(reason);
    expect(own.company.netvisor.state().salesInvoices).toEqual([]);
  };

  test('a paid invoice where the company sends none', () =>
    refused(paid(company({ x_netvisor_paid: 'refuse' })), 'AlreadyPaid'));

  test('a paid invoice without a payment method', () =>
    refused(paid(company({ x_netvisor_payment_method: '' })), 'PaymentMethodMissing'));

  test('an invoice that Odoo shows as paid without an entry for the payment', async () => {
    const own = anInvoice(company());
    own.company.odoo.edit('account.move', own.moveId, { payment_state: 'in_payment' });
    await refused(own, 'PaymentWithoutEntry');
  });

  test('a payment method that Netvisor does not have: the invoice is there, and the payment follows when cured', async () => {
    const own = paid(company({ x_netvisor_payment_method: 'Laskettelukortti' }));
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'attention');
    expect(fieldOf(own.company, own.moveId, 'reason')).toBe('PaymentRefused');
    own.company.odoo.edit('res.company', 1, { x_netvisor_payment_method: 'Käteinen' });
    await sent(own);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('0.00');
    expect(paymentsOf(own.company)).toHaveLength(1);
  });

  test('an open sum that is not what it should be, until somebody has put it right', async () => {
    const own = paid(company());
    own.company.netvisor.faults.add({ operation: PAY, fault: 'hold-before' });
    await own.company.send(own.moveId);
    await until(
      'held',
      () => own.company.netvisor.faults.held().length,
      (held) => held === 1,
    );
    const { netvisorKey, referenceNumber } = inNetvisor(own.company, own.moveId);
    expect(netvisorKey).toBeGreaterThan(0);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '100.00' });
    own.company.netvisor.settings.patch({ overpayment: 'negative-open-sum' });
    own.company.netvisor.faults.release();
    await stateIs(own.company, own.moveId, 'attention');
    expect(fieldOf(own.company, own.moveId, 'reason')).toBe('PaymentDiffers');
    expect(fieldOf(own.company, own.moveId, 'message')).toContain('Odoo 0,00, Netvisor -100,00');
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'attention');
    expect(postsOf(own.company, PAY)).toBe(1);
  });
});

describe('when the reply to a payment is lost', () => {
  test.each([
    ['before it was booked', 'cut-before'],
    ['after it was booked', 'cut-after'],
    ['in garbage before', 'garbage-before'],
    ['in garbage after', 'garbage-after'],
    ['with an error before', 'technical-error-before'],
    ['with an error after', 'technical-error-after'],
    ['in maintenance', 'maintenance'],
  ])('%s, it is booked once', async (_what, fault) => {
    const own = paid(company(), [50]);
    own.company.netvisor.faults.add({ operation: PAY, fault });
    await sent(own);
    expect(own.company.netvisor.faults.list()).toMatchObject([{ fired: 1 }]);
    expect(paymentsOf(own.company)).toHaveLength(1);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('62.95');
    await expectNothingStuck(world, [own]);
  });

  test('while Netvisor may still be working on it, it is looked for and not sent again', async () => {
    const own = paid(company(), [50]);
    own.company.netvisor.faults.add({ operation: PAY, fault: 'hold-before' });
    await own.company.send(own.moveId);
    await lookedAfter(own.company, PAY, 2);
    expect(postsOf(own.company, PAY)).toBe(1);
    own.company.netvisor.faults.release();
    await stateIs(own.company, own.moveId, 'sent');
    expect(postsOf(own.company, PAY)).toBe(1);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('62.95');
  });

  test('after it was booked and linked to nothing, it is found all the same, and a person is told', async () => {
    const own = paid(company());
    const { faults } = own.company.netvisor;
    // The last look before it is sent.
    faults.add({ operation: 'GET salespaymentlist.nv', fault: 'hold-after', skip: 1 });
    faults.add({ operation: PAY, fault: 'cut-after' });
    await own.company.send(own.moveId);
    await until(
      'held',
      () => faults.held().length,
      (held) => held === 1,
    );
    // Paid at the bank in that moment, so that Netvisor links no further payment.
    const { referenceNumber } = inNetvisor(own.company, own.moveId);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '112.95' });
    faults.release();
    await stateIs(own.company, own.moveId, 'attention');
    expect(fieldOf(own.company, own.moveId, 'reason')).toBe('PaymentDiffers');
    expect(paymentsOf(own.company).filter(({ name }) => name.includes('Silta'))).toHaveLength(1);
    expect(postsOf(own.company, PAY)).toBe(1);
  });

  test.each(['hold-before', 'hold-after'])(
    'with the worker that sent it (%s), it is booked once',
    async (fault) => {
      const own = paid(company(), [50]);
      own.company.netvisor.faults.add({ operation: PAY, fault });
      await own.company.send(own.moveId);
      await until(
        'held',
        () => own.company.netvisor.faults.held().length,
        (held) => held === 1,
      );
      worker.signal('SIGKILL');
      await worker.gone();
      worker = await world.startWorker();
      // What the dead worker had sent is processed while its successor looks.
      own.company.netvisor.faults.release();
      await stateIs(own.company, own.moveId, 'sent');
      expect(paymentsOf(own.company)).toHaveLength(1);
      expect(inNetvisor(own.company, own.moveId).openSum).toBe('62.95');
      await expectNothingStuck(world, [own]);
    },
  );
});
