import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ControlError } from '../shared/control-error.ts';
import type { JsonObject } from './schema/types.ts';
import type { OdooSimulator } from './simulator.ts';
import type { InvoiceWanted } from './people-actions.ts';

const values = z.record(z.string(), z.json());
const edited = z.strictObject({ model: z.string(), id: z.number().int(), values });
const removed = z.strictObject({ model: z.string(), id: z.number().int() });

function read<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ControlError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
}

/** What a person does in Odoo's screens, as endpoints under `/_sim/`. */
export function addControl(scope: FastifyInstance, simulator: OdooSimulator): void {
  // The simulator checks the wish by itself and names what it does not understand.
  scope.post<{ Body: InvoiceWanted }>('/invoices', (request) => simulator.createInvoice(request.body));
  scope.post('/partners', (request) => ({ id: simulator.addPartner(asValues(request.body)) }));
  scope.post('/products', (request) => ({ id: simulator.addProduct(asValues(request.body)) }));
  scope.post('/edit', (request) => {
    const { model, id, values: changes } = read(edited, request.body);
    simulator.edit(model, id, changes);
    return { ok: true };
  });
  scope.post('/delete', (request) => {
    const { model, id } = read(removed, request.body);
    simulator.remove(model, id);
    return { ok: true };
  });
}

function asValues(body: unknown): JsonObject {
  return read(values, body);
}
