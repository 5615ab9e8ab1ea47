import { describe, expect, test } from '@jest/globals';
import { classifyRpcFault, isUserGone, type OdooErrorKind } from '../../odoo/errors.ts';

interface Case {
  readonly what: string;
  readonly name?: string;
  readonly message?: string;
  readonly code?: number;
  readonly model?: string;
  readonly kind: OdooErrorKind;
}

const USER_GONE = 'Record does not exist or has been deleted.\n(Record: res.users(99,), User: 99)';

/** Odoo external API, JSON-RPC and error classification. `code` is 200 in Odoo 17 and 0 in 19. */
const CASES: readonly Case[] = [
  { what: 'a wrong key', name: 'odoo.exceptions.AccessDenied', kind: 'Refused' },
  { what: 'a missing right', name: 'odoo.exceptions.AccessError', kind: 'Refused' },
  { what: 'a dead session', code: 100, name: 'odoo.http.SessionExpiredException', kind: 'Refused' },
  { what: 'code 100 alone', code: 100, kind: 'Refused' },
  { what: 'a user who is gone', name: 'odoo.exceptions.MissingError', message: USER_GONE, kind: 'Refused' },
  {
    what: 'a user who was to be read',
    name: 'odoo.exceptions.MissingError',
    message: USER_GONE,
    model: 'res.users',
    kind: 'Gone',
  },
  { what: 'a record that is gone', name: 'odoo.exceptions.MissingError', message: '', kind: 'Gone' },
  { what: 'a business rule', name: 'odoo.exceptions.UserError', message: 'No.', kind: 'Rejected' },
  { what: 'a constraint', name: 'odoo.exceptions.ValidationError', kind: 'Rejected' },
  { what: 'a warning with a link', name: 'odoo.exceptions.RedirectWarning', kind: 'Rejected' },
  { what: 'a locked record', name: 'odoo.exceptions.LockError', kind: 'Transient' },
  {
    what: 'an unknown model',
    name: 'odoo.exceptions.UserError',
    message: "Object account.nothing doesn't exist",
    kind: 'Bug',
  },
  { what: 'an unknown method', name: 'builtins.AttributeError', kind: 'Bug' },
  { what: 'an unknown field', name: 'builtins.ValueError', kind: 'Bug' },
  { what: 'an unknown argument', name: 'builtins.TypeError', kind: 'Bug' },
  { what: 'a missing key', name: 'builtins.KeyError', kind: 'Bug' },
  { what: 'a wrong route', name: 'werkzeug.exceptions.NotFound', kind: 'Bug' },
  { what: 'an unknown database', name: 'psycopg2.OperationalError', kind: 'Transient' },
  { what: 'a lost race', name: 'psycopg2.errors.SerializationFailure', kind: 'Transient' },
  { what: 'a deadlock', name: 'psycopg2.errors.DeadlockDetected', kind: 'Transient' },
  { what: 'a lost database', name: 'psycopg2.InterfaceError', kind: 'Transient' },
  { what: 'a full pool', name: 'psycopg2.pool.PoolError', kind: 'Transient' },
  {
    what: 'a lost race that a method wrapped',
    name: 'odoo.exceptions.ValidationError',
    message: 'could not serialize access due to concurrent update',
    kind: 'Transient',
  },
  { what: 'an error without a class', kind: 'Bug' },
];

describe('an error by JSON-RPC', () => {
  test.each(CASES.map((one) => [one.what, one.kind, one] as const))('%s is %s', (_what, _kind, one) => {
    const { code = 200, name, message, model = 'account.move' } = one;
    expect(classifyRpcFault({ code, name, message, model })).toBe(one.kind);
  });

  test('that names a missing user of another record does not end the sign-in', () => {
    const name = 'odoo.exceptions.MissingError';
    const message = '(Record: account.move(42,), User: 2)';
    expect(isUserGone({ code: 200, name, message, model: 'account.move' })).toBe(false);
  });
});
