import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { call, codeOf } from '../simulators/netvisor-harness.ts';
import { inNetvisor, MATCH } from './netvisor-documents.ts';
import {
  anInvoice,
  anotherInvoice,
  arrive,
  creditNoteOf,
  fieldOf,
  postsOf,
  sendAgain,
  standing,
  stateIs,
} from './settling-stage.ts';
import { CARELESS_NETVISOR } from './stage.ts';

let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 7, netvisor: CARELESS_NETVISOR });
  free = [...world.companies];
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

interface Notes {
  readonly company: Company;
  readonly first: number;
  readonly second: number;
  readonly note: number;
}

/** Two invoices of 112.95 that are sent, and a credit note of the first. */
async function aNote(price: number): Promise<Notes> {
  const company = free.pop();
  if (!company) throw new Error('not enough companies');
  arrive(company, 'open');
  const own = anInvoice(company);
  const second = anotherInvoice(own);
  for (const id of [own.moveId, second]) {
    await company.send(id);
    await stateIs(company, id, 'sent');
  }
  return { company, first: own.moveId, second, note: creditNoteOf(own, { price }) };
}

async function matched(price: number): Promise<Notes> {
  const own = await aNote(price);
  await own.company.send(own.note);
  await stateIs(own.company, own.note, 'sent');
  return own;
}

/** The match of the credit note is moved to the second invoice, in Odoo. */
function move({ company, second, note }: Notes): void {
  company.odoo.unreconcile({ invoice: note });
  company.odoo.reconcile({ invoice: second, with: note });
}

const openSums = ({ company, first, second, note }: Notes): string[] =>
  standing(company, first, second, note).map(({ openSum }) => openSum);

const MOVED = 'Odoo INV/2026/00002 62,75; Netvisor INV/2026/00001 62,75';

function expectAsked({ company, note }: Notes, words = MOVED): void {
  expect(fieldOf(company, note, 'reason')).toBe('MatchMoved');
  expect(fieldOf(company, note, 'message')).toContain(words);
}

describe('a credit note that was matched', () => {
  test('and settles more in Odoo later is matched to the rest when it is asked for', async () => {
    const own = await matched(150);
    expect(openSums(own)).toEqual(['0.00', '112.95', '-75.30']);
    own.company.odoo.reconcile({ invoice: own.second, with: own.note });
    await sendAgain(own.company, own.note, 'sent');
    expect(openSums(own)).toEqual(['0.00', '37.65', '0.00']);
    await sendAgain(own.company, own.note, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(2);
  });

  test('and moved in Odoo is asked about with both, until the match is put back', async () => {
    const own = await matched(50);
    move(own);
    await sendAgain(own.company, own.note, 'attention');
    expectAsked(own);
    await sendAgain(own.company, own.note, 'attention');
    own.company.odoo.unreconcile({ invoice: own.note });
    own.company.odoo.reconcile({ invoice: own.first, with: own.note });
    await sendAgain(own.company, own.note, 'sent');
    expect(postsOf(own.company, MATCH)).toBe(1);
  });

  test('and moved in Odoo is matched anew once the old match is undone in Netvisor', async () => {
    const own = await matched(50);
    move(own);
    await sendAgain(own.company, own.note, 'attention');
    const { netvisorKey } = inNetvisor(own.company, own.note);
    own.company.netvisor.handleInvoice({ netvisorKey, action: 'unmatch' });
    await sendAgain(own.company, own.note, 'sent');
    expect(openSums(own)).toEqual(['112.95', '50.20', '0.00']);
  });

  test('and moved by hand on both sides is sent', async () => {
    const own = await matched(50);
    move(own);
    const [invoice, note] = [own.second, own.note].map((id) => inNetvisor(own.company, id).netvisorKey);
    own.company.netvisor.handleInvoice({ netvisorKey: Number(note), action: 'unmatch' });
    const body = `<root><matchcreditnote><creditnotenetvisorkey>${note}</creditnotenetvisorkey><invoicenetvisorkey>${invoice}</invoicenetvisorkey></matchcreditnote></root>`;
    const { url } = own.company.settings.netvisor;
    expect(codeOf(await call({ url, target: '/matchcreditnote.nv', body }))).toBe('OK');
    await sendAgain(own.company, own.note, 'sent');
    expect(openSums(own)).toEqual(['112.95', '50.20', '0.00']);
  });

  test('and is matched no more in Odoo is asked about', async () => {
    const own = await matched(50);
    own.company.odoo.unreconcile({ invoice: own.note });
    await sendAgain(own.company, own.note, 'attention');
    expectAsked(own, 'Odoo –; Netvisor INV/2026/00001 62,75');
  });

  test('and moved in Odoo while the reply to its match was lost is asked about', async () => {
    const own = await aNote(50);
    own.company.netvisor.faults.add({ operation: MATCH, fault: 'cut-after' });
    await own.company.send(own.note);
    await until(
      'struck',
      () => postsOf(own.company, MATCH),
      (posts) => posts === 1,
    );
    move(own);
    await stateIs(own.company, own.note, 'attention');
    expectAsked(own);
  });

  test('and was asked for in vain before it was moved is matched to where it is now', async () => {
    const own = await aNote(50);
    own.company.netvisor.faults.add({ operation: MATCH, fault: 'cut-before' });
    await own.company.send(own.note);
    await until(
      'struck',
      () => postsOf(own.company, MATCH),
      (posts) => posts === 1,
    );
    move(own);
    await stateIs(own.company, own.note, 'sent');
    expect(openSums(own)).toEqual(['112.95', '50.20', '0.00']);
  });
});
