import type { FastifyInstance } from 'fastify';
import type { ChangedDimension, HandledInvoice, ReceivedPayment } from './people.ts';
import type { NetvisorSimulator } from './simulator.ts';

/** What the bank and people in Netvisor's screens do, as endpoints under `/_sim/`. */
export function addControl(scope: FastifyInstance, simulator: NetvisorSimulator): void {
  // The simulator checks the wishes by itself and names what it does not understand.
  scope.post<{ Body: ReceivedPayment }>('/payments', (request) => simulator.receivePayment(request.body));
  scope.post<{ Body: HandledInvoice }>('/invoices', (request) => {
    simulator.handleInvoice(request.body);
    return { ok: true };
  });
  scope.post<{ Body: ChangedDimension }>('/dimensions', (request) => simulator.changeDimension(request.body));
}
