import type { Env } from './orm/env.ts';
import type { JsonObject } from './schema/types.ts';
import { siltaAction } from './silta-action.ts';

type Equivalent = (env: Env) => JsonObject;

/**
 * SHA-256 of `odoo/provision/silta-action.py`. When that file changes, a test tells so: read the change,
 * bring `siltaAction` in step with it, then put the new digest here.
 */
export const SILTA_ACTION_SHA256 = '4a53406d1d8065909a66a33c0fcb61b3540402a49253c07f547cf2d63e703e0e';

/** Python that the simulator can stand in for, by the digest of its text. */
export const EQUIVALENTS: ReadonlyMap<string, Equivalent> = new Map([[SILTA_ACTION_SHA256, siltaAction]]);
