import { describe, expect, test } from '@jest/globals';
import { signedHeaders } from '../../netvisor/signing.ts';
import { credentials } from './server.ts';

const at = Date.UTC(2026, 10, 21, 10, 15, 30, 125);

describe('signing', () => {
  test.each([
    {
      name: 'ASCII only',
      sender: 'Kuurabox',
      language: 'FI',
      url: 'https://integration.netvisor.fi/salesinvoicelist.nv?begininvoicedate=2026-11-01&invoicestatus=open',
      transactionId: '5b0f0c9e-7a53-4f0e-9d7e-2f8a6c1d4e10',
      mac: 'fd8e5d92809c42a53e748ad6af8c6a4bcb83adeb4e99e80a497f07c19907ec1c',
    },
    {
      name: 'umlauts in the sender',
      sender: 'Yöpöytä Äly',
      language: 'EN',
      url: 'https://integration.netvisor.fi/salesinvoice.nv?method=add',
      transactionId: 'c2d7a1b4-0f6e-4b57-8a39-6d1e5f90b233',
      mac: '6acbe4656a3d93da2fdb9914809680a5dfc8793827af376076aab80fe56be1f7',
    },
  ] as const)('agrees with the published vector: $name', ({ sender, language, url, transactionId, mac }) => {
    const headers = signedHeaders({ ...credentials, sender, language }, { url, transactionId, at });
    expect(headers).toEqual({
      'X-Netvisor-Authentication-Sender': sender,
      'X-Netvisor-Authentication-CustomerId': 'KB_11223_4455',
      'X-Netvisor-Authentication-PartnerId': 'Kbx_204',
      'X-Netvisor-Authentication-Timestamp': '2026-11-21 10:15:30.125',
      'X-Netvisor-Authentication-TimestampUnix': '1795256130',
      'X-Netvisor-Authentication-TransactionId': transactionId,
      'X-Netvisor-Interface-Language': language,
      'X-Netvisor-Organisation-ID': '9120034-9',
      'X-Netvisor-Authentication-MAC': mac,
      'X-Netvisor-Authentication-MACHashCalculationAlgorithm': 'HMACSHA256',
      'X-Netvisor-Authentication-UseHTTPResponseStatusCodes': '1',
    });
  });

  test('the MAC changes with each signed field', () => {
    const base = { url: 'https://integration.netvisor.fi/a.nv', transactionId: 't', at };
    const mac = (c: Partial<Record<keyof typeof credentials, string>>, s: Partial<typeof base> = {}) =>
      signedHeaders({ ...credentials, ...c, language: 'EN' }, { ...base, ...s })[
        'X-Netvisor-Authentication-MAC'
      ];
    const macs = [
      mac({}),
      mac({ sender: 'x' }),
      mac({ customerId: 'x' }),
      mac({ customerKey: 'x' }),
      mac({ partnerKey: 'x' }),
      mac({ organisationId: 'x' }),
      mac({}, { url: 'https://integration.netvisor.fi/b.nv' }),
      mac({}, { transactionId: 'u' }),
      mac({}, { at: at + 1 }),
    ];
    expect(new Set(macs).size).toBe(macs.length);
    expect(mac({ partnerId: 'not signed' })).toBe(mac({}));
  });
});
