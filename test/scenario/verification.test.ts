import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ignoreInvoice } from '../../control/invoices.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import type { VerifyInvoicesResult } from '../../workflows/contract.ts';
import { silta } from '../cli/run.ts';
import { newCase, settled, type Case } from './cases.ts';
import { inNetvisor } from './netvisor-documents.ts';
import { anInvoice, creditNoteOf } from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';
import { deletedInNetvisor, editedInNetvisor, READ_SUMS, sentInBulk } from './verifying.ts';

let temporal: TestTemporal;
let world: World;
let numbering: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  // Calls are counted, so none may time out on a busy machine.
  const limitSeconds = 10;
  world = await createWorld({ temporal, companies: 11, limitSeconds, netvisor: CARELESS_NETVISOR });
  numbering = await createWorld({
    temporal,
    companies: 1,
    limitSeconds,
    invoices: { numbering: 'netvisor' },
  });
  await Promise.all([world.startWorker(), numbering.startWorker()]);
  free = [...world.companies];
});
afterAll(async () => {
  await Promise.all([world?.close(), numbering?.close()]);
  await temporal?.stop();
});

function company(): Company {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  return own;
}

async function verify({ settings }: Company): Promise<VerifyInvoicesResult> {
  return (await verifyInvoices(temporal.client, settings)).result();
}

const field = ({ company: own, moveId }: Case, name: string): unknown =>
  own.odoo.value('account.move', moveId, `x_netvisor_${name}`);
const verifiedAt = (own: Case): unknown => field(own, 'verified_at');
const state = (own: Case, wanted: string): Promise<unknown> =>
  until(
    wanted,
    () => field(own, 'state'),
    (seen) => seen === wanted,
  );
const asked = (own: Company, what = ''): number =>
  own.netvisor.calls.list().filter(({ operation }) => operation.includes(what)).length;

async function sent(own: Company, count: number): Promise<Case[]> {
  const cases = Array.from({ length: count }, () => newCase(own));
  for (const { moveId } of cases) await own.send(moveId);
  for (const each of cases) await settled(each);
  return cases;
}

describe('sent and verified are two things', () => {
  test('sent invoices are not verified until one call to Netvisor has shown that all their sums agree', async () => {
    const own = company();
    const cases = await sent(own, 3);
    expect(cases.map(verifiedAt)).toEqual([false, false, false]);
    const calls = asked(own);
    expect(await verify(own)).toEqual({ verified: 3, differing: 0, gone: 0 });
    expect(asked(own) - calls).toBe(1);
    expect(cases.map(verifiedAt)).toEqual(cases.map(() => expect.any(String)));
  });

  test('silta status tells the two apart, and when they were compared last', async () => {
    const own = company();
    await sent(own, 1);
    await verify(own);
    await sent(own, 2);
    const status = async () =>
      silta(['--config', world.configFile, 'status', own.name], world.environment).then(({ out }) => out);
    expect(await status()).toContain('sent invoices: 1 verified, 2 not verified yet');
    await until('listed', status, (out) => out.includes('verification: last COMPLETED at 20'));
    expect(await status()).toContain('none scheduled');
  });

  test('when nothing waits to be verified, Netvisor is not asked at all', async () => {
    const own = company();
    await sent(own, 1);
    await verify(own);
    const before = { netvisor: asked(own), odoo: own.odoo.calls.list().length };
    expect(await verify(own)).toEqual({ verified: 0, differing: 0, gone: 0 });
    expect(asked(own)).toBe(before.netvisor);
    expect(own.odoo.calls.list().length - before.odoo).toBe(1);
  });

  test('a thousand invoices cost two calls to Netvisor', async () => {
    const own = company();
    const ids = await sentInBulk(newCase(own), 1000);
    const calls = asked(own);
    expect(await verify(own)).toEqual({ verified: 1000, differing: 0, gone: 0 });
    expect([asked(own) - calls, asked(own, READ_SUMS)]).toEqual([2, 2]);
    const left = ids.filter((id) => !own.odoo.value('account.move', id, 'x_netvisor_verified_at'));
    expect(left).toEqual([]);
  }, 300_000);

  test('where Netvisor numbers, number and reference come to Odoo with the verification', async () => {
    const [own] = numbering.companies;
    if (!own) throw new Error('no company');
    const [one] = await sent(own, 1);
    if (!one) throw new Error('nothing sent');
    expect(field(one, 'number')).toBe(false);
    await verify(own);
    const [document] = own.netvisor.state().salesInvoices;
    expect(field(one, 'number')).toBe(document?.number);
    expect(field(one, 'reference')).toBe(document?.referenceNumber);
    expect(verifiedAt(one)).toEqual(expect.any(String));
  });
});

test('a lost reply of Odoo changes neither what is verified nor what is said of it', async () => {
  const own = company();
  const cases = await sent(own, 2);
  own.odoo.faults.add({ operation: 'account.move/write', fault: 'cut-after' });
  expect(await verify(own)).toEqual({ verified: 2, differing: 0, gone: 0 });
  expect(cases.map(verifiedAt)).toEqual(cases.map(() => expect.any(String)));
});

describe('an invoice whose sums in Netvisor are others', () => {
  test('waits for a person with both figures, and clears by itself when Netvisor was corrected', async () => {
    const own = company();
    const [one, other] = await sent(own, 2);
    if (!one || !other) throw new Error('nothing sent');
    await editedInNetvisor(one, '46');
    expect(await verify(own)).toEqual({ verified: 1, differing: 1, gone: 0 });
    await state(one, 'attention');
    expect(field(one, 'reason')).toBe('SumsDiffer');
    expect(field(one, 'message')).toContain('KOMY 25.5: Odoo 90,00 + 22,95, Netvisor 92,00 + 23,46');
    expect(field(one, 'message')).toContain('total: Odoo 112,95 EUR, Netvisor 115,46 EUR');
    expect([verifiedAt(one), verifiedAt(other)]).toEqual([false, expect.any(String)]);

    const runs = own.netvisor.calls.list().length;
    expect(await verify(own)).toEqual({ verified: 0, differing: 1, gone: 0 });
    // It knows already: only the comparison itself was a call.
    expect(own.netvisor.calls.list().length - runs).toBe(1);

    await editedInNetvisor(one, '45');
    expect(await verify(own)).toEqual({ verified: 1, differing: 0, gone: 0 });
    await state(one, 'sent');
    expect(field(one, 'reason')).toBe(false);
    expect(verifiedAt(one)).toEqual(expect.any(String));
  });

  test('is compared at once when a person presses Send after correcting it', async () => {
    const own = company();
    const [one] = await sent(own, 1);
    if (!one) throw new Error('nothing sent');
    await editedInNetvisor(one, '46');
    await own.send(one.moveId);
    await state(one, 'attention');
    await editedInNetvisor(one, '45');
    await own.send(one.moveId);
    await state(one, 'sent');
    expect(verifiedAt(one)).toEqual(expect.any(String));
    expect(own.netvisor.state().salesInvoices).toHaveLength(1);
  });
});

describe('a document in Netvisor that is not done with', () => {
  test('is compared while it waits to be matched: asks with both figures, and once cured waits on and is matched', async () => {
    const own = anInvoice(company(), false);
    const { moveId: invoice } = own;
    await own.company.send(invoice);
    await state(own, 'sent');
    const note: Case = { ...own, moveId: creditNoteOf(own, { delivered: false }) };
    await own.company.send(note.moveId);
    await state(note, 'waiting');
    const keys = [invoice, note.moveId].map((id) => inNetvisor(own.company, id).netvisorKey);

    await editedInNetvisor(note, '46', '-2');
    expect(await verify(own.company)).toEqual({ verified: 1, differing: 1, gone: 0 });
    await state(note, 'attention');
    expect(field(note, 'reason')).toBe('SumsDiffer');
    expect(field(note, 'message')).toContain('KOMY 25.5: Odoo -90,00 + -22,95, Netvisor -92,00 + -23,46');
    expect(field(note, 'message')).toContain('total: Odoo -112,95 EUR, Netvisor -115,46 EUR');

    await editedInNetvisor(note, '45', '-2');
    expect(await verify(own.company)).toEqual({ verified: 1, differing: 0, gone: 0 });
    await state(note, 'waiting');
    await until(
      'what it waits for is said',
      () => field(note, 'message'),
      (words) => String(words).includes('can be matched to INV/2026/00001 only when both'),
    );
    expect(verifiedAt(note)).toEqual(expect.any(String));
    expect(field(note, 'matched_at')).toBe(false);

    for (const netvisorKey of keys) own.company.netvisor.handleInvoice({ netvisorKey, action: 'send' });
    await state(note, 'sent');
    expect(field(note, 'matched_at')).toEqual(expect.any(String));
  });

  test('is compared while it waits for a person for another reason, and keeps its state and its reason', async () => {
    const own = company();
    const cases = await sent(own, 2);
    const [same, other] = cases;
    if (!same || !other) throw new Error('nothing sent');
    const standing = { x_netvisor_state: 'attention', x_netvisor_reason: 'PaymentRefused' };
    for (const { moveId } of cases) own.odoo.edit('account.move', moveId, standing);
    await editedInNetvisor(other, '46');
    expect(await verify(own)).toEqual({ verified: 1, differing: 1, gone: 0 });
    expect([verifiedAt(same), verifiedAt(other)]).toEqual([expect.any(String), false]);
    for (const { moveId } of cases) expect(own.invoice(moveId)).toMatchObject(standing);
    const { out } = await silta(['--config', world.configFile, 'status', own.name], world.environment);
    expect(out).toContain('sent invoices: 1 verified, 1 not verified yet');
  });
});

test('an invoice that was deleted in Netvisor waits for a person, and who leaves it so is not asked again', async () => {
  const own = company();
  const [one] = await sent(own, 1);
  if (!one) throw new Error('nothing sent');
  await deletedInNetvisor(one);
  expect(await verify(own)).toEqual({ verified: 0, differing: 0, gone: 1 });
  await state(one, 'attention');
  expect(field(one, 'reason')).toBe('InvoiceGoneInNetvisor');
  await until(
    'left as it is',
    () =>
      ignoreInvoice(temporal.client, own.name, one.moveId, 'DeletedOnPurpose').then(() =>
        field(one, 'state'),
      ),
    (seen) => seen === 'sent',
    60_000,
    // A run that is signalled without a pause never gets to its end.
    1000,
  );
  const calls = asked(own);
  expect(await verify(own)).toEqual({ verified: 0, differing: 0, gone: 0 });
  expect(asked(own)).toBe(calls);
  expect(field(one, 'reason')).toBe('DeletedOnPurpose');
  expect(verifiedAt(one)).toBe(false);
});

test('a verification asks nothing of an invoice that was sent anew meanwhile', async () => {
  const own = company();
  const [one] = await sent(own, 1);
  if (!one) throw new Error('nothing sent');
  own.netvisor.faults.add({ operation: `GET ${READ_SUMS}`, fault: 'hold-after' });
  const running = await verifyInvoices(temporal.client, own.settings);
  await until(
    'held',
    () => own.netvisor.faults.held().length,
    (held) => held === 1,
  );
  own.odoo.edit('account.move', one.moveId, {
    x_netvisor_key: `test:${own.settings.netvisor.organisationId}:1`,
  });
  own.netvisor.faults.release();
  expect(await running.result()).toEqual({ verified: 0, differing: 0, gone: 0 });
  expect(verifiedAt(one)).toBe(false);
});
