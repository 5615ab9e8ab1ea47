import type { Unavailability } from '../../tools/odoo/availability.ts';

/** What becomes of the tests that need a real Odoo; `why` is the reason and what to do about it, in one line. */
export type Ring =
  | { readonly kind: 'runs' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'fails'; readonly why: string };

/**
 * On a developer's machine the tests are skipped where no real Odoo can be had. In CI only a registry that is down
 * may excuse: anything else means that the set-up there is broken.
 */
export function ringFor(
  unavailable: Unavailability | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Ring {
  if (unavailable === undefined) return { kind: 'runs' };
  const { reason, text } = unavailable;
  const excused = environment['CI'] !== 'true' || reason === 'download-failed';
  return { kind: excused ? 'skipped' : 'fails', why: `${reason}: ${text}` };
}
