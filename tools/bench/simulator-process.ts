/**
 * One simulator in a process of its own, so that its delays and its work disturb nobody. Told to by its parent,
 * it answers with the times of all calls of the simulated API, taken at its HTTP server.
 */
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { startNetvisorSimulator } from '../../simulators/netvisor/server.ts';
import { startOdooSimulator } from '../../simulators/odoo/server.ts';
import type { Span } from './wire.ts';

const START = { netvisor: startNetvisorSimulator, odoo: startOdooSimulator } as const;

const spans: Span[] = [];
const startedAt = new WeakMap<IncomingMessage, number>();
const now = (): number => performance.timeOrigin + performance.now();

subscribe('http.server.request.start', (message) => {
  const request = requestIn(message);
  if (request && request.url?.startsWith('/_sim/') === false) startedAt.set(request, now());
});
subscribe('http.server.response.finish', (message) => {
  const request = requestIn(message);
  const began = request && startedAt.get(request);
  if (began !== undefined) spans.push({ startedAt: began, endedAt: now() });
});

const kind = process.argv[2];
if (kind !== 'netvisor' && kind !== 'odoo') throw new Error('which simulator: netvisor or odoo');
const { url } = await START[kind]({});
process.on('message', () => process.send?.({ spans }));
process.on('disconnect', () => process.exit());
process.send?.({ url });

function requestIn(message: unknown): IncomingMessage | undefined {
  const request =
    typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  return request instanceof IncomingMessage ? request : undefined;
}
