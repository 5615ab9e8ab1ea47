import { randomUUID } from 'node:crypto';
import { NotSimulated, valueError } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import { fieldAttachment } from '../orm/attachments.ts';
import type { Json, JsonObject } from '../schema/types.ts';

const MODEL = 'account.move';

/** `get_portal_url`: where anybody who has the address can see the invoice; makes the token that opens it. */
export function portalUrl(env: Env, _model: string, ids: readonly number[], args: JsonObject): Json {
  const [move, ...others] = env.browse(MODEL, ids, 'write');
  if (move === undefined || others.length > 0)
    throw valueError(`Expected singleton: ${MODEL}(${ids.join(', ')})`);
  for (const name of ['suffix', 'query_string', 'anchor']) {
    if (args[name]) throw new NotSimulated(`does not know ${name} of get_portal_url.`);
  }
  if (move['access_token'] === false) env.db.set(move, 'access_token', randomUUID());
  const { report_type: type = false, download = false } = args;
  const report = typeof type === 'string' ? `&report_type=${type}` : '';
  return `/my/invoices/${move.id}?access_token=${String(move['access_token'])}${report}${download === true ? '&download=true' : ''}`;
}

/** The invoice's PDF as it was made when somebody sent it, else one made now. */
export function invoicePdf(env: Env, move: Row): Buffer {
  const stored = fieldAttachment(env, MODEL, move.id, 'invoice_pdf_report_file')?.['datas'];
  return typeof stored === 'string' ? Buffer.from(stored, 'base64') : draw(env.displayName(MODEL, move));
}

/** One page with the invoice's number on it. */
function draw(title: string): Buffer {
  const text = `BT /F1 18 Tf 60 760 Td (${title.replace(/[^ -~]|[()\\\\]/g, '?')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, 'latin1');
}
