import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject } from './schema/types.ts';
import type { ApiKeyWanted, PressWanted } from './people-users.ts';
import type { OdooSimulator } from './simulator.ts';
import { readWanted } from './people-actions.ts';
import type { FileWanted, InvoiceWanted } from './people-actions.ts';
import type { CreditNoteWanted, PaymentWish, ReconcileWish, UnreconcileWish } from './people-settling.ts';

const values = z.record(z.string(), z.json());
const edited = z.strictObject({ model: z.string(), id: z.number().int(), values });
const removed = z.strictObject({ model: z.string(), id: z.number().int() });

/** What a person does in Odoo's screens, as endpoints under `/_sim/`. */
export function addControl(scope: FastifyInstance, simulator: OdooSimulator): void {
  // The simulator checks the wish by itself and names what it does not understand.
  scope.post<{ Body: InvoiceWanted }>('/invoices', (request) => simulator.createInvoice(request.body));
  scope.post<{ Body: CreditNoteWanted }>('/credit-notes', (request) =>
    simulator.createCreditNote(request.body),
  );
  scope.post<{ Body: PaymentWish }>('/payments', (request) => simulator.registerPayment(request.body));
  scope.post<{ Body: ReconcileWish }>('/reconcile', (request) => {
    simulator.reconcile(request.body);
    return { ok: true };
  });
  scope.post<{ Body: UnreconcileWish }>('/unreconcile', (request) => {
    simulator.unreconcile(request.body);
    return { ok: true };
  });
  scope.post<{ Body: FileWanted }>('/files', (request) => ({ id: simulator.addFile(request.body) }));
  scope.post('/partners', (request) => ({ id: simulator.addPartner(asValues(request.body)) }));
  scope.post('/products', (request) => ({ id: simulator.addProduct(asValues(request.body)) }));
  scope.post<{ Body: ApiKeyWanted }>('/api-keys', (request) => ({ key: simulator.addApiKey(request.body) }));
  scope.post<{ Body: PressWanted }>('/press', (request) => ({ action: simulator.press(request.body) }));
  scope.post('/edit', (request) => {
    const { model, id, values: changes } = readWanted(edited, request.body);
    simulator.edit(model, id, changes);
    return { ok: true };
  });
  scope.post('/delete', (request) => {
    const { model, id } = readWanted(removed, request.body);
    simulator.remove(model, id);
    return { ok: true };
  });
}

function asValues(body: unknown): JsonObject {
  return readWanted(values, body);
}
