import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, type Case } from './cases.ts';
import { inNetvisor, PAY } from './netvisor-documents.ts';
import { anInvoice, arrive, fieldOf, messagesOf, postsOf, sendAgain, stateIs } from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 6, netvisor: CARELESS_NETVISOR });
  free = [...world.companies];
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

const METHOD_UNKNOWN = { x_netvisor_payment_method: 'Laskettelukortti' };
const METHOD_KNOWN = { x_netvisor_payment_method: 'Kortti' };

interface Paid extends Case {
  /** The entry of the payment that Odoo had before the invoice was sent. */
  readonly entry: number;
}

/** An invoice of 112.95 that was paid in Odoo before it is sent, in a company that sends it with its payment. */
function paid(method: Readonly<Record<string, string>>): Paid {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  arrive(own, 'open');
  own.odoo.edit('res.company', 1, { x_netvisor_paid: 'with-payment', ...method });
  const made = anInvoice(own);
  const { id } = own.odoo.registerPayment({ invoice: made.moveId });
  return { ...made, entry: Number(own.odoo.value('account.payment', id, 'move_id')) };
}

/** Sent, while its payment is refused: the company's payment method is not one of Netvisor's. */
async function refusedPayment(): Promise<Paid> {
  const own = paid(METHOD_UNKNOWN);
  await own.company.send(own.moveId);
  await stateIs(own.company, own.moveId, 'attention');
  expect(fieldOf(own.company, own.moveId, 'reason')).toBe('PaymentRefused');
  own.company.odoo.edit('res.company', 1, METHOD_KNOWN);
  return own;
}

const openOf = ({ company, moveId }: Case): string => inNetvisor(company, moveId).openSum;

function expectAsked({ company, moveId }: Case): void {
  expect(fieldOf(company, moveId, 'reason')).toBe('PaymentDiffers');
  expect(fieldOf(company, moveId, 'message')).toContain('Odoo 0,00, Netvisor 112,95');
}

describe('a payment that is to follow an invoice', () => {
  test('follows it although its match was undone and made anew in Odoo', async () => {
    const own = await refusedPayment();
    own.company.odoo.unreconcile({ invoice: own.moveId });
    own.company.odoo.reconcile({ invoice: own.moveId, with: own.entry });
    await sendAgain(own.company, own.moveId, 'sent');
    expect(openOf(own)).toBe('0.00');
    expect(own.company.netvisor.state().salesPayments).toHaveLength(1);
    await expectNothingStuck(world, [own]);
  });

  test('and was replaced by another one in Odoo is asked about with both open sums', async () => {
    const own = await refusedPayment();
    own.company.odoo.unreconcile({ invoice: own.moveId });
    own.company.odoo.registerPayment({ invoice: own.moveId });
    await sendAgain(own.company, own.moveId, 'attention');
    expectAsked(own);
    expect(messagesOf(own.company, own.moveId)).not.toContain('Payments sent');
    expect(postsOf(own.company, PAY)).toBe(1);
  });

  test('whose reply was lost and that was replaced meanwhile is asked about, too', async () => {
    const own = paid(METHOD_KNOWN);
    own.company.netvisor.faults.add({ operation: PAY, fault: 'cut-before' });
    await own.company.send(own.moveId);
    await until(
      'struck',
      () => postsOf(own.company, PAY),
      (posts) => posts === 1,
    );
    own.company.odoo.unreconcile({ invoice: own.moveId });
    own.company.odoo.registerPayment({ invoice: own.moveId });
    await stateIs(own.company, own.moveId, 'attention');
    expectAsked(own);
  });

  test('and was taken off the invoice for good leaves it open on both sides, and nothing is said of payments', async () => {
    const own = await refusedPayment();
    own.company.odoo.unreconcile({ invoice: own.moveId });
    await sendAgain(own.company, own.moveId, 'sent');
    expect(openOf(own)).toBe('112.95');
    expect(messagesOf(own.company, own.moveId)).not.toContain('Payments sent');
  });

  test('and that somebody has booked by hand in Netvisor meanwhile is not booked again', async () => {
    const own = await refusedPayment();
    const { referenceNumber } = inNetvisor(own.company, own.moveId);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '112.95' });
    await sendAgain(own.company, own.moveId, 'sent');
    expect(own.company.netvisor.state().salesPayments).toHaveLength(1);
    expect(postsOf(own.company, PAY)).toBe(1);
  });

  test('is not sent to an invoice of which less is open than it would pay', async () => {
    const own = await refusedPayment();
    const { referenceNumber } = inNetvisor(own.company, own.moveId);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '100.00', partly: true });
    await sendAgain(own.company, own.moveId, 'attention');
    expect(fieldOf(own.company, own.moveId, 'message')).toContain('Odoo 0,00, Netvisor 12,95');
    expect(postsOf(own.company, PAY)).toBe(1);
  });
});
