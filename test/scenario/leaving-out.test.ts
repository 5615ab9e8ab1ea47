import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ignoreInvoice } from '../../control/invoices.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import { connectionStatus, workflowIds } from '../../workflows/contract.ts';
import { call, invoiceXml } from '../simulators/netvisor-harness.ts';
import { newCase, settled, strike, type Case } from './cases.ts';
import { CARELESS_NETVISOR, POST } from './stage.ts';

/** A person wants an invoice left out of Netvisor, where it may be. Odoo never says what is not so. */
let temporal: TestTemporal;
let world: World;
let free: Company[];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 4, netvisor: CARELESS_NETVISOR });
  await world.startWorker();
  free = [...world.companies];
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

const LIST = 'GET salesinvoicelist.nv';
const inNetvisor = ({ company, moveId }: Case): number =>
  company.netvisor
    .state()
    .salesInvoices.filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `)).length;
const field = ({ company, moveId }: Case, name: string): unknown =>
  company.odoo.value('account.move', moveId, `x_netvisor_${name}`);

/** An invoice whose POST ends so, and of which Silta then cannot make out what became. */
async function unclear(post: 'cut-before' | 'cut-after'): Promise<Case> {
  const company = free.pop();
  if (!company) throw new Error('not enough companies');
  const connection = temporal.client.workflow.getHandle(workflowIds.connection(company.name));
  // The probe asks for the same list.
  await until(
    'held',
    () => connection.query(connectionStatus),
    ({ lane }) => lane === 'held',
  );
  const own = newCase(company);
  strike(company, { side: 'netvisor', operation: POST, nth: 0 }, post);
  strike(company, { side: 'netvisor', operation: LIST, nth: 0 }, 'refuse', {
    code: 'INVALID_DATA',
    text: 'x',
  });
  await company.send(own.moveId);
  await settled(own, { person: 'absent' });
  expect(field(own, 'reason')).toBe('Bug');
  return own;
}

/** Says so until it is heard: the run waits for a person a moment after Odoo says it does. */
async function ignored(own: Case, what: 'state' | 'reason', becomes: string): Promise<void> {
  const { company, moveId } = own;
  await until(
    `ignored, and ${becomes}`,
    async () => {
      if (field(own, 'reason') === 'Bug')
        await ignoreInvoice(temporal.client, company.name, moveId, 'SentByHand');
      return field(own, what);
    },
    (seen) => seen === becomes,
    30_000,
    500,
  );
}

test('an invoice that was booked is called sent, not left out', async () => {
  const own = await unclear('cut-after');
  await ignored(own, 'state', 'sent');
  expect(inNetvisor(own)).toBe(1);
  expect(field(own, 'reason')).toBe('SentByHand');
  expect(field(own, 'key')).toBeTruthy();
});

test('an invoice that was not booked is left out, once that is proven', async () => {
  const own = await unclear('cut-before');
  await ignored(own, 'state', 'ignored');
  expect(inNetvisor(own)).toBe(0);
  expect(field(own, 'attempt')).toBe(false);
});

test('an invoice that stands in Netvisor twice goes on waiting for a person', async () => {
  const own = await unclear('cut-after');
  const { company } = own;
  const [booked] = company.netvisor.state().salesInvoices;
  const comment = String(booked?.privateComment);
  await call({
    url: company.settings.netvisor.url,
    target: '/salesinvoice.nv?method=add',
    body: invoiceXml({
      number: String(booked?.number),
      afterStatus: `<salesinvoiceprivatecomment>${comment}</salesinvoiceprivatecomment>`,
    }),
  });
  await ignored(own, 'reason', 'FoundTwice');
  expect(field(own, 'state')).toBe('attention');
});
