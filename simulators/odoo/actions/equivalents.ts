import { createHash } from 'node:crypto';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json } from '../schema/types.ts';
import { EQUIVALENTS } from '../server-actions.ts';

/** What the code of a server action is about, by the names that Odoo gives it there. */
export interface Given {
  readonly model: string;
  /** The record of `active_id`. */
  readonly record: Row | undefined;
  /** The records of `active_ids`; undefined (Python's None) where the context names none. */
  readonly records: readonly Row[] | undefined;
}

/** The same as some Python: what it assigns to `action` is the answer; `false` where it assigns nothing. */
export type ActionEquivalent = (env: Env, given: Given) => Json;

const MORE = new Map<string, ActionEquivalent>();
const WITHOUT_EFFECT = new Set<string>();

/** SHA-256 of code as Odoo runs it: without white space around it. */
export function codeDigest(code: string): string {
  return createHash('sha256').update(code.trim(), 'utf8').digest('hex');
}

/** Adds an equivalent for Python text of server actions that has this SHA-256. */
export function standInForAction(sha256: string, equivalent: ActionEquivalent): void {
  MORE.set(sha256, equivalent);
}

/** Lists the SHA-256 of Python text that changes nothing that is simulated: automations pass it over. */
export function passOverAction(sha256: string): void {
  WITHOUT_EFFECT.add(sha256);
}

export function actionEquivalent(sha256: string): ActionEquivalent | undefined {
  return MORE.get(sha256) ?? EQUIVALENTS.get(sha256);
}

export function isPassedOver(sha256: string): boolean {
  return WITHOUT_EFFECT.has(sha256);
}
