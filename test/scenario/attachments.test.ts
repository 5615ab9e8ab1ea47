import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld, type Company, type World } from '../../tools/playground/world.ts';
import { expectNothingStuck, expectOnce, newCase, settled, strike, type Case } from './cases.ts';
import { POST } from './stage.ts';

const PDF = Buffer.from('%PDF-1.4 lasku').toString('base64');
const NOTE = Buffer.from('Erittely').toString('base64');
const POST_INVOICE = { side: 'netvisor', operation: POST, nth: 0 } as const;

let temporal: TestTemporal;
let world: World;
const free: Company[] = [];

beforeAll(async () => {
  temporal = await startTemporal();
  world = await createWorld({ temporal, companies: 8 });
  free.push(...world.companies);
  await world.startWorker();
});
afterAll(async () => {
  await world?.close();
  await temporal?.stop();
});

/** An invoice whose PDF Odoo has made, with one more file that a person chose for Netvisor. */
function withFiles(which: 'none' | 'pdf' | 'chosen', name = 'erittely.txt', content = NOTE): Case {
  const company = free.pop();
  if (!company) throw new Error('not enough companies');
  const own = newCase(company);
  const { odoo } = company;
  odoo.edit('res.company', 1, { x_netvisor_attachments: which });
  odoo.edit('account.move', own.moveId, { invoice_pdf_report_file: PDF });
  const file = odoo.addFile({ invoice: own.moveId, name, content });
  odoo.edit('account.move', own.moveId, { x_netvisor_files: [[6, 0, [file]]] });
  return own;
}

const inNetvisor = ({ company }: Case) => company.netvisor.state().salesInvoices[0]?.attachments ?? [];
const posts = ({ company }: Case): number =>
  company.netvisor.calls.list().filter(({ operation }) => operation === POST).length;
const chatter = ({ company, moveId }: Case): string =>
  company.odoo
    .state()
    .messages.filter((message) => message['model'] === 'account.move' && message['res_id'] === moveId)
    .map((message) => String(message['body']))
    .join('\n');

async function sent(own: Case): Promise<void> {
  await own.company.send(own.moveId);
  expect(await settled(own)).toEqual([]);
  expectOnce(own);
  await expectNothingStuck(world, [own]);
}

describe('files of an invoice', () => {
  test('go along as the company says: none, the PDF, or also the chosen ones', async () => {
    const [none, pdf, chosen] = [withFiles('none'), withFiles('pdf'), withFiles('chosen')];
    await Promise.all([none, pdf, chosen].map(sent));
    expect(inNetvisor(none)).toHaveLength(0);
    expect(inNetvisor(pdf).map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
    expect(inNetvisor(chosen).map(({ fileName }) => fileName)).toContain('erittely.txt');
    expect(inNetvisor(chosen)).toHaveLength(2);
  });

  test('are not kept a second time in Odoo, inside the message as it was sent', async () => {
    const own = withFiles('chosen');
    await sent(own);
    const data = String(own.company.odoo.value('account.move', own.moveId, 'x_netvisor_data'));
    const xml = Buffer.from(data, 'base64').toString();
    expect(xml).toContain('<filename>erittely.txt</filename>');
    expect(xml).not.toContain(NOTE);
  });

  test('that Netvisor refuses do not hold the invoice: it goes without them, and the chatter says so', async () => {
    const own = withFiles('chosen');
    strike(own.company, POST_INVOICE, 'refuse', { code: 'INVALID_DATA_SIZE', text: 'too large' });
    await sent(own);
    expect(inNetvisor(own)).toHaveLength(0);
    expect(posts(own)).toBe(2);
    expect(chatter(own)).toContain('Netvisor refused the invoice with its files');
    expect(chatter(own)).toContain('too large');
  });

  test('of a kind that Netvisor does not hold stay behind by name, the others go', async () => {
    const own = withFiles('chosen', 'laskelma.zip', Buffer.from('PK\u0003\u0004').toString('base64'));
    await sent(own);
    expect(inNetvisor(own).map(({ mimeType }) => mimeType)).toEqual(['application/pdf']);
    expect(chatter(own)).toContain('laskelma.zip');
  });

  test('are there once when the reply was lost', async () => {
    const own = withFiles('chosen');
    strike(own.company, POST_INVOICE, 'cut-after');
    await sent(own);
    expect(inNetvisor(own)).toHaveLength(2);
    expect(posts(own)).toBe(1);
  });
});
