import { describe, expect, test } from '@jest/globals';
import { UNAVAILABLE_REASONS } from '../../tools/odoo/availability.ts';
import { ringFor } from '../odoo/ring.ts';

describe('the tests against a real Odoo', () => {
  test.each([{}, { CI: 'true' }])('run wherever one can be had: %j', (environment) => {
    expect(ringFor(undefined, environment)).toEqual({ kind: 'runs' });
  });

  test.each(UNAVAILABLE_REASONS)('are skipped on a developer machine, which is told why: %s', (reason) => {
    const unavailable = { reason, text: 'do this' };
    for (const environment of [{}, { CI: '' }, { CI: 'false' }])
      expect(ringFor(unavailable, environment)).toEqual({ kind: 'skipped', why: `${reason}: do this` });
  });

  test.each(UNAVAILABLE_REASONS)(
    'fail in CI where they cannot run, unless the download failed: %s',
    (reason) => {
      const kind = reason === 'download-failed' ? 'skipped' : 'fails';
      expect(ringFor({ reason, text: 'do this' }, { CI: 'true' })).toEqual({
        kind,
        why: `${reason}: do this`,
      });
    },
  );
});
