import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { netvisorSays } from './catalogue/netvisor-says.ts';
import { odooSays, partsOf } from './catalogue/odoo-says.ts';
import type { Says } from './catalogue/says.ts';
import { catalogue } from './catalogue/all.ts';
import { readBooks, type Booked } from './catalogue/books.ts';
import { faultsOf } from './catalogue/by-the-tables.ts';
import type { CatalogueCase } from './catalogue/case.ts';
import { Desk } from './catalogue/desk.ts';
import { readTable, writeTable, type Played } from './catalogue/table.ts';
import {
  deliverAll,
  openCatalogueBridge,
  sendAll,
  type CatalogueBridge,
  type Outcomes,
} from './catalogue/sending.ts';
import { readNotes, refusalNotes } from './catalogue/notes.ts';
import { describeOdoo } from './harness.ts';

/** `SILTA_CATALOGUE=write` writes the table anew instead of comparing it with what is committed. */
const write = process.env['SILTA_CATALOGUE'] === 'write';

/** Some 170 documents built by hand and sent; minutes, and more on a machine that is busy. */
const PLAY_LIMIT_MS = 25 * 60_000;

const sent = catalogue.filter(({ expects }) => typeof expects === 'string' || 'sentBut' in expects);
const refused = catalogue.flatMap(({ name, group, expects }) =>
  typeof expects === 'object' && 'refused' in expects ? [{ name, group, reason: expects.refused }] : [],
);

describeOdoo('the catalogue, from Odoo through Silta to Netvisor', (odoo) => {
  let catalogueBridge: CatalogueBridge;
  let outcomes: Outcomes;
  let books: ReadonlyMap<number, Booked>;
  /** Words on the customer or product of an invoice that could not be brought into Netvisor. */
  let notes: ReadonlyMap<number, readonly string[]>;
  const played = new Map<string, Played>();

  beforeAll(async () => {
    catalogueBridge = await openCatalogueBridge(odoo());
    for (const item of catalogue) {
      played.set(item.name, { item, ...(await item.build(catalogueBridge.company)) });
    }
    const all = [...played.values()];
    const first = await sendAll(
      catalogueBridge,
      all.flatMap(({ before = [] }) => before),
    );
    const then = await sendAll(
      catalogueBridge,
      all.map(({ moveId }) => moveId),
    );
    outcomes = await deliverAll(catalogueBridge, new Map([...first, ...then]));
    books = await readBooks(catalogueBridge.company, [...outcomes.keys()]);
    notes = await readNotes(catalogueBridge, books, outcomes);
  }, PLAY_LIMIT_MS);
  afterAll(() => catalogueBridge?.close());

  const of = (name: string): Played => {
    const found = played.get(name);
    if (!found) throw new Error(`${name} was not built`);
    return found;
  };
  const says = (moveId: number): { odoo: Says; netvisor: readonly Says[]; other: readonly Says[] } => {
    const booked = books.get(moveId);
    if (!booked) throw new Error(`${moveId} was not read`);
    const parts = partsOf(booked);
    const { bridge } = catalogueBridge;
    const [netvisor, other] = [bridge.netvisor.state(), bridge.otherNetvisor.state()].map((state) =>
      state.salesInvoices
        .filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `))
        .map((invoice) => netvisorSays(invoice, state.customers, parts)),
    );
    return { odoo: odooSays(booked), netvisor: netvisor ?? [], other: other ?? [] };
  };

  describe('what is sent says the same in Odoo and in Netvisor, however Netvisor rounds', () => {
    test.each(sent)('$group: $name', ({ name, expects }: CatalogueCase) => {
      const { moveId, before = [] } = of(name);
      for (const id of [...before, moveId]) {
        const { odoo, netvisor, other } = says(id);
        expect(netvisor).toEqual([odoo]);
        expect(other).toEqual([odoo]);
        expect(outcomes.get(id)).toMatchObject({ verified: true });
      }
      const rest = typeof expects === 'object' && 'sentBut' in expects ? expects.sentBut : '';
      expect(outcomes.get(moveId)).toMatchObject({ state: rest ? 'attention' : 'sent', reason: rest });
      const [invoice] = invoicesOf(catalogueBridge, moveId);
      const givesSums = invoice?.lines.some(
        (line) => line.kind === 'product' && 'salesinvoiceproductlinesum' in line.values,
      );
      expect(givesSums).toBe(expects === 'sent with its sums');
    });
  });

  describe('what is refused is not in Netvisor, and Odoo says why and what to do', () => {
    test.each(refused)('$group: $name', async ({ name, reason }) => {
      const { moveId, before = [] } = of(name);
      expect(outcomes.get(moveId)).toMatchObject({ state: 'attention', reason, verified: false });
      expect(says(moveId)).toMatchObject({ netvisor: [], other: [] });
      for (const id of before) expect(outcomes.get(id)).toMatchObject({ state: 'sent', reason: '' });
      const { message = '' } = outcomes.get(moveId) ?? {};
      // Nothing in it was left blank.
      expect(message).not.toMatch(/[{}]|"–"|\(–\)|undefined/);
      expect(message.length).toBeGreaterThan(40);
      if (reason === 'RegisterRejected') expect(notes.get(moveId)).toHaveLength(1);
      const [note, ...more] = await refusalNotes(odoo(), 'account.move', moveId);
      expect(more).toEqual([]);
      expect(note).toBe(message);
    });
  });

  test('credit notes are matched in Netvisor as they are in Odoo', () => {
    const matched = sent.filter(({ name, expects }) => of(name).before && expects === 'sent');
    expect(matched.length).toBeGreaterThan(5);
    for (const { name, group } of matched.filter((item) => item.group === 'credit notes')) {
      const found = outcomes.get(of(name).moveId);
      expect({ group, name, matched: found?.matched }).toEqual({ group, name, matched: true });
      const [creditNote] = invoicesOf(catalogueBridge, of(name).moveId);
      expect({ name, open: creditNote?.openCurrencySum }).toEqual({ name, open: '0.00' });
    }
  });

  test('all messages keep the element tables of the documentation', () => {
    const { messages } = catalogueBridge.bridge;
    expect(messages.length).toBeGreaterThan(300);
    expect(messages.flatMap(faultsOf)).toEqual([]);
  });

  test('Silta met nothing that it does not understand', () => {
    expect(catalogueBridge.troubles()).toEqual([]);
  });

  test('the table for accountants tells how each case ended', () => {
    const { bridge } = catalogueBridge;
    const { salesInvoices } = bridge.netvisor.state();
    const table = writeTable([...played.values()], { outcomes, notes, salesInvoices }, write);
    expect(table).toBe(readTable());
  });

  // The last two change what the company does with invoices.
  test('files that people choose on an invoice go along', async () => {
    const { company, bridge } = catalogueBridge;
    const desk = new Desk(company, 'files');
    const vals = { x_netvisor_attachments: 'chosen' };
    await odoo().rpc(odoo().adminKey, 'res.company', 'write', { ids: [odoo().companyId], vals });
    const id = await desk.simple();
    const content = Buffer.from('%PDF-1.4 erittely');
    const file = { name: 'erittely.pdf', mimetype: 'application/pdf', datas: content.toString('base64') };
    const own = { ...file, res_model: 'account.move', res_id: id };
    const chosen = [[6, 0, [await desk.create('ir.attachment', own)]]];
    await desk.call('account.move', 'write', [[id], { x_netvisor_files: chosen }]);
    await sendAll(catalogueBridge, [id]);
    const [invoice] = invoicesOf(catalogueBridge, id);
    expect(invoice?.attachments).toMatchObject([{ fileName: 'erittely.pdf', bytes: content.length }]);
    expect(faultsOf(bridge.messages.at(-1) ?? '')).toEqual([]);
  });

  test('down payments and other rows without a product are sent once the company has a general product', async () => {
    const names = refused.filter(({ reason }) => reason === 'RowWithoutProduct').map(({ name }) => name);
    expect(names).toContain('a down payment from a quotation');
    const code = await chooseGeneralProduct(catalogueBridge);
    const ids = names.map((name) => of(name).moveId);
    await sendAll(catalogueBridge, ids, ['sent']);
    for (const id of ids) {
      const { odoo, netvisor, other } = says(id);
      const own = { ...odoo, rows: odoo.rows.map((row) => row.replace(/^ \|/, `${code} |`)) };
      expect(netvisor).toEqual([own]);
      expect(other).toEqual([own]);
    }
  });
});

/** In the catalogue's company a product of its own for what Odoo books without one. */
async function chooseGeneralProduct({ company }: CatalogueBridge): Promise<string> {
  const code = 'YLEINEN';
  const product = await new Desk(company, 'the general product').product({ default_code: code });
  const vals = { x_netvisor_generic_product: product };
  const { odoo } = company;
  await odoo.rpc(odoo.adminKey, 'res.company', 'write', { ids: [odoo.companyId], vals });
  return code;
}

const invoicesOf = ({ bridge }: CatalogueBridge, moveId: number) =>
  bridge.netvisor
    .state()
    .salesInvoices.filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `));
