import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { checkAvailability, type RealOdoo, startRealOdoo } from '../../tools/odoo/server.ts';
import { ringFor } from './ring.ts';

/** The first start of a machine downloads and prepares; later ones take seconds. */
const START_LIMIT_MS = 9 * 60_000;

const log = (line: string): void => void process.stderr.write(`real Odoo: ${line}\n`);

// Asked while the file is loaded, because Jest must know what to skip before the first test runs.
const ring = ringFor(await checkAvailability({ log }), process.env);
if (ring.kind !== 'runs') process.stderr.write(`skipped: ${ring.why}\n`);

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
  if (ring.kind !== 'runs') {
    if (ring.kind === 'fails') {
      test(`${name}: a real Odoo can be brought up in CI`, () => {
        throw new Error(ring.why);
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
