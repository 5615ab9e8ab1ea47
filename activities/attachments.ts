import { joined, phrase, type Texts } from '../mapping/texts.ts';
import type { SalesInvoice } from '../netvisor/documents.ts';
import { fileProblem, MOST_FILE_BYTES, wantedFiles } from '../mapping/attachments.ts';
import type { NetvisorError } from '../netvisor/errors.ts';
import type { GuardedWrite } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import type { PostInvoiceResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { mustWrite } from './guarded-post.ts';

/** Files that go along with an invoice, and in words those that do not. */
export interface Files {
  readonly attachments?: Pick<SalesInvoice, 'salesInvoiceAttachments'>;
  readonly leftOut?: Texts;
}

export const NO_FILES: Files = {};

/**
 * The files that the company sends with its invoices: the PDF that Odoo made, and those chosen on the invoice.
 * One that Netvisor could not hold is left out and named in the chatter: it does not hold the invoice.
 */
export async function readFiles(deps: ConnectionDeps, invoice: Invoice): Promise<Files> {
  const wanted = wantedFiles(invoice);
  if (wanted.length === 0) return NO_FILES;
  const problems = new Map(wanted.map((file) => [file.id, fileProblem(file)]));
  const fitting = wanted.filter(({ id }) => problems.get(id) === undefined);
  const contents =
    fitting.length > 0 ? await deps.odoo.readFiles(fitting.map(({ id }) => id)) : new Map<number, string>();
  const leftOut = wanted.filter(({ id }) => !contents.get(id)).map(({ name }) => name ?? '–');
  const attachments = fitting.flatMap(({ id, name = '', mimetype = '' }) => {
    const content = contents.get(id);
    if (!content) return [];
    return [
      {
        mimeType: mimetype,
        attachmentDescription: name.slice(0, 100),
        fileName: name,
        documentData: content,
      },
    ];
  });
  return {
    ...(attachments.length > 0 && { attachments: { salesInvoiceAttachments: attachments } }),
    ...(leftOut.length > 0 && {
      leftOut: phrase('filesLeftOut', {
        files: leftOut.join(', '),
        megabytes: MOST_FILE_BYTES / 1e6,
      }),
    }),
  };
}

/** The claim comes off, since Netvisor refused and holds nothing; the next round sends the invoice by itself. */
export async function filesRefused(
  deps: ConnectionDeps,
  invoice: Invoice,
  error: NetvisorError,
): Promise<PostInvoiceResult> {
  await mustWrite(deps, {
    model: 'account.move',
    id: invoice.id,
    expect: { x_netvisor_attempt: invoice.x_netvisor_attempt ?? false, x_netvisor_key: false },
    values: { x_netvisor_attempt: false, x_netvisor_state: 'queued' },
    note: refusalOfFiles(error),
  });
  return { kind: 'files-refused' };
}

/** The same for an edit; `restore` puts back what says which version Netvisor holds. */
export async function editWithFilesRefused(
  deps: ConnectionDeps,
  restore: GuardedWrite,
  error: NetvisorError,
): Promise<PostInvoiceResult> {
  await mustWrite(deps, { ...restore, note: refusalOfFiles(error) });
  return { kind: 'files-refused' };
}

const refusalOfFiles = (error: NetvisorError): Texts =>
  joined([phrase('filesRefused', {}), error.netvisorText]);

/** The message as it is kept on the invoice: the files are in Odoo already. */
export const withoutFileContents = (xml: string): string =>
  xml.replace(/(<documentdata[^>]*>)[^<]*(?=<)/g, '$1');
