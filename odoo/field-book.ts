import { z } from 'zod';
import { check } from './check.ts';
import type { OdooTransport } from './transport.ts';

/** Fields of a model by name, with the model that a field leads to. */
export type ModelFields = ReadonlyMap<string, { readonly relation?: string | undefined }>;

/** What fields this Odoo has; each model is asked about once. */
export interface FieldBook {
  fieldsOf(model: string): Promise<ModelFields>;
}

const answer = z.record(z.string(), z.object({ relation: z.string().optional() }));

export function createFieldBook(odoo: OdooTransport): FieldBook {
  const known = new Map<string, Promise<ModelFields>>();

  async function ask(model: string): Promise<ModelFields> {
    const args = { attributes: ['type', 'relation'] };
    const fields = await odoo.call({ model, method: 'fields_get', args });
    return new Map(Object.entries(check(answer, fields, `${model}/fields_get`)));
  }

  return {
    fieldsOf(model) {
      const found = known.get(model);
      if (found) return found;
      const asked = ask(model);
      known.set(model, asked);
      // A failed look-up must not stick.
      asked.catch(() => known.delete(model));
      return asked;
    },
  };
}
