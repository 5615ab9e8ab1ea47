import { createHmac } from 'node:crypto';

export const netvisorLanguages = ['FI', 'SE', 'EN'] as const;
export type NetvisorLanguage = (typeof netvisorLanguages)[number];

export interface NetvisorCredentials {
  /** Name of the integration, shown in Netvisor. */
  readonly sender: string;
  readonly customerId: string;
  readonly customerKey: string;
  readonly partnerId: string;
  readonly partnerKey: string;
  /** Business id with hyphen, e.g. `9120034-9`. */
  readonly organisationId: string;
  /** Language of Netvisor's error texts; Swedish is SE. */
  readonly language: NetvisorLanguage;
}

export interface Signature {
  /** The URL exactly as it will travel. */
  readonly url: string;
  /** Unique per request among all companies of the partner. */
  readonly transactionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * All authentication headers of one request under HMACSHA256 (Netvisor, "API authentication").
 * Ten fields are signed in a fixed order; method, body, partner id and algorithm name are not among them.
 */
export function signedHeaders(
  credentials: NetvisorCredentials,
  { url, transactionId, at }: Signature,
): Record<string, string> {
  const timestamp = new Date(at).toISOString().slice(0, 23).replace('T', ' ');
  const unix = String(Math.floor(at / 1000));
  const { sender, customerId, partnerId, language, organisationId, customerKey, partnerKey } = credentials;
  const message = [
    url,
    sender,
    customerId,
    timestamp,
    language,
    organisationId,
    transactionId,
    unix,
    customerKey,
    partnerKey,
  ].join('&');
  return {
    'X-Netvisor-Authentication-Sender': sender,
    'X-Netvisor-Authentication-CustomerId': customerId,
    'X-Netvisor-Authentication-PartnerId': partnerId,
    'X-Netvisor-Authentication-Timestamp': timestamp,
    'X-Netvisor-Authentication-TimestampUnix': unix,
    'X-Netvisor-Authentication-TransactionId': transactionId,
    'X-Netvisor-Interface-Language': language,
    'X-Netvisor-Organisation-ID': organisationId,
    'X-Netvisor-Authentication-MAC': hmacHex(`${customerKey}&${partnerKey}`, message),
    'X-Netvisor-Authentication-MACHashCalculationAlgorithm': 'HMACSHA256',
    'X-Netvisor-Authentication-UseHTTPResponseStatusCodes': '1',
  };
}

/** Latin-1 on both sides: what existing clients use, and the same as UTF-8 for the ASCII that we allow. */
function hmacHex(key: string, message: string): string {
  return createHmac('sha256', Buffer.from(key, 'latin1'))
    .update(Buffer.from(message, 'latin1'))
    .digest('hex');
}
