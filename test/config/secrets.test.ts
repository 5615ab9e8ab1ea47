import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { loadSettings, parseSettings, type Environment } from '../../config/settings.ts';
import { inTempFolder } from '../tools/helpers.ts';
import { aConnection, problemsIn, SECRETS, settingsOf, type Tree } from './samples.ts';

const CANARY = 'CANARY0123456789ABCDEF0123456789';

/** Everything that an error could show: text, problems, stack, properties. */
function allThatIsSaid(text: string, environment: Environment = SECRETS): string {
  try {
    parseSettings(text, environment);
    return '';
  } catch (error) {
    const shown =
      error instanceof Error ? [error.message, error.stack, JSON.stringify(error)] : [String(error)];
    return shown.join('\n');
  }
}

describe('a secret', () => {
  test('comes from the environment, without the blanks around it', () => {
    const { connections } = settingsOf({ main: aConnection() }, { ...SECRETS, ODOO_KEY: '  abc \n' });
    expect(connections.get('main')?.odoo.apiKey).toBe('abc');
  });

  test('comes from a file, without the line end', async () => {
    await inTempFolder(async (folder) => {
      const file = path.join(folder, 'key');
      await writeFile(file, `${CANARY}\n`);
      const { connections } = settingsOf({ main: aConnection({ netvisor: { customerKey: { file } } }) });
      expect(connections.get('main')?.netvisor.customerKey).toBe(CANARY);
    });
  });

  test.each([
    ['not set', {}],
    ['empty', { ODOO_KEY: '' }],
    ['blank', { ODOO_KEY: ' \n' }],
  ])('whose environment variable is %s is asked for by name', (_how, environment) => {
    const { PARTNER_KEY, CUSTOMER_KEY } = SECRETS;
    expect(problemsIn(aConnection(), { PARTNER_KEY, CUSTOMER_KEY, ...environment })).toEqual([
      'connections.main.odoo.apiKey: the environment variable ODOO_KEY is not set or empty',
    ]);
  });

  test('whose file is missing or empty is asked for by path', async () => {
    await inTempFolder(async (folder) => {
      const empty = path.join(folder, 'empty');
      await writeFile(empty, '\n');
      for (const file of [empty, path.join(folder, 'missing'), folder]) {
        expect(problemsIn(aConnection({ odoo: { apiKey: { file } } }))).toEqual([
          `connections.main.odoo.apiKey: the file ${file} cannot be read or is empty`,
        ]);
      }
    });
  });

  test.each([
    ['by two references at once', { env: 'ODOO_KEY', file: '/key' }],
    ['by none', {}],
    ['by a name that no shell takes', { env: 'ODOO-KEY' }],
    ['by an empty path', { file: '' }],
  ])('named %s is refused', (_how, apiKey) => {
    expect(problemsIn(aConnection({ odoo: { apiKey } }))).toEqual([
      expect.stringContaining('connections.main.odoo.apiKey'),
    ]);
  });
});

describe('no secret is shown in an error', () => {
  const wrong: readonly (readonly [string, Tree])[] = [
    ['a value of the wrong form', { netvisor: { organisationId: 'x' } }],
    ['a broken rule', { netvisor: { limitSeconds: 1 } }],
    ['a missing secret beside it', { odoo: { apiKey: { env: 'MISSING' } } }],
    ['an unknown setting', { netvisor: { more: 1 } }],
  ];

  test.each(wrong)('that is about %s', (_what, change) => {
    const said = allThatIsSaid(stringify({ connections: { main: aConnection(change) } }));
    expect(said).toContain('SettingsError');
    for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
  });

  test.each(['apiKey', 'partnerKey', 'customerKey'])(
    'although it was typed into the file itself as %s',
    (name) => {
      const part = name === 'apiKey' ? 'odoo' : 'netvisor';
      for (const typed of [CANARY, [CANARY], { [CANARY]: null }, { env: `${CANARY} ` }, { key: CANARY }]) {
        const said = allThatIsSaid(
          stringify({ connections: { main: aConnection({ [part]: { [name]: typed } }) } }),
        );
        expect(said).toContain(`connections.main.${part}.${name}`);
        expect(said).not.toContain(CANARY);
      }
    },
  );

  test.each([
    `partnerKey: "${CANARY}`,
    `partnerKey: {${CANARY}`,
    `partnerKey: ${CANARY}: x`,
    `partnerKey: x\n  ${CANARY}`,
    `partnerKey: @${CANARY}`,
    `partnerKey: "x" ${CANARY}`,
    `partnerKey: [${CANARY}}`,
    `${CANARY}`,
  ])('although the file is no valid YAML right there (%#)', (text) => {
    const said = allThatIsSaid(text);
    expect(said).toContain('SettingsError');
    expect(said).not.toContain(CANARY);
  });

  test('although it begins with the sign of a YAML alias', () => {
    expect(allThatIsSaid(`partnerKey: *${CANARY}`)).not.toContain(CANARY);
  });

  test('from a file', async () => {
    await inTempFolder(async (folder) => {
      const key = path.join(folder, 'key');
      await writeFile(key, CANARY);
      const file = path.join(folder, 'silta.yaml');
      const main = aConnection({ netvisor: { customerKey: { file: key }, limitSeconds: 1 } });
      await writeFile(file, stringify({ connections: { main } }));
      expect(() => loadSettings(file, SECRETS)).toThrow('limitSeconds');
      expect(() => loadSettings(file, SECRETS)).not.toThrow(CANARY);
    });
  });
});
