import { describe, expect, test } from '@jest/globals';
import { aConnection, problemsIn, problemsOf, settingsOf } from './samples.ts';

const withLimit = (environment: 'production' | 'test', url: string, limitSeconds: number) =>
  problemsIn(aConnection({ netvisor: { url, limitSeconds }, more: { environment } }));

describe("Netvisor's time limit", () => {
  const LOCAL = ['http://127.0.0.1:8080', 'http://localhost:1', 'https://127.0.0.1', 'http://[::1]:9'];

  test.each(LOCAL)('may be short in the test environment against %s', (url) => {
    expect(withLimit('test', url, 0.5)).toEqual([]);
  });

  test.each(LOCAL)('may not be short in production, not even against %s', (url) => {
    expect(withLimit('production', url, 119)).toEqual([expect.stringContaining('netvisor.limitSeconds')]);
  });

  test.each([
    'https://integration.netvisor.fi',
    'https://127.0.0.1.example',
    'https://localhost.example:80',
    'https://netvisor.example/127.0.0.1',
  ])('may not be short against %s, in no environment', (url) => {
    for (const environment of ['test', 'production'] as const) {
      expect(withLimit(environment, url, 119)).toEqual([expect.stringContaining('netvisor.limitSeconds')]);
      expect(withLimit(environment, url, 120)).toEqual([]);
    }
  });

  test.each([1201, 3600, 120_000])(
    'is told in seconds: %d, which may be meant as milliseconds, is refused',
    (limit) => {
      const problems = withLimit('production', 'https://integration.netvisor.fi', limit);
      expect(problems).toEqual([expect.stringContaining('netvisor.limitSeconds: in seconds, at most 1200')]);
    },
  );

  test('may be raised', () => {
    for (const limit of [121, 600, 1200])
      expect(withLimit('production', 'https://integration.netvisor.fi', limit)).toEqual([]);
  });
});

describe('an address of Netvisor without encryption', () => {
  test.each(['http://127.0.0.1:8080', 'http://localhost:3000', 'http://[::1]:9'])('may be %s', (url) => {
    expect(withLimit('production', url, 120)).toEqual([]);
  });

  test.each(['http://integration.netvisor.fi', 'http://localhost.example', 'http://127.0.0.10'])(
    'may not be %s: keys and invoices travel there',
    (url) => {
      expect(withLimit('test', url, 120)).toEqual([expect.stringContaining('netvisor.url: must be https')]);
    },
  );

  test('may not be one that only looks local', () => {
    expect(withLimit('test', 'http://localhost:80@netvisor.example', 120)).toEqual([
      expect.stringContaining('netvisor.url'),
    ]);
  });
});

describe('prefixes of invoice numbers', () => {
  test('may not be shared by two journals, whose numbers would meet in Netvisor', () => {
    for (const numberPrefix of ['', '7']) {
      const journals = { INV: { numberPrefix }, WEB: { numberPrefix, creditNotePrefix: '8' } };
      expect(problemsIn(aConnection({ invoices: { journals } }))).toEqual([
        expect.stringContaining('INV numberPrefix and WEB numberPrefix could meet'),
      ]);
    }
  });

  test('may not be shared by invoices and credit notes, which Odoo numbers apart', () => {
    const shared = { INV: { numberPrefix: '9' } };
    expect(problemsIn(aConnection({ invoices: { journals: shared } }))).toEqual([
      expect.stringContaining('INV numberPrefix and INV creditNotePrefix could meet'),
    ]);
    const two = { INV: {}, WEB: { numberPrefix: '7' } };
    expect(problemsIn(aConnection({ invoices: { journals: two } }))).toEqual([
      expect.stringContaining('INV creditNotePrefix and WEB creditNotePrefix could meet'),
    ]);
  });

  test('that differ are in order', () => {
    const journals = {
      INV: {},
      WEB: { numberPrefix: '7', creditNotePrefix: '97' },
      POS: { numberPrefix: '70', creditNotePrefix: '90' },
    };
    expect(problemsIn(aConnection({ invoices: { journals } }))).toEqual([]);
  });

  test.each(['12345', 'A', '-1', ' '])('of another form are refused: %j', (prefix) => {
    for (const name of ['numberPrefix', 'creditNotePrefix']) {
      const journals = { INV: { [name]: prefix } };
      expect(problemsIn(aConnection({ invoices: { journals } }))).toHaveLength(1);
    }
  });
});

test('one broken connection keeps all from being used', () => {
  const bad = aConnection({ netvisor: { limitSeconds: 1, organisationId: '9345672-7' } });
  expect(problemsOf(() => settingsOf({ good: aConnection(), bad }))).toEqual([
    expect.stringContaining('connections.bad.netvisor.limitSeconds'),
  ]);
});

test('two connections may not send to one Netvisor organisation, where their numbers would meet', () => {
  expect(problemsOf(() => settingsOf({ one: aConnection(), two: aConnection() }))).toEqual([
    expect.stringContaining('one Netvisor organisation'),
  ]);
  const other = aConnection({ netvisor: { organisationId: '9345672-7' } });
  expect(settingsOf({ one: aConnection(), two: other }).connections.size).toBe(2);
});
