import type { z } from 'zod';
import { ControlError } from './control-error.ts';

/**
 * A simulator's switches: one zod object with a default for each switch. Names that it does not know and
 * values that do not fit are refused with a ControlError that names them.
 */
export class SettingsBook<Shape extends z.ZodRawShape> {
  readonly #schema: z.ZodObject<Shape>;
  readonly #seed: Readonly<Record<string, unknown>>;
  #value: z.infer<z.ZodObject<Shape>>;

  /** `schema` must accept `{}` (all defaults); `initial` are the switches given at the start. */
  constructor(schema: z.ZodObject<Shape>, initial: Readonly<Record<string, unknown>> = {}) {
    this.#schema = schema;
    this.#seed = initial;
    this.#value = this.#parse({ ...initial });
  }

  /** The switches as they stand. */
  get value(): Readonly<z.infer<z.ZodObject<Shape>>> {
    return this.#value;
  }

  /** Changes the named switches and leaves the others. */
  patch(change: unknown): void {
    if (typeof change !== 'object' || change === null || Array.isArray(change)) {
      throw new ControlError('Settings are changed with a JSON object of names and values.');
    }
    this.#value = this.#parse({ ...this.#value, ...change });
  }

  /** Back to the switches given at the start. */
  reset(): void {
    this.#value = this.#parse({ ...this.#seed });
  }

  #parse(input: Record<string, unknown>): z.infer<z.ZodObject<Shape>> {
    const unknown = Object.keys(input).filter((name) => !(name in this.#schema.shape));
    if (unknown.length > 0) {
      throw new ControlError(`Unknown settings: ${unknown.join(', ')}.`);
    }
    const parsed = this.#schema.safeParse(input);
    if (!parsed.success) {
      const reasons = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
      throw new ControlError(`Settings that do not fit: ${reasons.join('; ')}`);
    }
    return parsed.data;
  }
}
