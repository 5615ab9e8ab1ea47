import { expect, test } from '@jest/globals';
import { testedLines } from '../../activities/test-connection.ts';
import { z } from 'zod';
import { waitingLines } from '../../mapping/connection-test/in-payment.ts';
import { htmlReport } from '../../mapping/connection-test/report.ts';
import { inWords, type Finding, type LineId } from '../../mapping/connection-test.ts';
import { readPaymentLines, writePaymentAccount } from '../../odoo/payment-lines.ts';
import { createJson2Transport } from '../../odoo/transport.ts';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import { provisionReal, settingsOfReal } from './connection.ts';
import { describeOdoo } from './harness.ts';
import { firstId, firstRow, idOf, postInvoice } from './helpers.ts';
import { openConnection, SILENT } from '../../workers/connections.ts';

describeOdoo('the test of a connection to a real Odoo', (odoo) => {
  const look = async (): Promise<ReadonlyMap<LineId, Finding>> => {
    const netvisor = await startNetvisorSimulator({});
    const open = openConnection(settingsOfReal(odoo(), netvisor.url), new AbortController().signal, SILENT);
    try {
      return new Map(inWords(await testedLines(open), 'en').map((finding) => [finding.id, finding]));
    } finally {
      open.netvisor.close();
      await netvisor.close();
    }
  };
  const redOf = (findings: ReadonlyMap<LineId, Finding>): LineId[] =>
    [...findings.values()].filter(({ verdict }) => verdict === 'red').map(({ id }) => id);

  test('before provisioning says that it is missing, and not that something else is wrong', async () => {
    const findings = await look();
    expect(redOf(findings)).toEqual(expect.arrayContaining(['odoo.fields', 'odoo.pin']));
    expect(findings.get('odoo.key')?.verdict).toBe('green');
    expect(findings.get('books.vat-codes')?.says).toContain('"Fields of Silta in Odoo"');
  });

  test('after it examines every line about Odoo', async () => {
    await provisionReal(odoo());
    const today = new Date().toISOString().slice(0, 10);
    await postInvoice(odoo(), today);
    const findings = await look();
    for (const { id, verdict, says } of findings.values()) {
      if (id.startsWith('odoo.'))
        expect([id, verdict, says]).toEqual([id, expect.not.stringMatching('unknown'), says]);
    }
    expect(findings.get('odoo.version')?.says).toBe('Odoo 19.');
    expect(findings.get('odoo.key-expiry')).toMatchObject({
      verdict: 'green',
      says: expect.stringMatching(/^Valid until \d{4}-/),
    });
    expect(findings.get('odoo.pin')?.verdict).toBe('green');
    for (const id of [
      'books.company',
      'books.number-ranges',
      'books.references',
      'books.journals',
      'books.in-payment',
    ] as const)
      expect([id, findings.get(id)?.verdict]).toEqual([id, 'green']);
    expect(findings.get('books.taxes-without-code')?.verdict).toBe('green');
    expect(findings.get('books.tax-rounding')?.says).toContain('round_globally');
  });

  test('a second journal with the same digits, and a tax without code on an invoice, turn their lines red', async () => {
    const { rpc, adminKey, companyId } = odoo();
    const before = redOf(await look());
    const vals_list = {
      name: 'Verkkokauppa',
      code: 'WEB',
      type: 'sale',
      company_id: companyId,
      invoice_reference_model: 'fi',
    };
    firstId(await rpc(adminKey, 'account.journal', 'create', { vals_list }));
    const tax = await idOf(odoo(), `account.${companyId}_tax_dom_sales_goods_25_5`);
    await rpc(adminKey, 'account.tax', 'write', { ids: [tax], vals: { x_netvisor_vat_code: false } });
    const found = await look();
    expect(redOf(found).filter((id) => !before.includes(id))).toEqual([
      'books.references',
      'books.journals',
      'books.taxes-without-code',
    ]);
    expect(found.get('books.references')?.says).toContain('INV + WEB');
  });

  test('an account that was moved, and the rights of a bookkeeper, are seen', async () => {
    const { rpc, adminKey, companyId } = odoo();
    const account = await idOf(odoo(), `account.${companyId}_account_3000`);
    await rpc(adminKey, 'account.account', 'write', { ids: [account], vals: { code: '39871' } });
    const found = await look();
    expect(found.get('books.accounts')?.says).toContain('39871');
    expect(found.get('odoo.excess-rights')?.says).toContain('account.move write');
  });

  test('the report keeps its tables and badges in a field of Odoo’s', async () => {
    const { rpc, adminKey, companyId } = odoo();
    const [model] = z
      .array(z.number())
      .parse(await rpc(adminKey, 'ir.model', 'search', { domain: [['model', '=', 'res.company']] }));
    const field = { model_id: model, name: 'x_any_report', field_description: 'Report', ttype: 'html' };
    await rpc(adminKey, 'ir.model.fields', 'create', { vals_list: field });
    const html = htmlReport([...(await look()).values()], 'fi');
    await rpc(adminKey, 'res.company', 'write', { ids: [companyId], vals: { x_any_report: html } });
    const kept = firstRow(
      await rpc(adminKey, 'res.company', 'read', { ids: [companyId], fields: ['x_any_report'] }),
    );
    const text = String(kept['x_any_report']);
    const count = (within: string, what: RegExp): number => within.match(what)?.length ?? 0;
    for (const what of [/<table class="table table-sm">/g, /<tr>/g, /class="badge text-bg-/g, /<h4>/g])
      expect([what, count(text, what)]).toEqual([what, count(html, what)]);
  });

  test('payment methods can be booked on the account of their journal', async () => {
    const { companyId, adminKey } = odoo();
    const admin = createJson2Transport({ ...odoo(), apiKey: adminKey, timeoutMs: 60_000 });
    const waiting = waitingLines(await readPaymentLines(admin, companyId));
    expect(waiting.length).toBeGreaterThan(0);
    for (const { id, journal } of waiting)
      if (journal.account) await writePaymentAccount(admin, companyId, id, journal.account.id);
    expect(waitingLines(await readPaymentLines(admin, companyId))).toEqual([]);
  });
});
