import { describe, expect, test } from '@jest/globals';
import { classifyAnswer, OdooError, type OdooErrorKind } from '../../odoo/errors.ts';

interface Case {
  readonly status: number;
  readonly name?: string;
  readonly message?: string;
  readonly kind: OdooErrorKind;
}

const CASES: readonly Case[] = [
  { status: 401, name: 'werkzeug.exceptions.Unauthorized', kind: 'Refused' },
  { status: 403, name: 'odoo.exceptions.AccessError', kind: 'Refused' },
  { status: 403, kind: 'Refused' },
  { status: 404, name: 'odoo.exceptions.MissingError', kind: 'Gone' },
  { status: 422, name: 'odoo.exceptions.UserError', kind: 'Rejected' },
  { status: 422, name: 'odoo.exceptions.ValidationError', kind: 'Rejected' },
  { status: 422, name: 'odoo.exceptions.RedirectWarning', kind: 'Rejected' },
  { status: 422, name: 'builtins.TypeError', kind: 'Bug' },
  { status: 500, name: 'builtins.ValueError', kind: 'Bug' },
  { status: 500, name: 'builtins.KeyError', kind: 'Bug' },
  { status: 404, name: 'werkzeug.exceptions.NotFound', kind: 'Bug' },
  { status: 404, kind: 'Bug' },
  { status: 302, kind: 'Bug' },
  { status: 415, kind: 'Bug' },
  { status: 500, name: 'psycopg2.errors.SerializationFailure', kind: 'Transient' },
  { status: 500, name: 'psycopg2.OperationalError', kind: 'Transient' },
  {
    status: 422,
    name: 'odoo.exceptions.ValidationError',
    message: 'could not serialize access due to concurrent update',
    kind: 'Transient',
  },
  { status: 500, kind: 'Transient' },
  { status: 502, kind: 'Transient' },
  ...[408, 409, 425, 429, 502, 503, 504].map((status): Case => ({
    status,
    name: 'werkzeug.exceptions.HTTPException',
    kind: 'Transient',
  })),
];

describe('an error of Odoo', () => {
  test.each(CASES.map((one) => [one.status, one.name ?? 'a page of a proxy', one.kind, one] as const))(
    '%s with %s is %s',
    (_status, _name, kind, { status, name, message }) => {
      expect(classifyAnswer({ status, name, message })).toBe(kind);
    },
  );

  test('says operation and code, and keeps the words of Odoo out of its message', () => {
    const error = new OdooError(
      'Rejected',
      'odoo.exceptions.UserError',
      'account.move/write',
      'Aava Hiidenkoski',
    );
    expect(error.message).toBe('Odoo account.move/write: odoo.exceptions.UserError');
    expect(error.stack).not.toContain('Aava');
    expect(error.detail).toBe('Aava Hiidenkoski');
  });
});
