import { isRow } from './specification.ts';
import type { OdooCall, OdooTransport } from './transport.ts';

/**
 * Silta's notes are text. Odoo 16 takes the body of a message for HTML, so that a `<` in a note would vanish there;
 * later versions escape it themselves.
 */
export function withPlainNotes(odoo: OdooTransport): OdooTransport {
  return { call: (call) => odoo.call(escaped(call)) };
}

function escaped(call: OdooCall): OdooCall {
  const job = call.context?.['silta'];
  if (!isRow(job) || !isRow(job['note'])) return call;
  const texts = Object.entries(job['note']).map(([language, text]) => [language, escapeHtml(String(text))]);
  const note: unknown = Object.fromEntries(texts);
  return { ...call, context: { ...call.context, silta: { ...job, note } } };
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
