import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { ConnectionDeps } from '../../activities/deps.ts';
import { refusalOf, withFailures } from '../../activities/failures.ts';
import { PAUSE_REASONS, type PauseReason } from '../../mapping/reasons.ts';
import { OdooError } from '../../odoo/errors.ts';
import { errorOf } from '../odoo-client/fake-transport.ts';

describe('a connection that Odoo refuses pauses', () => {
  test.each(['OdooTooOld', 'OdooVersionUnknown', 'OdooUserMissing', 'OtherDatabase', 'NotProvisioned'])(
    'for %s by that name, since it has a cure of its own',
    (code) => {
      expect(refusalOf(new OdooError('Refused', code, 'web/version'))).toBe(code);
    },
  );

  test.each([
    'AccessDenied',
    'odoo.exceptions.AccessDenied',
    'odoo.exceptions.AccessError',
    'werkzeug.exceptions.Unauthorized',
    'Http403',
    // A reason to pause, but not one that Odoo gives.
    'Maintenance',
  ])('for %s because of the key or its rights', (code) => {
    expect(refusalOf(new OdooError('Refused', code, 'account.move/read'))).toBe('OdooRefused');
  });

  test('for reasons that the operators page explains', () => {
    const page = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8');
    expect(PAUSE_REASONS.filter((reason) => !page.includes(`| \`${reason}\``))).toEqual([]);
  });
});

const refused = (operation: string, code = 'odoo.exceptions.AccessError'): OdooError =>
  new OdooError('Refused', code, operation, 'Asiakas Oy');

interface Met {
  readonly failure: unknown;
  readonly halted: readonly PauseReason[];
  /** Models to which access was asked for. */
  readonly asked: readonly string[];
}

/** An activity that meets this error; `connection` is what asking for the connection itself then comes to. */
async function meets(error: OdooError, connection: OdooError | 'works'): Promise<Met> {
  const halted: PauseReason[] = [];
  const asked: string[] = [];
  const known = {
    settings: { name: 'main' },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined },
    halt: (reason: PauseReason) => void halted.push(reason),
    odoo: {
      checkAccess(model: string) {
        asked.push(model);
        return connection === 'works' ? Promise.resolve() : Promise.reject(connection);
      },
    },
  };
  const failure = await errorOf(
    withFailures(known as unknown as ConnectionDeps, () => Promise.reject(error)),
  );
  return { failure, halted, asked };
}

describe('a refusal of Odoo', () => {
  test.each([
    ['account.move/web_read', 'account.move'],
    ['res.partner/web_read', 'res.partner'],
    ['ir.actions.server/run', 'account.move'],
  ])('of one record (%s) halts nothing while the connection works', async (operation, model) => {
    const { failure, halted, asked } = await meets(refused(operation), 'works');
    expect(failure).toMatchObject({ type: 'NotReadable', nonRetryable: true });
    expect(halted).toEqual([]);
    expect(asked).toEqual([model]);
  });

  test('tells history the call and no name', async () => {
    const { failure } = await meets(refused('account.move/web_read'), 'works');
    expect(String(failure)).not.toContain('Asiakas');
    expect(String(failure)).toContain('account.move/web_read');
  });

  test.each([
    [refused('res.company/read'), 'OdooRefused'],
    [refused('account.move/search'), 'OdooRefused'],
    [refused('res.company/read', 'NotProvisioned'), 'NotProvisioned'],
    [refused('res.company/read', 'OtherDatabase'), 'OtherDatabase'],
  ] as const)('halts the connection where that is refused, too: %s', async (why, reason) => {
    const { failure, halted } = await meets(refused('account.move/web_read'), why);
    expect(failure).toMatchObject({ type: 'Paused', nonRetryable: false });
    expect(halted).toEqual([reason]);
  });

  test('is tried again where Odoo cannot be asked about the connection just now', async () => {
    const away = new OdooError('Transient', 'ECONNREFUSED', 'res.company/read');
    const { failure, halted } = await meets(refused('account.move/web_read'), away);
    expect(failure).toMatchObject({ type: 'Transient', nonRetryable: false });
    expect(halted).toEqual([]);
  });

  test('of the key is never taken for one of a record', async () => {
    const { halted, asked } = await meets(refused('account.move/web_read', 'Http401'), 'works');
    expect({ halted, asked }).toEqual({ halted: ['OdooRefused'], asked: [] });
  });
});
