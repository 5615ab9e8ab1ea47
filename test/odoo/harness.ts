import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { checkAvailability, type RealOdoo, startRealOdoo } from '../../tools/odoo/server.ts';

/** The first start of a machine downloads and prepares; later ones take seconds. */
const START_LIMIT_MS = 9 * 60_000;

const log = (line: string): void => void process.stderr.write(`real Odoo: ${line}\n`);

// Asked while the file is loaded, because Jest must know what to skip before the first test runs.
const unavailable = await checkAvailability({ log });
if (unavailable !== undefined) process.stderr.write(`skipped: ${unavailable.reason}: ${unavailable.text}\n`);

/** In CI only a registry that is down may excuse: anything else means that the set-up there is broken. */
const mustFail =
  unavailable !== undefined && process.env['CI'] === 'true' && unavailable.reason !== 'download-failed';

let shared: Promise<RealOdoo> | undefined;

afterAll(async () => {
  await (await shared)?.stop();
});

/**
 * A `describe` whose tests run against one real Odoo, shared by all `describeOdoo` blocks of the test file (its
 * data is fresh for each file). `fn` gets an accessor, since the server is up only when the tests run. Where no real
 * Odoo can be had, one line says why and the tests are skipped.
 */
export function describeOdoo(name: string, fn: (odoo: () => RealOdoo) => void): void {
  if (unavailable !== undefined) {
    if (mustFail) {
      test(`${name}: a real Odoo can be brought up in CI`, () => {
        throw new Error(`${unavailable.reason}: ${unavailable.text}`);
      });
    }
    describe.skip(name, () => fn(notStarted));
    return;
  }
  describe(name, () => {
    let odoo: RealOdoo | undefined;
    beforeAll(async () => {
      odoo = await (shared ??= startRealOdoo({ log }));
    }, START_LIMIT_MS);
    fn(() => odoo ?? notStarted());
  });
}

function notStarted(): never {
  throw new Error('the real Odoo runs inside tests and hooks only');
}
