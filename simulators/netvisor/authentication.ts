import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { NETVISOR_SIM_CREDENTIALS } from './credentials.ts';
import { Refusal } from './errors.ts';
import type { NetvisorSimSettings } from './settings.ts';
import type { InterfaceLanguage } from './values.ts';

/** The authentication headers of a request, by short names; absent headers are ''. */
export interface CallerHeaders {
  readonly sender: string;
  readonly customerId: string;
  readonly partnerId: string;
  readonly timestamp: string;
  readonly timestampUnix: string;
  readonly transactionId: string;
  readonly language: string;
  readonly organisationId: string;
  readonly mac: string;
  readonly algorithm: string;
  /** `1`: failures come with HTTP status codes. */
  readonly useStatusCodes: string;
}

/** A request that may go on: who calls, in which language, and how its MAC was made. */
export interface Caller {
  readonly language: InterfaceLanguage;
  readonly macMatched: 'raw' | 'decoded';
}

const PREFIX = 'x-netvisor-authentication-';

export function callerHeaders(headers: IncomingHttpHeaders): CallerHeaders {
  const read = (name: string): string => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? '');
  };
  return {
    sender: read(`${PREFIX}sender`),
    customerId: read(`${PREFIX}customerid`),
    partnerId: read(`${PREFIX}partnerid`),
    timestamp: read(`${PREFIX}timestamp`),
    timestampUnix: read(`${PREFIX}timestampunix`),
    transactionId: read(`${PREFIX}transactionid`),
    language: read('x-netvisor-interface-language'),
    organisationId: read('x-netvisor-organisation-id'),
    mac: read(`${PREFIX}mac`),
    algorithm: read(`${PREFIX}machashcalculationalgorithm`),
    useStatusCodes: read(`${PREFIX}usehttpresponsestatuscodes`),
  };
}

/** What of the request besides its headers matters for authentication. */
export interface SignedTarget {
  /** Scheme and host, e.g. `https://integration.netvisor.fi`. */
  readonly baseUrl: string;
  /** The request target exactly as it was on the wire. */
  readonly target: string;
  /** The logical moment against which the timestamp is checked. */
  readonly now: Date;
}

const HEADER_NAMES: readonly (readonly [keyof CallerHeaders, string])[] = [
  ['sender', 'X-Netvisor-Authentication-Sender'],
  ['customerId', 'X-Netvisor-Authentication-CustomerId'],
  ['partnerId', 'X-Netvisor-Authentication-PartnerId'],
  ['timestamp', 'X-Netvisor-Authentication-Timestamp'],
  ['transactionId', 'X-Netvisor-Authentication-TransactionId'],
  ['language', 'X-Netvisor-Interface-Language'],
  ['organisationId', 'X-Netvisor-Organisation-ID'],
  ['mac', 'X-Netvisor-Authentication-MAC'],
];

const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,7})?$/;

/** Checks headers, identities, time and MAC, in this order. Throws AUTHENTICATION_FAILED. */
export function authenticate(
  headers: CallerHeaders,
  signed: SignedTarget,
  settings: Readonly<NetvisorSimSettings>,
): Caller {
  const algorithm = headers.algorithm === '' ? 'MD5' : headers.algorithm;
  for (const [field, name] of HEADER_NAMES) {
    if (headers[field] === '') throw failed(`Header ${name} is missing`);
  }
  const { language } = headers;
  if (!isLanguage(language)) throw failed(`Interface language ${language} is not known`);
  if (!isAlgorithm(algorithm)) throw failed(`MAC algorithm ${algorithm} is not known`);
  if (algorithm !== 'HMACSHA256' && settings.legacyAlgorithms === 'refuse') {
    throw failed(`MAC algorithm ${algorithm} is no longer supported`);
  }
  checkIdentities(headers, settings);
  if (algorithm === 'HMACSHA256') checkTime(headers, signed.now, settings);
  return { language, macMatched: checkMac(headers, algorithm, signed, settings) };
}

function isLanguage(text: string): text is InterfaceLanguage {
  return text === 'FI' || text === 'SE' || text === 'EN';
}

const ALGORITHMS = ['HMACSHA256', 'SHA256', 'MD5'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

function isAlgorithm(text: string): text is Algorithm {
  return ALGORITHMS.some((known) => known === text);
}

function failed(text: string): Refusal {
  return new Refusal('AUTHENTICATION_FAILED', text);
}

function checkIdentities(headers: CallerHeaders, settings: Readonly<NetvisorSimSettings>): void {
  const known = NETVISOR_SIM_CREDENTIALS;
  if (headers.partnerId !== known.partnerId) {
    throw failed('Integraatiokumppania ei löydy, katso dokumentaatio');
  }
  if (settings.keysRefused || headers.customerId !== known.customerId) {
    throw failed('Integration keys are not valid. Check the API identifiers of the company.');
  }
  if (headers.organisationId !== known.organisationId) {
    throw failed('Integration keys are not valid for this organisation.');
  }
}

function checkTime(headers: CallerHeaders, now: Date, settings: Readonly<NetvisorSimSettings>): void {
  if (!/^\d{1,12}$/.test(headers.timestampUnix)) {
    throw failed('Header X-Netvisor-Authentication-TimestampUnix is missing or not a number');
  }
  if (!TIMESTAMP.test(headers.timestamp)) {
    throw failed('Header X-Netvisor-Authentication-Timestamp has the wrong form');
  }
  const moments = [Number(headers.timestampUnix) * 1000];
  if (settings.timestampChecked === 'both') {
    moments.push(Date.parse(`${headers.timestamp.replace(' ', 'T')}Z`));
  }
  const toleranceMs = settings.timestampToleranceSeconds * 1000;
  // Whole seconds lose up to 999 ms, which must not decide at the edge.
  if (!moments.every((moment) => Math.abs(now.getTime() - moment) <= toleranceMs + 999)) {
    throw failed('Timestamp is outside the permitted time');
  }
}

function checkMac(
  headers: CallerHeaders,
  algorithm: Algorithm,
  signed: SignedTarget,
  settings: Readonly<NetvisorSimSettings>,
): 'raw' | 'decoded' {
  const raw = signed.baseUrl + signed.target;
  const candidates = [
    ...(settings.macUrl === 'decoded' ? [] : [['raw', raw] as const]),
    ...(settings.macUrl === 'raw' ? [] : [['decoded', decodeTarget(raw)] as const]),
  ];
  for (const [form, url] of candidates) {
    if (sameHex(macOf(url, headers, algorithm, settings.macCharset), headers.mac)) return form;
  }
  const shown = candidates[0]?.[1] ?? raw;
  const hash = macOf(shown, headers, algorithm, settings.macCharset).toUpperCase();
  const masked = [...signedFields(shown, headers, algorithm), '***', '***'].join('&');
  throw failed(`URI-metodi ei kelpaa, ${masked} ${hash}`);
}

function signedFields(url: string, headers: CallerHeaders, algorithm: Algorithm): string[] {
  return [
    url,
    headers.sender,
    headers.customerId,
    headers.timestamp,
    headers.language,
    headers.organisationId,
    headers.transactionId,
    ...(algorithm === 'HMACSHA256' ? [headers.timestampUnix] : []),
  ];
}

/** The MAC that a caller with the right keys would have sent, in lower case. */
export function macOf(
  url: string,
  headers: CallerHeaders,
  algorithm: Algorithm,
  charset: 'latin1' | 'utf8',
  keys: { readonly customerKey: string; readonly partnerKey: string } = NETVISOR_SIM_CREDENTIALS,
): string {
  const { customerKey, partnerKey } = keys;
  const message = [...signedFields(url, headers, algorithm), customerKey, partnerKey].join('&');
  const bytes = Buffer.from(message, charset);
  switch (algorithm) {
    case 'HMACSHA256':
      return createHmac('sha256', Buffer.from(`${customerKey}&${partnerKey}`, charset))
        .update(bytes)
        .digest('hex');
    case 'SHA256':
      return createHash('sha256').update(bytes).digest('hex');
    case 'MD5':
      return createHash('md5').update(bytes).digest('hex');
  }
}

function decodeTarget(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function sameHex(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given.toLowerCase());
  return a.length === b.length && timingSafeEqual(a, b);
}
