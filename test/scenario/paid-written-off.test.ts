import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import type { Case } from './cases.ts';
import { inNetvisor, PAY } from './netvisor-documents.ts';
import { anInvoice, arrive, fieldOf, postsOf, stateIs } from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 2, netvisor: CARELESS_NETVISOR });
  free = [...world.companies];
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** An invoice of 112.95 that is paid in Odoo by 110.69: a cash discount was taken. */
function discounted(): Case {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  arrive(own, 'open');
  own.odoo.edit('res.company', 1, { x_netvisor_paid: 'with-payment', x_netvisor_payment_method: 'Kortti' });
  const made = anInvoice(own);
  own.odoo.registerPayment({ invoice: made.moveId, amount: 110.69, writeOff: '4230' });
  expect(own.odoo.value('account.move', made.moveId, 'payment_state')).toBe('paid');
  return made;
}

describe('an invoice of which something was written off in Odoo', () => {
  test('is sent with the money that was paid, and a person is asked about the rest with both sums', async () => {
    const { company, moveId } = discounted();
    await company.send(moveId);
    await stateIs(company, moveId, 'attention');
    expect(company.netvisor.state().salesPayments.map(({ sum }) => sum)).toEqual(['110.69']);
    expect(fieldOf(company, moveId, 'reason')).toBe('WriteOffNotCarried');
    expect(fieldOf(company, moveId, 'message')).toContain('Odoo 0,00, Netvisor 2,26');

    // Written off in Netvisor as well.
    const { referenceNumber } = inNetvisor(company, moveId);
    company.netvisor.receivePayment({ reference: referenceNumber, sum: '2.26' });
    await company.send(moveId);
    await stateIs(company, moveId, 'sent');
    expect(postsOf(company, PAY)).toBe(1);
  });

  test('is done at once where Netvisor takes the money for the whole', async () => {
    const { company, moveId } = discounted();
    company.netvisor.settings.patch({ paymentTolerance: 5 });
    await company.send(moveId);
    await stateIs(company, moveId, 'sent');
    expect(inNetvisor(company, moveId).openSum).toBe('0.00');
  });
});
