import type { z } from 'zod';
import { OdooError } from './errors.ts';

/** What Odoo answered, checked at the border. */
export function check<T extends z.ZodType>(schema: T, answer: unknown, operation: string): z.output<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  // Paths only: the values may be personal data.
  const paths = parsed.error.issues.map((issue) => issue.path.join('.')).slice(0, 5);
  throw new OdooError('Bug', `UnexpectedAnswer(${paths.join(',')})`, operation);
}
