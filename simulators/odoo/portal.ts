import type { Answer } from '../shared/conduct.ts';
import { invoicePdf } from './models/portal.ts';
import { htmlAnswer } from './json2.ts';
import type { OdooSimulator } from './simulator.ts';

export const PORTAL = 'GET /my/invoices';

/** The page of an invoice in the portal, opened by its token; here only as a PDF. */
export function answerPortal(simulator: OdooSimulator, id: number, query: URLSearchParams): Answer {
  const { unavailable, pdfTool } = simulator.settings.value;
  if (unavailable) {
    return htmlAnswer(
      503,
      'Service Unavailable',
      'The server is temporarily unable to service your request.',
    );
  }
  const move = simulator.db.row('account.move', id);
  const token = query.get('access_token');
  if (move === undefined || token === null || move['access_token'] !== token) {
    return { ...htmlAnswer(303, 'See Other', 'Redirecting to the portal.'), headers: { location: '/my' } };
  }
  if (query.get('report_type') !== 'pdf') {
    return {
      status: 501,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'The Odoo simulator shows invoices in the portal as PDF only.\n',
      code: 'NotSimulated',
      booked: false,
    };
  }
  const env = simulator.readAs('superuser');
  const stored = env.get('account.move', move, 'invoice_pdf_report_id') !== false;
  if (!stored && !pdfTool) {
    return htmlAnswer(422, 'Unprocessable Entity', 'Unable to find Wkhtmltopdf on this system.');
  }
  const number = env.displayName('account.move', move).replaceAll('/', '_');
  const how = query.get('download') === 'true' ? 'attachment' : 'inline';
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(number)}.pdf`,
    },
    body: invoicePdf(env, move),
    booked: false,
  };
}
