import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { refusalOf } from '../../activities/failures.ts';
import { PAUSE_REASONS } from '../../mapping/reasons.ts';
import { OdooError } from '../../odoo/errors.ts';

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
