import { z } from 'zod';
import { ControlError } from '../shared/control-error.ts';
import { makeApiKey } from './models/users.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import { runServerActions } from './actions/run.ts';
import { readWanted } from './people-actions.ts';
import type { Json, JsonObject } from './schema/types.ts';

const keySchema = z.strictObject({
  /** Login of the user who makes the key in the preferences. */
  user: z.string(),
  /** Moment (`YYYY-MM-DD HH:MM:SS`, UTC) from which on it is refused; left out: never. */
  expires: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
    .optional(),
});
export type ApiKeyWanted = z.input<typeof keySchema>;

/** Makes an API key as its user would; it is shown once, as the answer. */
export function addApiKey(env: Env, input: unknown): string {
  const { user, expires } = readWanted(keySchema, input);
  return makeApiKey(env, userWithLogin(env, user).id, expires ?? false);
}

export function userWithLogin(env: Env, login: string): Row {
  const [user] = env.db.where('res.users', 'login', login);
  if (user === undefined) throw new ControlError(`No user has the login "${login}".`);
  return user;
}

const pressSchema = z.strictObject({
  /** Number or external id of a server action. */
  action: z.union([z.number().int(), z.string()]),
  model: z.string(),
  /** The record of the form, or those chosen in the list. */
  ids: z.array(z.number().int()).min(1),
  /** Login of who presses; left out: the administrator. */
  user: z.string().optional(),
});
export type PressWanted = z.input<typeof pressSchema>;

/** Presses a button of a form, or one of a list with some records chosen; `as` is who presses, in the web client. */
export function press(as: (login: string | undefined, context: JsonObject) => Env, input: unknown): Json {
  const { action, model, ids, user } = readWanted(pressSchema, input);
  const env = as(user, { active_model: model, active_id: ids[0] ?? 0, active_ids: ids });
  return runServerActions(env, [typeof action === 'number' ? action : env.ref(action)]);
}
