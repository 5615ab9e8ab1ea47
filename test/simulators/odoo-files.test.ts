import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { member, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
let id: number;
beforeEach(async () => {
  odoo = await startOdoo();
  id = odoo.simulator.createInvoice({ partner: 'Aava Hiidenkoski', lines: [{ product: 'KB-100' }] }).id;
});
afterEach(() => odoo.close());

const PDF = Buffer.from('%PDF-1.4 made by hand').toString('base64');
const value = (field: string): unknown => odoo.simulator.value('account.move', id, field);
const portalUrl = async (body: object = { report_type: 'pdf', download: true }): Promise<string> =>
  String(await odoo.bot.call('account.move', 'get_portal_url', { ids: [id], ...body }));
const open = async (path: string): Promise<Reply> => odoo.bot.raw(path, { redirect: 'manual' });

describe('files of an invoice', () => {
  test('are listed, the newest first; one with a message becomes the main one', async () => {
    const made = await odoo.bot.raw('/_sim/files', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invoice: id, name: 'liite.pdf', content: PDF }),
    });
    const first = member(made.json, 'id');
    expect(value('message_main_attachment_id')).toBe(false);
    const second = odoo.simulator.addFile({ invoice: id, name: 'kuva.pdf', content: PDF, message: 'Hei' });
    const third = odoo.simulator.addFile({ invoice: id, name: 'muu.pdf', content: PDF, message: 'Taas' });
    expect(value('attachment_ids')).toEqual([third, second, first]);
    expect(value('message_main_attachment_id')).toBe(second);
  });

  test('written for a message hang on the invoice after it', async () => {
    const file = await odoo.bot.one('ir.attachment', 'create', {
      vals_list: { name: 'post.pdf', datas: PDF, res_model: 'mail.compose.message', res_id: 0 },
    });
    const body = { ids: [id], body: 'hei', attachment_ids: [file] };
    await odoo.bot.call('account.move', 'message_post', body);
    expect([value('attachment_ids'), value('message_main_attachment_id')]).toEqual([[file], file]);
  });

  test('the PDF that was sent is none of them but has a field of its own', async () => {
    odoo.simulator.edit('account.move', id, { invoice_pdf_report_file: PDF, is_move_sent: true });
    const report = value('invoice_pdf_report_id');
    expect(value('attachment_ids')).toEqual([]);
    expect(
      await odoo.bot.call('ir.attachment', 'read', {
        ids: [report],
        fields: ['res_field', 'mimetype', 'datas'],
      }),
    ).toEqual([
      { id: report, res_field: 'invoice_pdf_report_file', mimetype: 'application/pdf', datas: PDF },
    ]);
  });
});

describe('the PDF of an invoice', () => {
  test('is had without a session by the address that Odoo gives out', async () => {
    expect(value('access_token')).toBe(false);
    const url = await portalUrl();
    expect(url).toBe(
      `/my/invoices/${id}?access_token=${String(value('access_token'))}&report_type=pdf&download=true`,
    );
    const reply = await open(url);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(reply.headers.get('content-disposition')).toMatch(
      /^attachment; filename\*=UTF-8''INV_\d{4}_00001\.pdf$/,
    );
    expect(reply.text).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/);
    expect(await portalUrl()).toBe(url);
  });

  test('is the one that was sent, where somebody has sent one', async () => {
    odoo.simulator.edit('account.move', id, { invoice_pdf_report_file: PDF });
    expect((await open(await portalUrl())).text).toBe('%PDF-1.4 made by hand');
  });

  test('is not shown to who does not have the token', async () => {
    const url = await portalUrl();
    const reply = await open(url.replace('access_token=', 'access_token=x'));
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/my']);
  });

  test('cannot be made without the tool for it, but the one that was sent is still there', async () => {
    odoo.simulator.settings.patch({ pdfTool: false });
    const url = await portalUrl();
    expect((await open(url)).status).toBe(422);
    odoo.simulator.edit('account.move', id, { invoice_pdf_report_file: PDF });
    expect((await open(url)).status).toBe(200);
  });

  test('faults strike here too, and other pages of the portal are refused', async () => {
    const url = await portalUrl();
    odoo.simulator.faults.add({ operation: 'GET /my/invoices', fault: 'unavailable' });
    expect((await open(url)).status).toBe(503);
    expect((await open(url)).status).toBe(200);
    expect((await open(await portalUrl({}))).status).toBe(501);
  });
});
