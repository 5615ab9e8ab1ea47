import { z } from 'zod';
import { ControlError } from '../shared/control-error.ts';
import { makeApiKey } from './models/users.ts';
import type { Row } from './orm/database.ts';
import type { Env } from './orm/env.ts';
import { readWanted } from './people-actions.ts';

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
