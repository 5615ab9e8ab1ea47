import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ledgerOf, loadSettings, parseSettings, SettingsError } from '../../config/settings.ts';
import { inTempFolder } from '../tools/helpers.ts';
import { aConnection, problemsIn, problemsOf, SECRETS, settingsOf } from './samples.ts';

describe('settings in order', () => {
  test('are read with their defaults and with the secrets in place', () => {
    const { temporal, connections } = settingsOf({ main: aConnection() });
    expect(temporal).toEqual({ address: '127.0.0.1:7233', namespace: 'default' });
    expect(connections.get('main')).toMatchObject({
      name: 'main',
      environment: 'production',
      language: 'fi',
      odoo: { apiKey: SECRETS.ODOO_KEY },
      netvisor: {
        url: 'https://integration.netvisor.fi',
        sender: 'Silta',
        limitSeconds: 120,
        partnerKey: SECRETS.PARTNER_KEY,
        customerKey: SECRETS.CUSTOMER_KEY,
      },
      invoices: {
        journals: { INV: { numberPrefix: '', creditNotePrefix: '9' } },
        numbering: 'odoo',
        accounts: {},
        vatRounding: 'unknown',
        lineSums: 'net',
        productGroup: 'Odoo',
      },
    });
  });

  test('are what the example file holds, apart from its secrets', async () => {
    const example = readFileSync(new URL('../../silta.example.yaml', import.meta.url), 'utf8');
    await inTempFolder(async (folder) => {
      const file = path.join(folder, 'customer_key');
      await writeFile(file, 'k\n');
      const text = example.replace('/run/secrets/netvisor_customer_key', file);
      const environment = {
        SILTA_ODOO_KEY: 'a',
        SILTA_NETVISOR_PARTNER_KEY: 'b',
        SILTA_WEBHOOK_SECRET: 'c'.repeat(32),
      };
      expect(problemsOf(() => parseSettings(text, environment))).toEqual([]);
    });
  });

  test('all stand in the example file, if only in a comment with what they mean', () => {
    const example = readFileSync(new URL('../../silta.example.yaml', import.meta.url), 'utf8');
    const { connections, temporal } = settingsOf({ main: aConnection() });
    const namesIn = (tree: object): string[] =>
      Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) && name !== 'INV'
          ? [name, ...namesIn(value)]
          : [name],
      );
    const names = namesIn({ temporal, ...connections.get('main') }).filter((name) => name !== 'name');
    expect(names).toContain('limitSeconds');
    expect(names.filter((name) => !example.includes(`${name}:`))).toEqual([]);
  });

  test('lose the slash at the end of an address', () => {
    const { connections } = settingsOf({ main: aConnection({ odoo: { url: 'https://kuurabox.example/' } }) });
    expect(connections.get('main')?.odoo.url).toBe('https://kuurabox.example');
  });

  test('hold the login for an older Odoo where it is given', () => {
    const loginOf = (odoo: object) =>
      settingsOf({ main: aConnection({ odoo: { ...odoo } }) }).connections.get('main')?.odoo.user;
    expect(loginOf({})).toBeUndefined();
    expect(loginOf({ user: 'silta@kuurabox.example' })).toBe('silta@kuurabox.example');
    expect(problemsIn(aConnection({ odoo: { user: '' } }))).toEqual([expect.stringContaining('odoo.user')]);
  });

  test('name the ledger by environment and organisation, so that test and production never mix', () => {
    const production = settingsOf({ main: aConnection() }).connections.get('main');
    const trial = settingsOf({ main: aConnection({ more: { environment: 'test' } }) }).connections.get(
      'main',
    );
    expect(production && ledgerOf(production)).toBe('production:9120034-9');
    expect(trial && ledgerOf(trial)).toBe('test:9120034-9');
  });
});

describe('what is wrong is named', () => {
  test('all at once, each with its place', () => {
    const problems = problemsOf(() =>
      settingsOf(
        {
          main: aConnection({
            odoo: { url: 'kuurabox.example', company: 0, database: '', apiKey: undefined },
            netvisor: { organisationId: '9120034-8', partnerId: '', limitSeconds: 'long', sender: 'Siltä' },
            invoices: {
              journals: { INV: { numberPrefix: 'A' } },
              accounts: { '3000': 'x' },
              vatRounding: 'up',
              lineSums: 'both',
              numbering: 'random',
              productGroup: '',
            },
            more: { environment: 'staging', language: 'de' },
          }),
          second: { environment: 'test' },
        },
        SECRETS,
        { temporal: { address: 1 }, extra: true },
      ),
    );
    const places = problems.map((problem) => problem.split(':')[0]);
    expect(places).toEqual(
      expect.arrayContaining([
        'temporal.address',
        'connections.main.environment',
        'connections.main.language',
        'connections.main.odoo.url',
        'connections.main.odoo.database',
        'connections.main.odoo.company',
        'connections.main.odoo.apiKey',
        'connections.main.netvisor.organisationId',
        'connections.main.netvisor.partnerId',
        'connections.main.netvisor.limitSeconds',
        'connections.main.netvisor.sender',
        'connections.main.invoices.journals.INV.numberPrefix',
        'connections.main.invoices.accounts.3000',
        'connections.main.invoices.vatRounding',
        'connections.main.invoices.lineSums',
        'connections.main.invoices.numbering',
        'connections.main.invoices.productGroup',
        'connections.second.odoo',
        'connections.second.netvisor',
        'file',
      ]),
    );
    expect(problems.some((problem) => problem.includes('extra'))).toBe(true);
  });

  test('all at once for rules between settings and missing secrets too, in every connection', () => {
    const broken = aConnection({
      netvisor: { url: 'http://netvisor.example', limitSeconds: 60 },
      invoices: { journals: { INV: {}, WEB: { creditNotePrefix: '8' } } },
    });
    const problems = problemsOf(() => settingsOf({ one: broken, two: broken }, {}));
    for (const name of ['one', 'two']) {
      for (const place of [
        'netvisor.limitSeconds',
        'netvisor.url',
        'invoices.journals',
        'odoo.apiKey',
        'netvisor.partnerKey',
        'netvisor.customerKey',
      ]) {
        expect(
          problems.filter((problem) => problem.startsWith(`connections.${name}.${place}:`)),
        ).toHaveLength(1);
      }
    }
    expect(problems).toHaveLength(12);
  });

  test('all at once although one of them is a value of the wrong form', () => {
    const connection = aConnection({ netvisor: { organisationId: '1', limitSeconds: 60 } });
    const problems = problemsIn(connection, {});
    expect(problems.join('\n')).toMatch(/organisationId[^]*limitSeconds/);
    expect(problems.join('\n')).toContain('odoo.apiKey');
  });

  test('and counted up in one text', () => {
    const error = new SettingsError(['one', 'two']);
    expect(error.message).toBe('The settings cannot be used:\n  - one\n  - two');
  });

  test.each([
    ['an empty file', ''],
    ['a list', '- a'],
    ['no connection', 'connections: {}'],
    ['text that is no YAML', 'connections: {'],
  ])('when the file holds %s', (_what, text) => {
    expect(problemsOf(() => parseSettings(text, SECRETS))).toHaveLength(1);
  });

  test('when the file is not there, with what to do', () => {
    const problems = problemsOf(() => loadSettings('/nowhere/silta.yaml', {}));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^\/nowhere\/silta\.yaml: cannot be read\. Copy silta\.example\.yaml/);
  });

  test.each(['Main', '1st', 'a_b', 'päiväkirja', `a${'b'.repeat(31)}`])(
    'when a connection has a name that workflow ids cannot carry: %s',
    (name) => {
      expect(problemsOf(() => settingsOf({ [name]: aConnection() }))).toHaveLength(1);
    },
  );

  test('when a setting is misspelled', () => {
    const problems = problemsIn(aConnection({ netvisor: { limitSecond: 120 } }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^connections\.main\.netvisor:.*limitSecond/);
  });
});
