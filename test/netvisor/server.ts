import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Customer } from '../../netvisor/documents.ts';
import { createNetvisorClient, type NetvisorClient, type NetvisorOptions } from '../../netvisor/client.ts';
import { NetvisorError } from '../../netvisor/errors.ts';
import { createGate } from '../../netvisor/gate.ts';
import type { WriteAttempt } from '../../netvisor/exchange.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (seen: Seen, reply: http.ServerResponse, request: http.IncomingMessage) => void;

/** A server that keeps what it saw and answers as told; `close` cuts what is still open. */
export async function tinyServer(answer: Answer) {
  const seen: Seen[] = [];
  let busy = 0;
  const counters = { mostAtOnce: 0, connections: 0 };
  const server = http.createServer((request, reply) => {
    counters.mostAtOnce = Math.max(counters.mostAtOnce, ++busy);
    let over = false;
    // `close` comes some turns after the client has the reply, `prefinish` before
    for (const event of ['prefinish', 'close']) {
      reply.once(event, () => {
        if (!over) busy--;
        over = true;
      });
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const item = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      seen.push(item);
      answer(item, reply, request);
    });
  });
  server.on('connection', () => counters.connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    seen,
    counters,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const envelope = (inside: string) =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Root>\n  <ResponseStatus>\n    ${inside}`;

export const okReply = (payload = '') =>
  envelope(
    `<Status>OK</Status>\n<TimeStamp>21.11.2026 12:15:31</TimeStamp>\n</ResponseStatus>${payload}</Root>`,
  );

export const addedReply = (key: number) =>
  okReply(`<Replies><InsertedDataIdentifier>${key}</InsertedDataIdentifier></Replies>`);

export const failedReply = (said: string) =>
  envelope(
    `<Status>FAILED</Status><Status>${said}</Status><TimeStamp>21.11.2026 12:15:31</TimeStamp></ResponseStatus></Root>`,
  );

export const answerWith =
  (body: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (_seen, reply) => {
    reply.writeHead(status, { 'Content-Type': 'text/html', ...headers });
    reply.end(body);
  };

export const credentials = {
  sender: 'Kuurabox',
  customerId: 'KB_11223_4455',
  customerKey: '1F2E3D4C5B6A79880011223344556677',
  partnerId: 'Kbx_204',
  partnerKey: 'A0B1C2D3E4F5061728394A5B6C7D8E9F',
  organisationId: '9120034-9',
  language: 'EN',
} as const;

export function clientFor(baseUrl: string, options: Partial<NetvisorOptions> = {}): NetvisorClient {
  return createNetvisorClient({
    baseUrl,
    credentials,
    writeTimeoutMs: 5_000,
    readTimeoutMs: 5_000,
    gate: createGate(),
    ...options,
  });
}

let attempts = 0;

export function attempt(overrides: Partial<WriteAttempt> = {}): WriteAttempt {
  return {
    transactionId: `attempt-${++attempts}`,
    deadline: Date.now() + 3_600_000,
    signal: new AbortController().signal,
    ...overrides,
  };
}

export const anyCustomer: Customer = { customerBaseInformation: { name: 'Aava Hiidenkoski' } };

const open: Array<() => Promise<void> | void> = [];

/** To be given to `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

export function closeLater(...closers: Array<() => Promise<void> | void>): void {
  open.push(...closers);
}

/** A server that answers so, and a client that talks to it; both are closed by `closeAll`. */
export async function talking(answer: Answer, options: Partial<NetvisorOptions> = {}) {
  const server = await tinyServer(answer);
  const client = clientFor(server.url, options);
  closeLater(() => client.close(), server.close);
  return { server, client };
}

export async function failureOf(promise: Promise<unknown>): Promise<NetvisorError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof NetvisorError) return error;
  throw new Error('expected a NetvisorError', { cause: error });
}

export function refusalOf(run: () => unknown): NetvisorError {
  try {
    run();
  } catch (error) {
    if (error instanceof NetvisorError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

export const emptyList = okReply('<SalesInvoiceList/>');

export const listReply = (rows: string) => okReply(`<SalesInvoiceList>${rows}</SalesInvoiceList>`);
export const listRow = (key: number, inside = '') =>
  `<SalesInvoice><NetvisorKey>${key}</NetvisorKey><InvoiceNumber>${key}</InvoiceNumber><Invoicedate format="ansi">2026-11-20</Invoicedate><InvoiceStatus>unsent</InvoiceStatus><CustomerCode/><CustomerName>A</CustomerName><ReferenceNumber/><InvoiceSum>1</InvoiceSum><OpenSum>1,00</OpenSum>${inside}</SalesInvoice>`;

/** Resolves once the condition holds; polls, since what is waited for happens on another socket. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
