import type { Env } from './orm/env.ts';
import type { JsonObject } from './schema/types.ts';
import { siltaAction } from './silta-action.ts';

type Equivalent = (env: Env) => JsonObject;

/**
 * SHA-256 of `odoo/provision/silta-action.py` without the line's end at its end. When that file changes, a test tells so: read the change,
 * bring `siltaAction` in step with it, then put the new digest here.
 */
export const SILTA_ACTION_SHA256 = 'b4e3c039facc50cbd4632d458212273179ef5c83e32b2c2d121304fcf5adae7f';

/** Python that the simulator can stand in for, by the digest of its text. */
export const EQUIVALENTS: ReadonlyMap<string, Equivalent> = new Map([[SILTA_ACTION_SHA256, siltaAction]]);
