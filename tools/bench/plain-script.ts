/**
 * The yardstick: what one would write without Temporal. A process of its own that sends invoices with the same
 * clients, the same mapping and the same calls as Silta, and keeps several documents in hand so that the next one
 * is read and claimed by the time when the wire is free. It survives nothing: no settling, no retry, no parking.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadSettings } from '../../config/settings.ts';
import { contentDigest } from '../../mapping/content.ts';
import { mapInvoice, type InvoiceRules } from '../../mapping/invoice.ts';
import { markText, privateComment } from '../../mapping/mark.ts';
import { renderSalesInvoice } from '../../netvisor/sales-invoices.ts';
import type { GuardedWrite } from '../../odoo/client.ts';
import { openConnection, SILENT } from '../../workers/connections.ts';

/** More than this in hand gains nothing: the wire always has somebody waiting. */
const IN_HAND = 4;

const [configFile = '', name = ''] = process.argv.slice(2);
const settings = loadSettings(configFile, process.env).connections.get(name);
if (!settings) throw new Error(`no connection "${name}"`);
const never = new AbortController().signal;
const { odoo, netvisor, ledger, waits } = openConnection(settings, never, SILENT);
const rules: InvoiceRules = {
  company: settings.odoo.company,
  ledger,
  ...settings.invoices,
};

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  void sendAll(z.object({ ids: z.array(z.number()) }).parse(message).ids).then((times) =>
    process.send?.(times),
  );
});
process.send?.({ ready: true });

async function sendAll(ids: readonly number[]): Promise<{ askedAt: number; doneAt: number }> {
  const askedAt = Date.now();
  const left = [...ids];
  const hands = Array.from({ length: IN_HAND }, async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await sendOne(id);
  });
  await Promise.all(hands);
  return { askedAt, doneAt: Date.now() };
}

async function sendOne(id: number): Promise<void> {
  const invoice = await odoo.readInvoice(id);
  if (!invoice) throw new Error(`invoice ${id} is gone`);
  const comment = privateComment(await odoo.databaseUuid(), id, contentDigest(invoice));
  const mapped = mapInvoice(invoice, comment, rules);
  if (mapped.kind !== 'ready') throw new Error(`invoice ${id} cannot be sent: ${mapped.kind}`);
  const xml = renderSalesInvoice(mapped.document);
  const attempt = randomUUID();
  const transactionId = randomUUID();
  const deadline = Date.now() + waits.attemptMs;
  const { number = '', reference = '' } = mapped;
  await write({
    model: 'account.move',
    id,
    expect: {
      state: 'posted',
      name: invoice.name ?? false,
      amount_total: invoice.amount_total,
      x_netvisor_attempt: false,
      x_netvisor_key: false,
    },
    values: {
      x_netvisor_state: 'sending',
      x_netvisor_attempt: attempt,
      x_netvisor_mark: markText({ number, comment, transactionId, settleAfter: deadline }),
      x_netvisor_number: number,
      x_netvisor_reference: reference,
      x_netvisor_data: Buffer.from(xml).toString('base64'),
      x_netvisor_data_name: `netvisor-${number}.xml`,
    },
  });
  const { netvisorKey } = await netvisor.salesInvoices.addXml(xml, {
    transactionId,
    deadline,
    signal: never,
  });
  await write({
    model: 'account.move',
    id,
    expect: { x_netvisor_attempt: attempt, x_netvisor_key: false },
    values: {
      x_netvisor_state: 'sent',
      x_netvisor_key: `${ledger}:${netvisorKey}`,
      x_netvisor_sent_at: new Date().toISOString().slice(0, 19).replace('T', ' '),
    },
    note: { en: `In Netvisor as ${number}.` },
  });
}

async function write(change: GuardedWrite): Promise<void> {
  const { kind } = await odoo.guardedWrite(change);
  if (kind !== 'done') throw new Error(`invoice ${change.id}: ${kind}`);
}
