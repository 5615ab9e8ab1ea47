import { createCreditNotes, type CreditNotes } from './credit-notes.ts';
import { createCustomers, type Customers } from './customers.ts';
import { NetvisorError, notSent } from './errors.ts';
import { createExchange, type ReadOptions } from './exchange.ts';
import type { Gate } from './gate.ts';
import { aboveEveryKey, createInspection, type NetvisorInspection } from './inspection.ts';
import { createProducts, type Products } from './products.ts';
import { createRegisters, type Registers } from './registers.ts';
import { createSalesInvoices, type SalesInvoices } from './sales-invoices.ts';
import { createSalesPayments, type SalesPayments } from './sales-payments.ts';
import { netvisorLanguages, type NetvisorCredentials } from './signing.ts';
import { createTransport } from './transport.ts';
import { createWire } from './wire.ts';

export const productionUrl = 'https://integration.netvisor.fi/';

export interface NetvisorOptions {
  /** Default: production. */
  readonly baseUrl?: string;
  readonly credentials: NetvisorCredentials;
  /** Above Netvisor's own limit (at least 120 s), since an earlier end makes doubt without need. */
  readonly writeTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** From the end of one request to the start of the next. */
  readonly minimumSpacingMs?: number;
  readonly gate: Gate;
  /** Epoch ms; for deadlines and for the signed timestamp. */
  readonly now?: () => number;
}

export interface ProbeResult {
  /** Keys were accepted in either case; this is about the one resource that the probe asks. */
  readonly salesInvoiceListRight: 'granted' | 'missing';
}

/** One company in Netvisor. One request at a time; every error is a NetvisorError. */
export interface NetvisorClient {
  readonly salesInvoices: SalesInvoices;
  readonly creditNotes: CreditNotes;
  readonly salesPayments: SalesPayments;
  readonly customers: Customers;
  readonly products: Products;
  readonly registers: Registers;
  /** For the test of the connection. */
  readonly inspection: NetvisorInspection;
  /**
   * Proves address, signature, keys and service with one small read, passing a closed gate and opening it on success.
   * It asks for the sales invoices above the greatest possible key, which no company has: the reply is an empty
   * list whatever the size of the company, and the right to it is the one that every settling look-up needs.
   */
  probe(options?: ReadOptions): Promise<ProbeResult>;
  /** Closes the kept sockets. */
  close(): void;
}

const probeResource = 'salesinvoicelist.nv';

/** @throws NetvisorError Bug/BadSettings naming the setting, never its value */
export function createNetvisorClient(options: NetvisorOptions): NetvisorClient {
  const transport = createTransport();
  const exchange = createExchange({
    baseUrl: checkedBaseUrl(options.baseUrl ?? productionUrl),
    credentials: checkedCredentials(options.credentials),
    writeTimeoutMs: positive('writeTimeoutMs', options.writeTimeoutMs),
    readTimeoutMs: positive('readTimeoutMs', options.readTimeoutMs),
    minimumSpacingMs: options.minimumSpacingMs ?? 0,
    now: options.now ?? Date.now,
    gate: options.gate,
    wire: createWire(),
    transport,
  });
  return {
    salesInvoices: createSalesInvoices(exchange),
    creditNotes: createCreditNotes(exchange),
    salesPayments: createSalesPayments(exchange),
    customers: createCustomers(exchange),
    products: createProducts(exchange),
    registers: createRegisters(exchange),
    inspection: createInspection(exchange),
    async probe(readOptions) {
      try {
        await exchange.probe(probeResource, { invoicesabovenetvisorkey: aboveEveryKey }, readOptions);
        return { salesInvoiceListRight: 'granted' };
      } catch (error) {
        if (error instanceof NetvisorError && error.reason === 'RightMissing') {
          return { salesInvoiceListRight: 'missing' };
        }
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function badSetting(field: string): NetvisorError {
  return notSent('Bug', 'BadSettings', 'settings', { field });
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol)) throw badSetting('baseUrl');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw badSetting('baseUrl');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** ASCII only: then every charset gives the same signature, and what is signed is what the header carries. */
function checkedCredentials(credentials: NetvisorCredentials): NetvisorCredentials {
  for (const [name, value] of Object.entries(credentials)) {
    if (typeof value !== 'string' || !/^[!-~](?:[ -~]*[!-~])?$/u.test(value)) {
      throw badSetting(`credentials.${name}`);
    }
  }
  if (!/^\d{7}-\d$/u.test(credentials.organisationId)) throw badSetting('credentials.organisationId');
  if (!netvisorLanguages.includes(credentials.language)) throw badSetting('credentials.language');
  return credentials;
}

function positive(name: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0)) throw badSetting(name);
  return value;
}
