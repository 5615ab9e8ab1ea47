import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ignoreInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { SILTA_QUEUE, timing, type SendInvoiceInput } from '../../workflows/contract.ts';
import { expectNothingStuck, type Case } from './cases.ts';
import { inNetvisor, MATCH, sendInNetvisor } from './netvisor-documents.ts';
import {
  anInvoice,
  anotherInvoice,
  arrive,
  creditNoteOf,
  fieldOf,
  lookedAfter,
  messagesOf,
  postsOf,
  standing,
  stateIs,
} from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let worker: WorkerProcess;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 33, netvisor: CARELESS_NETVISOR });
  worker = await world.startWorker();
  free = [...world.companies];
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** A company of its own whose documents arrive in Netvisor as sent, so that they can be matched at once. */
function company(as: 'open' | 'unsent' = 'open'): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  arrive(own, as);
  return own;
}

async function sent(own: Case): Promise<void> {
  await own.company.send(own.moveId);
  await stateIs(own.company, own.moveId, 'sent');
}

const PAIR_SETTLED = [
  { openSum: '0.00', settled: 1 },
  { openSum: '0.00', settled: 1 },
];

describe('a credit note', () => {
  test('is matched to the invoice that it reverses, and both sides say so', async () => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own);
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
    expect(inNetvisor(own.company, note)).toMatchObject({ gross: '-112.95', status: 'paid' });
    expect(fieldOf(own.company, note, 'matched_at')).toMatch(/^\d{4}-/);
    expect(fieldOf(own.company, note, 'key')).toBe(
      `test:${own.company.settings.netvisor.organisationId}:${inNetvisor(own.company, note).netvisorKey}`,
    );
    expect(messagesOf(own.company, note)).toContain('Matched in Netvisor to INV/2026/00001.');
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
  });

  test('for a part leaves the rest of the invoice open', async () => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own, { price: 10 });
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual([
      { openSum: '100.40', settled: 1 },
      { openSum: '0.00', settled: 1 },
    ]);
  });

  test('over several invoices is matched to each, by the amounts of Odoo', async () => {
    const first = anInvoice(company());
    const second = { ...first, moveId: anotherInvoice(first) };
    await sent(first);
    await sent(second);
    const note = creditNoteOf(first, { price: 150 });
    first.company.odoo.reconcile({ invoice: second.moveId, with: note });
    await first.company.send(note);
    await stateIs(first.company, note, 'sent');
    expect(standing(first.company, first.moveId, second.moveId, note)).toEqual([
      { openSum: '0.00', settled: 1 },
      { openSum: '37.65', settled: 1 },
      { openSum: '0.00', settled: 2 },
    ]);
  });

  test('beside another one of the same invoice, matched in the same moment, is matched as well', async () => {
    const own = anInvoice(company());
    await sent(own);
    const notes = [10, 20].map((price) => creditNoteOf(own, { price }));
    const { faults } = own.company.odoo;
    const original = { operation: 'account.move/web_read', where: { id: own.moveId } };
    faults.add({ ...original, fault: 'hold-after', times: notes.length });
    await Promise.all(notes.map((note) => own.company.send(note)));
    await until(
      'both are about to be matched',
      () => faults.held().length,
      (held) => held === notes.length,
    );
    faults.release();
    for (const note of notes) await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, ...notes)).toEqual([
      { openSum: '75.30', settled: 2 },
      ...notes.map(() => ({ openSum: '0.00', settled: 1 })),
    ]);
  });

  test('that stands alone is sent and nothing is matched', async () => {
    const own = anInvoice(company());
    const { id } = own.company.odoo.createInvoice({
      type: 'out_refund',
      partner: own.partnerId,
      lines: [{ product: own.productId, quantity: 1, price: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
    });
    own.company.odoo.edit('account.move', id, { is_move_sent: true });
    await own.company.send(id);
    await stateIs(own.company, id, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(0);
    expect(inNetvisor(own.company, id).openSum).toBe('-12.55');
  });

  test('however often it is asked for, at once and later, is in Netvisor once and matched once', async () => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own);
    await Promise.all(Array.from({ length: 20 }, () => own.company.send(note)));
    await stateIs(own.company, note, 'sent');
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
    for (let press = 0; press < 5; press += 1) await own.company.send(note);
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
    expect(postsOf(own.company, MATCH)).toBe(1);
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
  });

  test('that is asked for together with its invoice waits for that, and both get there', async () => {
    const own = anInvoice(company());
    const note = creditNoteOf(own);
    await Promise.all([own.company.send(note), own.company.send(own.moveId)]);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
  });

  test('whose invoice is parked waits for it by name, and is matched when that was cured', async () => {
    const own = anInvoice(company(), false);
    await own.company.send(own.moveId);
    await stateIs(own.company, own.moveId, 'attention');
    const note = creditNoteOf(own);
    await own.company.send(note);
    await until(
      'told',
      () => fieldOf(own.company, note, 'message'),
      (words) => String(words).includes('waits for the invoice INV/2026/00001'),
    );
    expect(fieldOf(own.company, note, 'state')).toBe('waiting');
    own.company.odoo.edit('account.move', own.moveId, { is_move_sent: true });
    await own.company.send(own.moveId);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
    expect(fieldOf(own.company, note, 'message')).toBe(false);
  });
});

describe('a credit note that Netvisor has not sent yet', () => {
  test('waits, says for what, and is matched by itself when both were sent there', async () => {
    const own = anInvoice(company('unsent'), false);
    await sent(own);
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await until(
      'told',
      () => fieldOf(own.company, note, 'message'),
      (words) => String(words).includes('only when both have been sent'),
    );
    expect(fieldOf(own.company, note, 'state')).toBe('waiting');
    expect(fieldOf(own.company, note, 'reason')).toBe(false);
    sendInNetvisor(own.company, note);
    expect(postsOf(own.company, MATCH)).toBe(0);
    sendInNetvisor(own.company, own.moveId);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
  });

  test('takes one call to Netvisor a look, and writes nothing that Odoo knows already', async () => {
    const own = anInvoice(company('unsent'), false);
    await sent(own);
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await stateIs(own.company, note, 'waiting');
    const looks = () =>
      own.company.netvisor.calls.list().filter(({ operation }) => operation === 'GET salesinvoicelist.nv')
        .length;
    await until('told', () => fieldOf(own.company, note, 'message'), Boolean);
    const before = {
      looks: looks(),
      others: own.company.netvisor.calls.list().length - looks(),
      writes: own.company.odoo.calls.list().filter(({ operation }) => operation.endsWith('/run')).length,
    };
    await until('looked at again', looks, (count) => count >= before.looks + 2);
    expect(own.company.netvisor.calls.list().length - looks()).toBe(before.others);
    expect(own.company.odoo.calls.list().filter(({ operation }) => operation.endsWith('/run'))).toHaveLength(
      before.writes,
    );
    sendInNetvisor(own.company, note);
    sendInNetvisor(own.company, own.moveId);
    await stateIs(own.company, note, 'sent');
  });

  test('for days raises the alarm, and everything clears when it could be matched', async () => {
    const own = anInvoice(company('unsent'), false);
    await sent(own);
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await stateIs(own.company, note, 'waiting');
    const handle = temporal.client.workflow.getHandle(own.company.workflowId(note));
    await handle.terminate('test');
    // As a run goes on that has been continued after three days.
    const { limitSeconds } = own.company.settings.netvisor;
    const input: SendInvoiceInput = {
      connection: own.company.name,
      moveId: note,
      limitSeconds,
      waiting: {
        netvisorKey: String(inNetvisor(own.company, note).netvisorKey),
        since: new Date(Date.now() - timing(limitSeconds).alarmMs).toISOString(),
        looks: 0,
      },
    };
    await temporal.client.workflow.start('SendInvoice', {
      taskQueue: SILTA_QUEUE,
      workflowId: own.company.workflowId(note),
      args: [input],
    });
    await stateIs(own.company, note, 'attention');
    expect(fieldOf(own.company, note, 'reason')).toBe('WaitingForNetvisor');
    sendInNetvisor(own.company, note);
    sendInNetvisor(own.company, own.moveId);
    await stateIs(own.company, note, 'sent');
    expect(fieldOf(own.company, note, 'reason')).toBe(false);
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
  });

  test('and that a person wants left alone stays unmatched', async () => {
    const own = anInvoice(company('unsent'), false);
    await sent(own);
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await stateIs(own.company, note, 'waiting');
    await ignoreInvoice(temporal.client, own.company.name, note, 'MatchedByHand');
    await stateIs(own.company, note, 'sent');
    expect(messagesOf(own.company, note)).toContain('MatchedByHand');
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
    expect(postsOf(own.company, MATCH)).toBe(0);
  });

  test('whose run was terminated is taken up again by asking for it', async () => {
    const own = anInvoice(company('unsent'), false);
    await sent(own);
    const note = creditNoteOf(own, { delivered: false });
    await own.company.send(note);
    await stateIs(own.company, note, 'waiting');
    await temporal.client.workflow.getHandle(own.company.workflowId(note)).terminate('test');
    sendInNetvisor(own.company, note);
    sendInNetvisor(own.company, own.moveId);
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
  });
});

describe('what a person has to decide', () => {
  test('an invoice that Silta has not sent: matched by hand in Netvisor, left alone here', async () => {
    const own = anInvoice(company());
    const note = creditNoteOf(own);
    await own.company.send(note);
    await stateIs(own.company, note, 'attention');
    expect(fieldOf(own.company, note, 'reason')).toBe('OriginalNotInNetvisor');
    expect(fieldOf(own.company, note, 'message')).toContain('INV/2026/00001');
    expect(messagesOf(own.company, note)).toContain('In Netvisor, but something is left to do.');
    await until(
      'left alone',
      async () =>
        (await ignoreInvoice(temporal.client, own.company.name, note, 'MatchedByHand')) &&
        fieldOf(own.company, note, 'state'),
      (seen) => seen === 'sent' || seen === false,
    );
    await stateIs(own.company, note, 'sent');
  });

  test('a payment that stands in Netvisor only: nothing is matched before somebody has looked', async () => {
    const own = anInvoice(company());
    await sent(own);
    const { referenceNumber } = inNetvisor(own.company, own.moveId);
    const note = creditNoteOf(own);
    own.company.netvisor.receivePayment({ reference: referenceNumber, sum: '112.95' });
    await own.company.send(note);
    await stateIs(own.company, note, 'attention');
    expect(fieldOf(own.company, note, 'reason')).toBe('MatchDiffers');
    expect(postsOf(own.company, MATCH)).toBe(0);
  });

  test('a credit note in another currency than its invoice, which Netvisor does not match', async () => {
    const own = anInvoice(company());
    await sent(own);
    const { id } = own.company.odoo.createInvoice({
      type: 'out_refund',
      partner: own.partnerId,
      currency: 'USD',
      lines: [{ product: own.productId, quantity: 1, price: 10, taxes: ['tax_dom_sales_goods_25_5'] }],
    });
    own.company.odoo.edit('account.move', id, { is_move_sent: true, reversed_entry_id: own.moveId });
    await own.company.send(id);
    await stateIs(own.company, id, 'attention');
    expect(fieldOf(own.company, id, 'reason')).toBe('MatchOtherCurrency');
    expect(postsOf(own.company, MATCH)).toBe(0);
  });

  test('two documents in dollars are matched in dollars', async () => {
    const own = anInvoice(company());
    const inDollars = (more: object): number => {
      const { id } = own.company.odoo.createInvoice({
        partner: own.partnerId,
        currency: 'USD',
        lines: [{ product: own.productId, quantity: 1, price: 100, taxes: ['tax_dom_sales_goods_25_5'] }],
        ...more,
      });
      own.company.odoo.edit('account.move', id, { is_move_sent: true });
      return id;
    };
    const invoice = inDollars({});
    const note = inDollars({ type: 'out_refund', reversedEntry: invoice });
    await own.company.send(invoice);
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(inNetvisor(own.company, note)).toMatchObject({ currency: 'USD', openCurrencySum: '0.00' });
    expect(inNetvisor(own.company, invoice).openCurrencySum).toBe('0.00');
  });

  test("Netvisor's own refusal, in words for the person and apart from them Netvisor's", async () => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own);
    own.company.netvisor.faults.add({
      operation: MATCH,
      fault: 'refuse',
      code: 'INVALID_DATA',
      text: 'Kohdistus ei onnistu',
    });
    await own.company.send(note);
    await stateIs(own.company, note, 'attention');
    expect(fieldOf(own.company, note, 'reason')).toBe('MatchRefused');
    expect(fieldOf(own.company, note, 'detail')).toContain('Kohdistus ei onnistu');
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(standing(own.company, own.moveId, note)).toEqual(PAIR_SETTLED);
  });
});

describe('when the reply to a match is lost', () => {
  test.each([
    ['before it was booked', 'cut-before'],
    ['after it was booked', 'cut-after'],
    ['in garbage before', 'garbage-before'],
    ['in garbage after', 'garbage-after'],
    ['with an error before', 'technical-error-before'],
    ['with an error after', 'technical-error-after'],
    ['because it was sent twice on the way', 'duplicate'],
    ['in maintenance', 'maintenance'],
  ])('%s, the two are matched once', async (_what, fault) => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own, { price: 10 });
    own.company.netvisor.faults.add({ operation: MATCH, fault });
    await own.company.send(note);
    await stateIs(own.company, note, 'sent');
    expect(own.company.netvisor.faults.list()).toMatchObject([{ fired: 1 }]);
    expect(standing(own.company, own.moveId, note)).toEqual([
      { openSum: '100.40', settled: 1 },
      { openSum: '0.00', settled: 1 },
    ]);
    await expectNothingStuck(world, [{ ...own, moveId: note }]);
  });

  test('while Netvisor may still be working on it, it is looked at and not asked for again', async () => {
    const own = anInvoice(company());
    await sent(own);
    const note = creditNoteOf(own, { price: 10 });
    own.company.netvisor.faults.add({ operation: MATCH, fault: 'hold-before' });
    await own.company.send(note);
    await lookedAfter(own.company, MATCH, 2);
    expect(postsOf(own.company, MATCH)).toBe(1);
    own.company.netvisor.faults.release();
    await stateIs(own.company, note, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(1);
    expect(standing(own.company, own.moveId, note)).toMatchObject([
      { openSum: '100.40' },
      { openSum: '0.00' },
    ]);
  });

  test.each(['hold-before', 'hold-after'])(
    'with the worker that sent it (%s), the two are matched once',
    async (fault) => {
      const own = anInvoice(company());
      await sent(own);
      const note = creditNoteOf(own, { price: 10 });
      own.company.netvisor.faults.add({ operation: MATCH, fault });
      await own.company.send(note);
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
      await stateIs(own.company, note, 'sent');
      expect(standing(own.company, own.moveId, note)).toEqual([
        { openSum: '100.40', settled: 1 },
        { openSum: '0.00', settled: 1 },
      ]);
      await expectNothingStuck(world, [{ ...own, moveId: note }]);
    },
  );
});
