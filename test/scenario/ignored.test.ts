import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ignoreInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck } from './cases.ts';
import { inNetvisor, MATCH, PAY, sendInNetvisor } from './netvisor-documents.ts';
import {
  anInvoice,
  arrive,
  creditNoteOf,
  fieldOf,
  messagesOf,
  postsOf,
  sendAgain,
  stateIs,
} from './settling-stage.ts';
import { CARELESS_NETVISOR, quiet } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 3, netvisor: CARELESS_NETVISOR });
  free = [...world.companies];
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

function company(as: 'open' | 'unsent' = 'open'): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  arrive(own, as);
  return own;
}

async function ignored(own: Company, moveId: number): Promise<void> {
  // It can be ignored as soon as its run waits for a person.
  await quiet(own);
  await ignoreInvoice(temporal.client, own.name, moveId, 'DoneByHand');
  await until(
    'ignored',
    () => messagesOf(own, moveId),
    (messages) => messages.includes('DoneByHand'),
  );
  expect(fieldOf(own, moveId, 'state')).toBe('sent');
}

describe('what a person has taken into their own hands is theirs for good', () => {
  test('a payment that was refused, and booked by hand in Netvisor under another method', async () => {
    const own = anInvoice(company());
    own.company.odoo.edit('res.company', 1, {
      x_netvisor_paid: 'with-payment',
      x_netvisor_payment_method: 'Laskettelukortti',
    });
    own.company.odoo.registerPayment({ invoice: own.moveId, amount: 50 });
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'attention');
    await ignored(own.company, own.moveId);
    expect(messagesOf(own.company, own.moveId)).toContain('Silta does not send its payments any more.');
    own.company.odoo.edit('res.company', 1, { x_netvisor_payment_method: 'Kortti' });
    await sendAgain(own.company, own.moveId, 'sent');
    expect(postsOf(own.company, PAY)).toBe(1);
    expect(inNetvisor(own.company, own.moveId).openSum).toBe('112.95');
    await expectNothingStuck(world, [own]);
  });

  test('a match that waits for Netvisor', async () => {
    const own = anInvoice(company('unsent'), false);
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'sent');
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await until(
      'told',
      () => fieldOf(own.company, note, 'message'),
      (words) => String(words).includes('only when both have been sent'),
    );
    await ignored(own.company, note);
    expect(messagesOf(own.company, note)).toContain('Silta does not match it any more.');
    for (const id of [own.moveId, note]) sendInNetvisor(own.company, id);
    await sendAgain(own.company, note, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(0);
  });

  test('a match that does not fit what Netvisor has', async () => {
    const own = anInvoice(company());
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'sent');
    const { referenceNumber } = inNetvisor(own.company, own.moveId);
    const note = creditNoteOf(own);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '112.95' });
    await own.company.send(note);
    await stateIs(own.company, note, 'attention');
    await ignored(own.company, note);
    await sendAgain(own.company, note, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(0);
  });
});
