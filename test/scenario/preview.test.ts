import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { previewOf } from '../../activities/preview.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { openConnection, SILENT } from '../../workers/connections.ts';
import { newCase, settled, type Case } from './cases.ts';
import { inNetvisor, sendInNetvisor } from './netvisor-documents.ts';
import { CARELESS_NETVISOR } from './stage.ts';

/** What a preview says beforehand, beside what sending then comes to. */
type Prepare = (company: Company) => Case | Promise<Case>;

async function sent(company: Company): Promise<Case> {
  const own = newCase(company);
  await company.send(own.moveId);
  await settled(own);
  return own;
}

const edit = (own: Case, values: Parameters<Company['odoo']['edit']>[2]): Case => {
  own.company.odoo.edit('account.move', own.moveId, values);
  return own;
};

function rowOf({ company, moveId }: Case): number {
  const [line] = company.invoice(moveId)['lines'] as { id: number }[];
  return line?.id ?? 0;
}

const DOCUMENTS: Readonly<Record<string, Prepare>> = {
  'an ordinary invoice': (company) => newCase(company),
  'a draft': (company) => edit(newCase(company), { state: 'draft' }),
  'an account that Netvisor lacks'(company) {
    const own = newCase(company);
    const account_id = company.odoo.ref('account.1_account_4000');
    company.odoo.edit('account.move.line', rowOf(own), { account_id });
    return own;
  },
  'a reference that a sent invoice has': async (company) => {
    const first = await sent(company);
    const { payment_reference } = company.invoice(first.moveId);
    return edit(newCase(company), { payment_reference: String(payment_reference) });
  },
  'a customer without a name'(company) {
    const own = newCase(company);
    company.odoo.edit('res.partner', own.partnerId, { name: false });
    return own;
  },
  'a product whose code another one has'(company) {
    const own = newCase(company);
    company.odoo.addProduct({ name: 'Toinen', default_code: `T-${own.productId}` });
    company.odoo.edit('product.product', own.productId, { default_code: `T-${own.productId}` });
    return own;
  },
  'a text that Netvisor cannot hold': (company) => edit(newCase(company), { ref: '日本' }),
  'one that is in Netvisor as it is': sent,
  'one that has changed and is unsent in Netvisor': async (company) =>
    edit(await sent(company), { ref: 'PO-1' }),
  'one that has changed and is sent in Netvisor': async (company) => {
    const own = await sent(company);
    sendInNetvisor(company, own.moveId);
    return edit(own, { ref: 'PO-1' });
  },
  'one that has changed and cannot be sent so': async (company) => edit(await sent(company), { ref: '日本' }),
};

let temporal: TestTemporal;
let world: World;
const free: Company[] = [];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({
    temporal,
    companies: Object.keys(DOCUMENTS).length,
    limitSeconds: 10,
    netvisor: CARELESS_NETVISOR,
  });
  free.push(...world.companies);
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

let press = 0;

describe('a preview', () => {
  test.each(Object.entries(DOCUMENTS))(
    'of %s says beforehand what sending comes to',
    async (_what, prepare) => {
      const company = free.pop();
      if (!company) throw new Error('not enough companies');
      const own = await prepare(company);
      const open = openConnection(company.settings, new AbortController().signal, SILENT);
      const before = company.netvisor.state().salesInvoices;
      const preview = await previewOf(open, own.moveId).finally(() => open.netvisor.close());
      expect(company.netvisor.state().salesInvoices).toEqual(before);

      press += 1;
      // What is in Netvisor already is changed there by who has seen what differs, and the preview tells of that.
      const verb = company.invoice(own.moveId)['x_netvisor_key'] ? 'resend' : 'send';
      const token = `${verb} 2026-11-21 12:00:${String(press).padStart(2, '0')}`;
      edit(own, { x_netvisor_request: token });
      await company.send(own.moveId);
      const { x_netvisor_state: state, x_netvisor_reason: reason } = await until(
        'the press is answered',
        () => company.invoice(own.moveId),
        ({ x_netvisor_state, x_netvisor_served }) =>
          x_netvisor_state === 'attention' || (x_netvisor_state === 'sent' && x_netvisor_served === token),
      );
      const refused = (preview?.blockers.length ?? 0) > 0;
      expect({ refused, reason: preview?.blockers[0]?.reason }).toEqual({
        refused: state === 'attention',
        // The words about a customer or product stand on that record.
        reason:
          reason === 'RegisterRejected' ? expect.stringMatching(/^(Customer|Product)/) : reason || undefined,
      });
      if (!refused && preview?.xml !== undefined)
        expect(inNetvisor(company, own.moveId).gross).toBe('112.95');
    },
  );
});
