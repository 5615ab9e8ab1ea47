import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Agent } from 'node:http';
import { NETVISOR_SIM_CREDENTIALS } from '../../simulators/netvisor/credentials.ts';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import type { NetvisorServer } from '../../simulators/netvisor/server.ts';
import type { NetvisorSimSettings } from '../../simulators/netvisor/settings.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface CallOptions {
  readonly url: string;
  /** Path and query as they travel. */
  readonly target: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string | Buffer;
  /** Moment that the timestamps state. */
  readonly now?: Date;
  /** Headers to change or, with undefined, to leave out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What to sign instead of url + target. */
  readonly signedUrl?: string;
  /** Runs before signing, so that a changed header is signed too. */
  readonly identity?: Partial<typeof DEFAULT_IDENTITY>;
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

const { partnerId, partnerKey, customerId, customerKey, organisationId } = NETVISOR_SIM_CREDENTIALS;
const DEFAULT_IDENTITY = {
  sender: 'Silta tests',
  customerId: customerId as string,
  customerKey: customerKey as string,
  partnerId: partnerId as string,
  partnerKey: partnerKey as string,
  organisationId: organisationId as string,
  language: 'EN',
  transactionId: '',
};

/** Signs and sends one request as the documentation says, independently of any client code. */
export function call(options: CallOptions): Promise<Reply> {
  const identity = { ...DEFAULT_IDENTITY, ...options.identity };
  const transactionId = identity.transactionId || randomUUID();
  const now = options.now ?? new Date();
  const timestamp = now.toISOString().slice(0, 23).replace('T', ' ');
  const unix = String(Math.floor(now.getTime() / 1000));
  const signed = [
    options.signedUrl ?? options.url + options.target,
    identity.sender,
    identity.customerId,
    timestamp,
    identity.language,
    identity.organisationId,
    transactionId,
    unix,
    identity.customerKey,
    identity.partnerKey,
  ].join('&');
  const mac = createHmac('sha256', Buffer.from(`${identity.customerKey}&${identity.partnerKey}`, 'latin1'))
    .update(Buffer.from(signed, 'latin1'))
    .digest('hex');
  const headers: Record<string, string | undefined> = {
    'X-Netvisor-Authentication-Sender': identity.sender,
    'X-Netvisor-Authentication-CustomerId': identity.customerId,
    'X-Netvisor-Authentication-PartnerId': identity.partnerId,
    'X-Netvisor-Authentication-Timestamp': timestamp,
    'X-Netvisor-Authentication-TimestampUnix': unix,
    'X-Netvisor-Authentication-TransactionId': transactionId,
    'X-Netvisor-Interface-Language': identity.language,
    'X-Netvisor-Organisation-ID': identity.organisationId,
    'X-Netvisor-Authentication-MAC': mac,
    'X-Netvisor-Authentication-MACHashCalculationAlgorithm': 'HMACSHA256',
    'X-Netvisor-Authentication-UseHTTPResponseStatusCodes': '1',
    ...options.headers,
  };
  return send({ ...options, headers });
}

/** Sends a request with exactly these headers. */
export function send(options: CallOptions): Promise<Reply> {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
  const given = Object.entries(options.headers ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const body = options.body ?? '';
  const headers = {
    ...Object.fromEntries(given),
    ...(method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
    ...(options.body === undefined ? {} : { 'Content-Type': 'text/xml; charset=utf-8' }),
  };
  const { hostname, port } = new URL(options.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        hostname,
        port,
        path: options.target,
        method,
        headers,
        agent: options.agent ?? false,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export interface Bench {
  readonly url: string;
  readonly server: NetvisorServer;
  readonly simulator: NetvisorServer['simulator'];
  get(target: string): Promise<Reply>;
  post(target: string, body: string): Promise<Reply>;
}

/** A simulator with the sample customers and products, and signed calls to it. */
export async function bench(settings: Partial<NetvisorSimSettings> = {}): Promise<Bench> {
  const server = await startNetvisorSimulator({ settings: { records: 'sample', ...settings } });
  const { url, simulator } = server;
  const now = (): Date => simulator.clock.now();
  return {
    url,
    server,
    simulator,
    get: (target) => call({ url, target, now: now() }),
    post: (target, body) => call({ url, target, body, method: 'POST', now: now() }),
  };
}

/** JSON call to a control endpoint. */
export async function control(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${url}/_sim${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, json: await response.json() };
}

/** Resolves as soon as the condition holds; polls without a fixed sleep. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('the awaited condition did not come true');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The code of a failed reply, or 'OK'. */
export function codeOf(reply: Reply): string {
  const statuses = [...reply.body.matchAll(/<Status>([^<]*)<\/Status>/g)].map((m) => m[1] ?? '');
  if (statuses[0] === 'OK') return 'OK';
  return statuses[1]?.split(' :: ')[0] ?? `no envelope: ${reply.body.slice(0, 80)}`;
}

/** The text of the first element of that name. */
export function textIn(reply: Reply, element: string): string | undefined {
  return new RegExp(`<${element}(?:\\s[^>]*)?>([^<]*)</${element}>`).exec(reply.body)?.[1];
}

/** Texts of all elements of that name. */
export function textsIn(reply: Reply, element: string): string[] {
  const pattern = new RegExp(`<${element}(?:\\s[^>]*)?>([^<]*)</${element}>`, 'g');
  return [...reply.body.matchAll(pattern)].map((match) => match[1] ?? '');
}

export interface LineParts {
  readonly product?: string;
  readonly price?: string;
  readonly priceType?: 'net' | 'gross' | 'netvisor';
  readonly vat?: string;
  readonly code?: string | null;
  readonly quantity?: string;
  /** Elements between quantity and the end of the line. */
  readonly rest?: string;
}

export function lineXml(parts: LineParts = {}): string {
  const { product = 'KB-BOX-S', price = '45,00', priceType = 'net', vat = '25,5' } = parts;
  const { code = 'KOMY', quantity = '2', rest = '' } = parts;
  const codeAttribute = code === null ? '' : ` vatcode="${code}"`;
  return `<invoiceline><salesinvoiceproductline>
    <productidentifier type="customer">${product}</productidentifier>
    <productname></productname>
    <productunitprice type="${priceType}">${price}</productunitprice>
    <productvatpercentage${codeAttribute}>${vat}</productvatpercentage>
    <salesinvoiceproductlinequantity>${quantity}</salesinvoiceproductlinequantity>${rest}
  </salesinvoiceproductline></invoiceline>`;
}

export interface InvoiceParts {
  /** Elements before the date (the number). */
  readonly number?: string;
  readonly date?: string;
  /** Elements between date and amount. */
  readonly afterDate?: string;
  readonly amount?: string;
  readonly type?: string;
  readonly status?: string;
  /** Elements between status and customer. */
  readonly afterStatus?: string;
  readonly customer?: string;
  /** Elements between customer and lines. */
  readonly afterCustomer?: string;
  readonly lines?: string;
  /** Elements after the lines. */
  readonly end?: string;
}

export function invoiceXml(parts: InvoiceParts = {}): string {
  const { number, date = '2026-11-20', afterDate = '', status = 'unsent' } = parts;
  const { amount = '<salesinvoiceamount></salesinvoiceamount>', type, afterStatus = '' } = parts;
  const {
    customer = '<invoicingcustomeridentifier type="customer">HT-1001</invoicingcustomeridentifier>',
    afterCustomer = '<paymenttermnetdays>14</paymenttermnetdays>',
    lines = lineXml(),
    end = '',
  } = parts;
  return `<root><salesinvoice>${
    number === undefined ? '' : `<salesinvoicenumber>${number}</salesinvoicenumber>`
  }<salesinvoicedate format="ansi">${date}</salesinvoicedate>${afterDate}${amount}${
    type === undefined ? '' : `<invoicetype>${type}</invoicetype>`
  }<salesinvoicestatus type="netvisor">${status}</salesinvoicestatus>${afterStatus}${customer}${
    afterCustomer
  }<invoicelines>${lines}</invoicelines>${end}</salesinvoice></root>`;
}
