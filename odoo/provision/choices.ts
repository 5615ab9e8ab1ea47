import { z } from 'zod';
import type { OdooTransport } from '../transport.ts';
import type { FieldSpec } from './fields.ts';
import type { ProvisionStep } from './provision.ts';

/** A field that is in Odoo already, with the choices that it should have. */
export interface PresentField {
  readonly id: number;
  readonly what: string;
  readonly choices: NonNullable<FieldSpec['selection']>;
}

const choiceSchema = z.object({ value: z.string(), field_id: z.tuple([z.number(), z.string()]) });

/** Choices that this version knows and a field that an earlier one made does not. */
export async function choiceSteps(
  admin: OdooTransport,
  fields: readonly PresentField[],
): Promise<ProvisionStep[]> {
  const choosing = fields.filter(({ choices }) => choices.length > 0);
  if (choosing.length === 0) return [];
  const answer = await admin.call({
    model: 'ir.model.fields.selection',
    method: 'search_read',
    args: {
      domain: [['field_id', 'in', choosing.map(({ id }) => id)]],
      fields: ['value', 'field_id'],
      order: 'id asc',
    },
  });
  const present = new Set(
    z
      .array(choiceSchema)
      .parse(answer)
      .map(({ value, field_id }) => `${field_id[0]} ${value}`),
  );
  return choosing.flatMap(({ id, what, choices }) =>
    choices.flatMap(([value, name], sequence) => {
      if (present.has(`${id} ${value}`)) return [];
      const args = { vals_list: [{ field_id: id, value, name, sequence }] };
      const call = { model: 'ir.model.fields.selection', method: 'create', args };
      return [{ what: `choice "${name}" of ${what}`, apply: async () => void (await admin.call(call)) }];
    }),
  );
}
