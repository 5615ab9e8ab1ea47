import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  decideResend,
  DIFFERENCES,
  STANDINGS,
  type Difference,
  type Standing,
} from '../../mapping/resend.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { call, codeOf } from '../simulators/netvisor-harness.ts';
import { CHANGES, type Change } from './changes.ts';
import { newCase, settled, strike, type Case } from './cases.ts';
import { CARELESS_NETVISOR, EDIT, POST } from './stage.ts';

/**
 * The table of docs/resend.md played through: each standing in Netvisor that can be brought about, with and
 * without payments, and each kind of change in Odoo, each in a company of its own.
 */
interface Cell {
  readonly standing: Standing;
  readonly paid: boolean;
  readonly differs: Difference;
  readonly change?: Change;
  /** For the name of the test. */
  readonly changed: string;
}

/**
 * The cells of the table, each played with another of the changes that make its difference, in turn; a cell that
 * edits with each of them, since there each has to arrive.
 */
const CELLS = STANDINGS.flatMap((standing, row) =>
  [false, true].flatMap((paid, column) =>
    DIFFERENCES.flatMap((differs): Cell[] => {
      const changes = CHANGES.filter((change) => change.differs === differs);
      if (changes.length === 0) return [{ standing, paid, differs, changed: differs }];
      const edits = decideResend(standing, paid, differs).kind === 'edit';
      const turn = (row * 2 + column) % changes.length;
      return changes
        .filter((_, index) => edits || index === turn)
        .map((change) => ({ standing, paid, differs, change, changed: `${differs} (${change.what})` }));
    }),
  ),
);
let temporal: TestTemporal;
let world: World;
const free: Company[] = [];
const company = (): Company => {
  const own = free.pop();
  if (!own) throw new Error('not enough companies');
  return own;
};

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: CELLS.length + 13, netvisor: CARELESS_NETVISOR });
  free.push(...world.companies);
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

const keyIn = ({ company: own, moveId }: Case): number =>
  Number(String(own.invoice(moveId)['x_netvisor_key']).split(':').at(-1));
const documentOf = (own: Case) =>
  own.company.netvisor.state().salesInvoices.find(({ netvisorKey }) => netvisorKey === keyIn(own));
const posted = ({ company: own }: Case, operation: string): number =>
  own.netvisor.calls.list().filter((seen) => seen.operation === operation).length;

/** What people at Netvisor, and the bank, do with an invoice. */
async function bringTo(own: Case, standing: Standing, paid: boolean): Promise<void> {
  const { netvisor } = own.company;
  const netvisorKey = keyIn(own);
  const person = (action: Parameters<typeof netvisor.handleInvoice>[0]['action']): void =>
    netvisor.handleInvoice({ netvisorKey, action });
  if (standing === 'gone') {
    const target = `/deletesalesinvoice.nv?invoiceid=${netvisorKey}`;
    const reply = await call({ url: own.company.settings.netvisor.url, target, body: '' });
    expect(codeOf(reply)).toBe('OK');
    return;
  }
  if (standing !== 'unsent') person('send');
  if (paid) {
    const reference = String(own.company.invoice(own.moveId)['x_netvisor_reference']);
    const { invoiceKey } = netvisor.receivePayment({ reference, sum: '10.00', partly: true });
    expect(invoiceKey).toBe(netvisorKey);
  }
  if (standing === 'paid') person('mark-paid');
  if (standing === 'creditloss') person('mark-credit-loss');
  if (standing === 'rejected') person('reject');
  if (standing === 'archived') person('archive');
}

const changed = (what: string): Change => {
  const change = CHANGES.find((one) => one.what === what);
  if (!change) throw new Error(`nobody changes ${what}`);
  return change;
};

let press = 0;

/** Presses *Edit in Netvisor*, or *Send*, and waits until the press was answered. */
async function sendAgain(
  { company: own, moveId }: Case,
  kind: 'resend' | 'send' = 'resend',
): Promise<{ state: unknown; reason: unknown }> {
  press += 1;
  const token = `${kind} 2026-11-21 12:00:${String(press).padStart(2, '0')}`;
  own.odoo.edit('account.move', moveId, { x_netvisor_request: token });
  await own.send(moveId);
  const invoice = await until(
    'the press is answered',
    () => own.invoice(moveId),
    ({ x_netvisor_served, x_netvisor_state }) =>
      x_netvisor_served === token && ['sent', 'attention'].includes(String(x_netvisor_state)),
  );
  return { state: invoice['x_netvisor_state'], reason: invoice['x_netvisor_reason'] };
}

describe('sending again what is in Netvisor', () => {
  test('every change is played where nothing is edited, too', () => {
    const refused = CELLS.filter(({ standing }) => standing !== 'unsent').map(({ change }) => change?.what);
    expect(CHANGES.filter(({ what }) => !refused.includes(what))).toEqual([]);
  });

  test.each(CELLS)(
    'in Netvisor $standing, payments $paid, changed: $changed',
    async ({ standing, paid, differs, change }) => {
      const own = newCase(company());
      await own.company.send(own.moveId);
      await settled(own);
      await bringTo(own, standing, paid);
      const before = documentOf(own);
      change?.make(own);
      const answer = await sendAgain(own);

      const decision = decideResend(standing, paid, differs);
      expect(posted(own, POST)).toBe(1);
      expect(posted(own, EDIT)).toBe(decision.kind === 'edit' ? 1 : 0);
      if (decision.kind === 'refuse') {
        expect(answer).toEqual({ state: 'attention', reason: decision.reason });
        expect(documentOf(own)).toEqual(before);
      } else {
        expect(answer).toEqual({ state: 'sent', reason: false });
        const document = documentOf(own);
        if (!document) throw new Error('it is gone');
        expect(own.company.invoice(own.moveId)['amount_total']).toBe(change?.total ?? 112.95);
        expect(Number(document.gross)).toBe(change?.total ?? 112.95);
        expect(document.number).toBe(before?.number);
        if (change) expect(change.read(document)).toEqual(change.edited);
      }
    },
    120_000,
  );
});

/** An invoice of two rows, delivered elsewhere than to the customer, with a PDF that the company sends along. */
function richCase(): Case & { readonly storeId: number } {
  const { company: own, partnerId, productId } = newCase(company());
  const { odoo } = own;
  odoo.edit('res.company', 1, { x_netvisor_attachments: 'chosen' });
  const storeId = odoo.addPartner({
    name: 'Varasto',
    street: 'Naavakuja 2',
    type: 'delivery',
    parent_id: partnerId,
  });
  const rows = [45, 7].map((price) => ({
    product: productId,
    name: `Rivi ${price}`,
    quantity: 1,
    price,
    taxes: ['tax_dom_sales_goods_25_5'],
  }));
  const { id: moveId } = odoo.createInvoice({
    partner: partnerId,
    lines: rows,
    values: { partner_shipping_id: storeId },
  });
  return { company: own, moveId, partnerId, productId, storeId };
}

const message = ({ company: { odoo }, moveId }: Case): string =>
  Buffer.from(String(odoo.value('account.move', moveId, 'x_netvisor_data')), 'base64').toString();

const SEEN_CHANGES: Readonly<
  Record<string, { change: (own: ReturnType<typeof richCase>) => void; shows: RegExp }>
> = {
  'two rows that change places': {
    change({ company: own, moveId }) {
      const [line] = own.invoice(moveId)['lines'] as { id: number }[];
      own.odoo.edit('account.move.line', line?.id ?? 0, { sequence: 999 });
    },
    shows: /Rivi 7.*Rivi 45/s,
  },
  'the unit of a row': {
    change({ company: own, moveId }) {
      const [line] = own.invoice(moveId)['lines'] as { id: number }[];
      const unit = own.odoo.ref('uom.product_uom_kgm');
      own.odoo.edit('account.move.line', line?.id ?? 0, { product_uom_id: unit });
    },
    shows: /<productunitname>kg<\/productunitname>/,
  },
  'the text of the delivery address': {
    change: ({ company: { odoo }, storeId }) => odoo.edit('res.partner', storeId, { street: 'Naavakuja 3' }),
    shows: /<deliveryaddressline>Naavakuja 3<\/deliveryaddressline>/,
  },
  'a file that somebody chose': {
    change({ company: { odoo }, moveId }) {
      const content = Buffer.from('Erittely').toString('base64');
      const file = odoo.addFile({ invoice: moveId, name: 'erittely.txt', content });
      odoo.edit('account.move', moveId, { x_netvisor_files: [[6, 0, [file]]] });
    },
    shows: /<filename>erittely.txt<\/filename>/,
  },
};

describe('a change that a person sees on the invoice', () => {
  test.each(Object.entries(SEEN_CHANGES))(
    '%s: is noticed, and Netvisor gets it once',
    async (_what, { change, shows }) => {
      const own = richCase();
      await own.company.send(own.moveId);
      await settled(own);
      expect(message(own)).not.toMatch(shows);
      change(own);
      expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
      expect(message(own)).toMatch(shows);
      expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
      expect([posted(own, POST), posted(own, EDIT)]).toEqual([1, 1]);
    },
    120_000,
  );
});

describe('an edit', () => {
  test('is made for nobody who has not been shown what differs', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    changed('price').make(own);
    expect(await sendAgain(own, 'send')).toEqual({ state: 'attention', reason: 'ChangedSinceSent' });
    expect(posted(own, EDIT)).toBe(0);
    expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
    expect(posted(own, EDIT)).toBe(1);
  }, 120_000);

  test('that was lost is not taken for made, whatever else the invoice waited for since', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    const tax = own.company.odoo.ref('account.1_tax_dom_sales_goods_25_5');
    const code = own.company.odoo.value('account.tax', tax, 'x_netvisor_vat_code') ?? false;
    changed('customer reference').make(own);
    own.company.netvisor.faults.add({ operation: EDIT, fault: 'cut-before' });
    own.company.odoo.edit('account.move', own.moveId, { x_netvisor_request: 'resend 2026-11-21 13:00:00' });
    await own.company.send(own.moveId);
    await until('the edit was tried', () => posted(own, EDIT), Boolean);
    own.company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: false });
    await until(
      'it waits for the tax',
      () => own.company.invoice(own.moveId)['x_netvisor_reason'],
      (reason) => reason === 'TaxWithoutVatCode',
    );
    own.company.odoo.edit('account.tax', tax, { x_netvisor_vat_code: code });
    expect(await sendAgain(own, 'send')).toEqual({ state: 'sent', reason: false });
    const document = documentOf(own);
    if (!document) throw new Error('it is gone');
    expect(changed('customer reference').read(document)).toEqual(changed('customer reference').edited);
  }, 120_000);

  test('finds an invoice that was given another number in Netvisor, and leaves it that number', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    own.company.odoo.edit('account.move', own.moveId, { name: 'INV/2026/00099' });
    const before = documentOf(own)?.number;
    expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
    expect(documentOf(own)?.number).toBe(before);
    expect(posted(own, POST)).toBe(1);
  }, 120_000);

  test('of an invoice that was cancelled since is none: a person is told', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    // Odoo refuses that, unless somebody has switched the guard off.
    const guard = own.company.odoo.ref('__netvisor__.guard_change');
    own.company.odoo.edit('base.automation', guard, { active: false });
    own.company.odoo.edit('account.move', own.moveId, { state: 'cancel' });
    expect(await sendAgain(own)).toEqual({ state: 'attention', reason: 'NoLongerPosted' });
    expect([posted(own, POST), posted(own, EDIT)]).toEqual([1, 0]);
  }, 120_000);
});

describe('an edit whose reply is lost', () => {
  test.each(['cut-before', 'cut-after', 'technical-error-after'])(
    '%s: the new version stands there once',
    async (fault) => {
      const own = newCase(company());
      await own.company.send(own.moveId);
      await settled(own);
      changed('price').make(own);
      strike(own.company, { side: 'netvisor', operation: EDIT, nth: 0 }, fault);
      expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
      expect(Number(documentOf(own)?.gross)).toBe(150.6);
      expect(posted(own, POST)).toBe(1);
    },
    120_000,
  );

  test('refused by Netvisor: the earlier version stays, and a person is told why', async () => {
    const own = newCase(company());
    await own.company.send(own.moveId);
    await settled(own);
    changed('customer reference').make(own);
    strike(own.company, { side: 'netvisor', operation: EDIT, nth: 0 }, 'refuse', {
      code: 'INVALID_DATA',
      text: 'no',
    });
    expect(await sendAgain(own)).toEqual({ state: 'attention', reason: 'InvalidData' });
    // The change is still there, and so the next press tries again.
    expect(await sendAgain(own)).toEqual({ state: 'sent', reason: false });
    expect(posted(own, EDIT)).toBe(2);
  }, 120_000);
});
