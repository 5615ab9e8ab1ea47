import type { FileInfo, Invoice } from '../odoo/models.ts';

/** Kinds of files that working clients send along (Netvisor sales API, attachments). */
const KINDS: readonly string[] = [
  'application/pdf',
  'application/msword',
  'application/vnd.ms-excel',
  'image/tiff',
  'image/jpeg',
  'image/gif',
  'image/png',
  'text/plain',
  'text/html',
];

/** Netvisor publishes no limit; a message much larger than this would not arrive within its time limit. */
export const MOST_FILE_BYTES = 10_000_000;

export type FileProblem = 'KindNotTaken' | 'TooLarge' | 'Empty' | 'NameUnusable';

/** Why a file cannot go along with an invoice. */
export function fileProblem({ name = '', mimetype = '', file_size }: FileInfo): FileProblem | undefined {
  if (!KINDS.includes(mimetype)) return 'KindNotTaken';
  if (file_size === 0) return 'Empty';
  if (file_size > MOST_FILE_BYTES) return 'TooLarge';
  // Letters of ISO 8859-15, which is what Netvisor holds; Finvoice file names have no others either.
  return /^[ -~ -ÿŠšŽžŒœŸ€]{1,255}$/.test(name) ? undefined : 'NameUnusable';
}

/** The files that are to go along, by the company form: the PDF that Odoo made, and those chosen on the invoice. */
export function wantedFiles(invoice: Invoice): readonly FileInfo[] {
  const { x_netvisor_attachments: which } = invoice.company_id;
  if (which === 'none') return [];
  const pdf = invoice.invoice_pdf_report_id ? [invoice.invoice_pdf_report_id] : [];
  const chosen = which === 'chosen' ? invoice.x_netvisor_files : [];
  const all = [...pdf, ...chosen];
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}
