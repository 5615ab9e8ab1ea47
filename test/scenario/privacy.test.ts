import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ignoreInvoice, retryInvoice } from '../../control/invoices.ts';
import { testConnection } from '../../control/test-connection.ts';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { until } from '../../tools/playground/world.ts';
import { Canaries, tokenOf, type Finding } from './canaries.ts';
import { PRICE, REFERENCE } from './canary-company.ts';
import { createCanaryWorld, isSigned, type CanaryCompany, type CanaryWorld } from './canary-world.ts';
import { decoded, fetchChain, fetchRuns, type HistoryEvent } from './histories.ts';
import { listeningPorts } from './ports-of.ts';
import type { ScriptedAnswer, TappedWire, WireCall } from './tapped-wire.ts';
import { watchPending, type PendingWatch } from './watch-pending.ts';

const ROLES = [
  'sent',
  'rejected',
  'blocked',
  'reply-lost',
  'customer-rejected',
  'keys-refused',
  'odoo-errors',
  'garbled',
  'worker-stopped',
  'unfit-text',
] as const;
type Role = (typeof ROLES)[number];

const ADD_INVOICE = 'POST salesinvoice.nv add';
const LIMIT_MS = 60_000;

const canaries = new Canaries();
let temporal: TestTemporal;
let world: CanaryWorld;
let pending: PendingWatch;
let client: Client;

beforeAll(async () => {
  temporal = await startTemporal();
  client = temporal.client;
  world = await createCanaryWorld(temporal, ROLES, canaries);
  pending = watchPending(client);
  await world.startWorker();
}, 120_000);
afterAll(async () => {
  await pending?.stop();
  await world?.close();
  await temporal?.stop();
}, 60_000);

function company(role: Role): CanaryCompany {
  const found = world.companies[ROLES.indexOf(role)];
  if (!found) throw new Error(`no company for ${role}`);
  return found;
}

/** The canary in a field, by the part of its record: `customer: res.partner.street`. */
const inField = (role: Role, place: string): string => canaries.labelled(`${role} ${place}`).value;

/** A sentence as Netvisor or Odoo may say it, with all that it should not be quoted with. */
function quoting(role: Role): string {
  const { odooKey, partnerKey, customerKey, customerId, partnerId } = world.credentials;
  const texts = [
    inField(role, 'customer: res.partner.name'),
    inField(role, 'invoice: account.move.ref'),
    inField(role, 'line 1: account.move.line.name'),
  ];
  const keys = [odooKey, partnerKey, customerKey, customerId, partnerId];
  return `Not possible for ${texts.join(', ')} of ${REFERENCE} (${keys.join('&')}) over ${PRICE}`;
}

async function stateIs(own: CanaryCompany, wanted: string): Promise<Record<string, unknown>> {
  return until(
    `${own.planted.id} is ${wanted}`,
    () => own.invoice(own.planted.id),
    (invoice) => invoice['x_netvisor_state'] === wanted,
    LIMIT_MS,
  );
}

async function ended(own: CanaryCompany): Promise<void> {
  await client.workflow.getHandle(own.workflowId(own.planted.id)).result();
}

/** How far the invoice's workflow has come; undefined before its first start. */
async function progress(own: CanaryCompany): Promise<readonly HistoryEvent[] | undefined> {
  const runs = await fetchChain(client, own.workflowId(own.planted.id)).catch(() => undefined);
  return runs?.at(-1)?.history.events;
}

/** Resolves when the invoice's workflow has ended or waits for a person, and came further than `from`. */
async function atRest(own: CanaryCompany, from?: readonly HistoryEvent[]): Promise<void> {
  const types = (events: readonly HistoryEvent[]): string[] => events.map(({ eventType }) => eventType);
  const sure = async (): Promise<boolean> => {
    const events = (await progress(own)) ?? [];
    const same = events.length === from?.length && events[0]?.['eventTime'] === from[0]?.['eventTime'];
    if (same) return false;
    if (types(events).includes('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED')) return true;
    const parked = JSON.stringify(decoded(events[0])).includes('"parked":{');
    return parked && !types(events).includes('EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED');
  };
  await until(`${own.name} is at rest`, sure, Boolean, LIMIT_MS);
}

/** Asks for the invoice again and again, until each scripted answer has been given. */
async function askUntilAnswered(own: CanaryCompany, answers: readonly Script[]): Promise<void> {
  const wires = [own.odooWire, own.netvisorWire];
  for (const { wire, ...answer } of answers) {
    wire.script({ times: 1, status: 200, contentType: JSON_TYPE, instead: 'before', ...answer });
  }
  const left = (): number => wires.reduce((sum, wire) => sum + wire.scripted(), 0);
  for (let asked = 0; left() > 0; asked += 1) {
    if (asked > answers.length)
      throw new Error(`never asked for: ${answers.map(({ body }) => body).join('\n')}`);
    const before = await progress(own);
    await own.send(own.planted.id);
    await atRest(own, before);
  }
}

type Script = Pick<ScriptedAnswer, 'when' | 'body'> & Partial<ScriptedAnswer> & { readonly wire: TappedWire };

const messagesOn = (own: CanaryCompany, model: string, id: number): string =>
  JSON.stringify(
    own.odoo.state().messages.filter((note) => note['model'] === model && note['res_id'] === id),
  );

// Each of these walks its path; what must not be found is searched for after all of them.
describe('the paths that texts and keys may leak on', () => {
  test('an invoice with its customer and product is sent, and later changed', async () => {
    const own = company('sent');
    await own.send(own.planted.id);
    await ended(own);
    await stateIs(own, 'sent');
    const [document] = own.netvisor.state().salesInvoices.slice(-1);
    own.netvisor.handleInvoice({ netvisorKey: document?.netvisorKey ?? 0, action: 'send' });
    own.odoo.db.set(
      own.odoo.db.row('account.move', own.planted.id) ?? { id: 0 },
      'invoice_date',
      '2026-11-01',
    );
    await own.send(own.planted.id);
    await stateIs(own, 'attention');
  });

  test('Netvisor rejects an invoice and quotes it, and the accountant reads the quotation in Odoo', async () => {
    const own = company('rejected');
    own.netvisor.faults.add({
      operation: ADD_INVOICE,
      fault: 'refuse',
      code: 'INVALID_DATA',
      text: quoting('rejected'),
    });
    await own.send(own.planted.id);
    const invoice = await stateIs(own, 'attention');
    expect(invoice['x_netvisor_detail']).toContain(inField('rejected', 'customer: res.partner.name'));
    await atRest(own);
    await retryInvoice(client, own.name, own.planted.id);
    await ended(own);
  });

  test('an invoice that cannot be sent names tax, product, terms and row to the accountant', async () => {
    const own = company('blocked');
    const { odoo, planted } = own;
    odoo.edit('account.tax', odoo.ref('account.1_tax_dom_sales_goods_25_5'), { x_netvisor_vat_code: false });
    odoo.edit('product.product', planted.product, { default_code: false });
    odoo.edit('account.payment.term', planted.term, {
      early_discount: true,
      early_pay_discount_computation: 'excluded',
    });
    const line = odoo.db.rows('account.move.line').find((row) => row['move_id'] === planted.id);
    odoo.edit('account.move.line', line?.id ?? 0, { account_id: odoo.ref('account.1_account_2930') });
    await own.send(planted.id);
    const invoice = await stateIs(own, 'attention');
    for (const place of ['tax: account.tax.name', 'terms: account.payment.term.name'])
      expect(invoice['x_netvisor_message']).toContain(inField('blocked', place));
    await atRest(own);
    await ignoreInvoice(client, own.name, planted.id, 'SentByHand');
    await ended(own);
  });

  test('a lost reply is settled', async () => {
    const own = company('reply-lost');
    own.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'cut-after' });
    await own.send(own.planted.id);
    await ended(own);
    expect(own.netvisor.state().salesInvoices).toHaveLength(1);
  });

  test('Netvisor rejects a customer and quotes it, and the quotation stands on the contact', async () => {
    const own = company('customer-rejected');
    const text = quoting('customer-rejected');
    own.netvisor.faults.add({
      operation: 'POST customer.nv add',
      fault: 'refuse',
      code: 'INVALID_DATA',
      text,
    });
    await own.send(own.planted.id);
    await stateIs(own, 'attention');
    const name = inField('customer-rejected', 'customer: res.partner.name');
    expect(messagesOn(own, 'res.partner', own.planted.partner)).toContain(name);
  });

  test('keys are refused with a text that holds them; the connection pauses and opens again', async () => {
    const own = company('keys-refused');
    const text = quoting('keys-refused');
    own.netvisor.faults.add({
      operation: 'GET customerlist.nv',
      fault: 'refuse',
      code: 'AUTHENTICATION_FAILED',
      text,
    });
    await own.send(own.planted.id);
    await ended(own);
  });

  test('Odoo answers with errors that quote the record and the key', async () => {
    const own = company('odoo-errors');
    const message = quoting('odoo-errors');
    const answer = (status: number, name: string): { status: number; body: string } => ({
      status,
      body: JSON.stringify({
        name,
        message,
        arguments: [message],
        context: { key: message },
        debug: `Traceback: ${message}`,
      }),
    });
    const toJobs = { wire: own.odooWire, when: isJob };
    const toReads = { wire: own.odooWire, when: meets('web_read') };
    // Each line by itself; what one asking does not meet, the next one does.
    const lines: Script[][] = [
      [{ ...toJobs, ...answer(422, 'odoo.exceptions.UserError') }],
      [{ ...toJobs, ...answer(500, 'odoo.exceptions.ValidationError') }],
      [
        { ...toJobs, ...answer(404, 'odoo.exceptions.MissingError') },
        { ...toJobs, ...answer(502, 'werkzeug.exceptions.BadGateway') },
      ],
      [{ ...toReads, ...answer(500, 'builtins.ValueError') }],
      [{ ...toReads, ...answer(500, 'psycopg2.errors.SerializationFailure') }],
      [{ ...toReads, ...answer(422, 'odoo.exceptions.UserError') }],
      [{ ...toReads, ...answer(403, 'odoo.exceptions.AccessError') }],
      [{ ...toReads, ...answer(401, 'werkzeug.exceptions.Unauthorized') }],
      // Something between Silta and Odoo, with JSON of its own making.
      [{ ...toReads, ...answer(503, message) }],
      [{ ...toReads, ...answer(400, message) }],
    ];
    for (const line of lines) await askUntilAnswered(own, line);
    await own.send(own.planted.id);
    await stateIs(own, 'sent');
  }, 180_000);

  test('both sides answer with what cannot be read, around texts', async () => {
    const own = company('garbled');
    const { odooWire, netvisorWire } = own;
    const text = quoting('garbled');
    const customers = (body: string): Script => ({
      wire: netvisorWire,
      when: meets('customerlist'),
      contentType: HTML_TYPE,
      body,
    });
    const invoice = (body: string, contentType = JSON_TYPE): Script => ({
      wire: odooWire,
      when: meets('web_read'),
      contentType,
      body,
    });
    const row = { id: own.planted.id, name: { en_US: text }, state: text, invoice_date: text, ref: [text] };
    const job = JSON.stringify({ done: text, why: text, database: 5 });
    await askUntilAnswered(own, [{ wire: odooWire, when: isJob, body: job }]);
    await askUntilAnswered(own, [
      customers(`<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Customerlist><Customer>${text}`),
      customers(
        enveloped(`<Customerlist><Customer><Netvisorkey>${text}</Netvisorkey></Customer></Customerlist>`),
      ),
      customers(`<p>${text}</p>`),
      {
        wire: netvisorWire,
        when: meets('salesinvoice.nv'),
        contentType: HTML_TYPE,
        body: enveloped(`<Replies><InsertedDataIdentifier>${text}</InsertedDataIdentifier></Replies>`),
        instead: 'after',
      },
    ]);
    for (const body of [JSON.stringify([row]), JSON.stringify(text), `[{"name": "${text}`])
      await askUntilAnswered(own, [invoice(body)]);
    await askUntilAnswered(own, [invoice(`<p>${text}</p>`, HTML_TYPE)]);
    await stateIs(own, 'sent');
    expect(own.netvisor.state().salesInvoices).toHaveLength(1);
  }, 180_000);

  test('a connection is tested, and what is named in the report stays out of history', async () => {
    for (const own of [company('sent'), company('blocked')]) {
      const tested = await testConnection(client, own.settings);
      expect((await tested.result()).reds).toEqual(
        expect.arrayContaining([expect.stringMatching(/^odoo\./)]),
      );
    }
  });

  test('texts that do not fit into Netvisor', async () => {
    const own = company('unfit-text');
    const name = inField('unfit-text', 'customer: res.partner.name');
    own.odoo.edit('res.partner', own.planted.partner, { name: `${name} ${'😀'.repeat(3)}` });
    await own.send(own.planted.id);
    await stateIs(own, 'attention');
    expect(messagesOn(own, 'res.partner', own.planted.partner)).toContain('😀');
    await atRest(own);
    own.odoo.edit('res.partner', own.planted.partner, { name: `${name} ${'long '.repeat(100)}` });
    await own.send(own.planted.id);
    await atRest(own);
  });
});

test('the worker is told to stop in the middle of a request, and another one goes on', async () => {
  const own = company('worker-stopped');
  own.netvisor.faults.add({ operation: ADD_INVOICE, fault: 'hold-after' });
  await own.send(own.planted.id);
  await until(
    'held',
    () => own.netvisor.faults.held().length,
    (held) => held > 0,
    LIMIT_MS,
  );
  const [first] = world.workers;
  expect(listeningPorts(first?.process.pid)).toEqual([]);
  first?.signal('SIGTERM');
  own.netvisor.faults.release('discarded');
  await first?.gone();
  await world.startWorker();
  await ended(own);
  expect(own.netvisor.state().salesInvoices).toHaveLength(1);
});

describe('the canaries arrive where they belong', () => {
  test('in Odoo: each text field of each record holds its own', () => {
    const own = company('sent');
    const { odoo, planted } = own;
    const missing = planted.places.filter(
      ({ label, model, id, field }) =>
        canaries.find(label, odoo.db.row(model, id)?.[field] ?? '').length === 0,
    );
    expect(missing).toEqual([]);
    expect(planted.places.length).toBeGreaterThan(50);
  });

  test('at the worker: what Silta reads of Odoo reaches it', () => {
    const read = canaries.find('answers', company('sent').odooWire.answers).map(({ label }) => label);
    for (const place of [...IN_NETVISOR, 'tax: account.tax.name', 'terms: account.payment.term.name'])
      expect(read).toContain(`sent ${place}`);
  });

  test('in Netvisor: what the accountants and the customer are to see', () => {
    const found = canaries.find('Netvisor', company('sent').netvisor.state()).map(({ label }) => label);
    const wanted = [...IN_NETVISOR.map((place) => `sent ${place}`), ...TYPED];
    expect(wanted.filter((label) => !found.includes(label))).toEqual([]);
  });

  test('in the headers: ids and key as they are, keys in the signature', () => {
    const { odooWire, netvisorWire } = company('sent');
    const { odooKey } = world.credentials;
    // Which version it is, Odoo tells anybody.
    const asked = odooWire.calls.filter(({ target }) => target !== '/web/version');
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.every(({ headers }) => headers.authorization === `bearer ${odooKey}`)).toBe(true);
    expect(netvisorWire.calls.length).toBeGreaterThan(5);
    expect(netvisorWire.calls.every((call) => isSigned(call, world.credentials))).toBe(true);
  });
});

/** Texts of the happy path that Netvisor must hold in the end. */
const IN_NETVISOR = [
  'invoice: account.move.ref',
  'invoice: account.move.narration',
  'line 1: account.move.line.name',
  'line 1: account.move.line.name second row',
  'line 2: account.move.line.name',
  'salesperson: res.partner.name',
  'customer: res.partner.name',
  'customer: res.partner.street',
  'customer: res.partner.street2',
  'customer: res.partner.zip',
  'customer: res.partner.city',
  'customer: res.partner.email',
  'customer: res.partner.email domain',
  'delivery: res.partner.name',
  'delivery: res.partner.street',
  'delivery: res.partner.zip',
  'delivery: res.partner.city',
  'product: product.template.name',
  'product: product.product.default_code',
  'unit: uom.uom.name',
];
const TYPED = ['a phone number', 'a business id', 'a payment reference', 'a price'];

describe('no canary is found', () => {
  test('in the histories of all workflows, nor in what Temporal tells of them besides', async () => {
    const runs = await fetchRuns(client);
    expect(runs.length).toBeGreaterThan(3 * ROLES.length);
    const described = await Promise.all(
      runs.map(({ workflowId, runId }) => client.workflow.getHandle(workflowId, runId).describe()),
    );
    const details = await Promise.all(
      described
        .filter(({ status }) => status.name === 'RUNNING')
        .map(({ workflowId }) => client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata')),
    );
    expect(JSON.stringify(details)).toContain('Open: documents flow');
    console.log(`searched ${runs.length} histories for ${canaries.all().length} canaries`);
    expect(
      readable([
        ...runs.flatMap((run) => canaries.find(`${run.workflowId} ${run.runId}`, decoded(run))),
        ...runs.flatMap((run) => canaries.find(`${run.workflowId} ${run.runId} as stored`, run)),
        ...described.flatMap((one) => canaries.find(`description of ${one.workflowId}`, one.raw)),
        ...canaries.find('current details', details),
      ]),
    ).toEqual([]);
  });

  test('in what activities failed with while they were being retried', () => {
    expect(pending.failures()).toEqual(expect.arrayContaining([expect.stringContaining('Odoo')]));
    expect(readable(pending.seen().flatMap((one) => canaries.find('pending activities', one)))).toEqual([]);
  });

  test('in what the workers wrote at their most talkative', () => {
    const lines = world.workers.flatMap((worker) => worker.lines);
    expect(lines.length).toBeGreaterThan(10);
    expect(readable(lines.flatMap((line) => canaries.find(line, line)))).toEqual([]);
  });

  test('in what the command line says, also of settings that hold a key by mistake', async () => {
    const own = company('keys-refused');
    const text = quoting('keys-refused');
    own.netvisor.faults.add({
      operation: 'GET salesinvoicelist.nv',
      fault: 'refuse',
      code: 'AUTHENTICATION_FAILED',
      text,
    });
    const body = JSON.stringify({ name: 'odoo.exceptions.AccessError', message: text, debug: text });
    const refusal = { status: 403, contentType: JSON_TYPE, body, times: 1, instead: 'before' as const };
    own.odooWire.script({ ...refusal, when: () => true });
    const wrong = `${world.configFile}.wrong`;
    const { odooKey, partnerKey } = world.credentials;
    writeFileSync(
      wrong,
      `connections:\n  one:\n    environment: test\n    odoo: {url: "http://x", database: d, company: 1, apiKey: ${odooKey}}\n    netvisor: {partnerKey: {env: "${partnerKey} "}, customerKey: ${partnerKey}}\n`,
    );
    const broken = `${world.configFile}.broken`;
    writeFileSync(broken, `connections:\n  one: {apiKey: ${odooKey}\n    partnerKey "${partnerKey}\n`);
    const said = [
      await silta(['check', own.name]),
      await silta(['--json', 'inbox']),
      await silta(['status', own.name]),
      await silta(['config', 'check']),
      await silta(['config', 'check'], wrong),
      await silta(['config', 'check'], broken),
    ];
    expect(said[0]).toContain('refuses the key');
    expect(said[1]).toContain('account.move,');
    expect(said[4]).toContain('apiKey');
    expect(readable(said.flatMap((one) => canaries.find(one, one)))).toEqual([]);
  });
});

test('the search finds a canary in each place of a real history where one may be hidden', async () => {
  const own = new Canaries();
  const places = ['id', 'argument', 'memo', 'summary', 'details', 'signal', 'attribute', 'reason'] as const;
  const label = (place: string): string => `planted as ${place}`;
  for (const place of places) own.token(label(place));
  const at = (place: (typeof places)[number]): string => tokenOf(label(place));
  const handle = await client.workflow.start('Nobody', {
    taskQueue: 'nobody',
    workflowId: `planted/${at('id')}`,
    args: [{ deep: [at('argument')] }],
    memo: { note: at('memo') },
    staticSummary: at('summary'),
    staticDetails: at('details'),
    searchAttributes: { SiltaReason: [at('attribute')] },
  });
  await handle.signal('anything', { code: at('signal') });
  await handle.terminate(at('reason'));
  const [run] = await fetchChain(client, handle.workflowId);
  for (const form of [run, decoded(run)]) {
    const found = new Set(own.find('history', form).map((finding) => finding.label));
    expect([...found].sort()).toEqual(places.map(label).sort());
  }
});

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

const meets =
  (part: string) =>
  ({ target }: WireCall): boolean =>
    target.includes(part);

/** A change of a record, not a question about the database. */
const isJob = ({ target, body }: WireCall): boolean => target.includes('run') && body.includes('"model"');

const enveloped = (payload: string): string =>
  `<Root><ResponseStatus><Status>OK</Status><TimeStamp>1.1.2026 10:00:00</TimeStamp></ResponseStatus>${payload}</Root>`;

const readable = (findings: readonly Finding[]): string[] =>
  findings.map(({ label, where, as }) => `${label} in ${where}${as ? ` (${as})` : ''}`);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a command of `silta` writes to both channels, whether it succeeds or not. */
function silta(args: readonly string[], config = world.configFile): Promise<string> {
  const all = ['--import', 'tsx', `${ROOT}/cli/main.ts`, '--config', config, ...args];
  const env = { PATH: process.env['PATH'] ?? '', ...world.environment };
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: ROOT, env }, (_error, out, errors) => resolve(`${out}${errors}`));
  });
}
