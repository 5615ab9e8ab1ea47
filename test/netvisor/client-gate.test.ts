import { afterEach, describe, expect, test } from '@jest/globals';
import { createGate } from '../../netvisor/gate.ts';
import { maximalProduct } from './fixtures.ts';
import {
  addedReply,
  answerWith,
  anyCustomer,
  attempt,
  closeAll,
  emptyList,
  failedReply,
  failureOf,
  talking,
} from './server.ts';

afterEach(closeAll);

describe('the gate', () => {
  test.each([
    ['AUTHENTICATION_FAILED', 401, 'AuthFailed'],
    ['SYSTEM_MAINTENANCE', 503, 'Maintenance'],
    ['SYSTEM_MAINTANANCE', 200, 'Maintenance'],
  ])('%s: of 132 that wait exactly one is refused by Netvisor', async (code, status, reason) => {
    const gate = createGate();
    const { server, client } = await talking(answerWith(failedReply(`${code} :: x`), status), { gate });
    const failures = await Promise.all(
      Array.from({ length: 132 }, (_, index) =>
        failureOf(
          index % 2 === 0 ? client.customers.add(anyCustomer, attempt()) : client.salesInvoices.list({}),
        ),
      ),
    );
    expect(server.seen).toHaveLength(1);
    expect(failures.every((error) => error.kind === 'Paused' && error.reason === reason)).toBe(true);
    expect(failures.filter(({ sent }) => sent === 'answered')).toHaveLength(1);
    expect(failures.filter(({ sent }) => sent === 'no')).toHaveLength(131);
    expect(gate.state()).toMatchObject({ open: false, reason });
  });

  test('a missing right stops its resource only, and success after the back-off opens it', async () => {
    let now = 0;
    let allowed = false;
    const gate = createGate({ now: () => now, rightBackOffMs: 1000 });
    const { server, client } = await talking(
      ({ url }, reply) =>
        reply.end(
          url.startsWith('/customer.nv') && !allowed
            ? failedReply('SERVICE_ACCESS_ERROR :: x')
            : addedReply(1),
        ),
      { gate },
    );
    const refused = await Promise.all(
      Array.from({ length: 5 }, () => failureOf(client.customers.add(anyCustomer, attempt()))),
    );
    expect(refused.every(({ kind, reason }) => kind === 'Paused' && reason === 'RightMissing')).toBe(true);
    expect(server.seen).toHaveLength(1);
    await client.products.add(maximalProduct, attempt());
    now = 1000;
    allowed = true;
    await client.customers.add(anyCustomer, attempt());
    expect(gate.closedResources()).toEqual([]);
  });

  test('a refusal for its content opens a resource that was closed for a missing right', async () => {
    let now = 0;
    const gate = createGate({ now: () => now, rightBackOffMs: 1000 });
    let said = 'SERVICE_ACCESS_ERROR :: x';
    const { client } = await talking((_seen, reply) => reply.end(failedReply(said)), { gate });
    await failureOf(client.customers.add(anyCustomer, attempt()));
    now = 1000;
    said = 'INVALID_DATA :: x';
    expect((await failureOf(client.customers.add(anyCustomer, attempt()))).reason).toBe('InvalidData');
    expect(gate.closedResources()).toEqual([]);
  });

  test('a probe passes the closed gate with one small read and opens it', async () => {
    const gate = createGate();
    let answer = failedReply('AUTHENTICATION_FAILED :: x');
    const { server, client } = await talking((_seen, reply) => reply.end(answer), { gate });
    await failureOf(client.salesInvoices.list({}));
    expect((await failureOf(client.probe())).reason).toBe('AuthFailed');
    expect(gate.state().open).toBe(false);
    answer = emptyList;
    expect(await client.probe()).toEqual({ salesInvoiceListRight: 'granted' });
    expect(gate.state().open).toBe(true);
    expect(server.seen.at(-1)?.url).toBe('/salesinvoicelist.nv?invoicesabovenetvisorkey=2147483647');
  });

  test('a probe that lacks the right says so, and opens the gate all the same', async () => {
    const gate = createGate();
    let answer = failedReply('SYSTEM_MAINTENANCE :: x');
    const { client } = await talking((_seen, reply) => reply.end(answer), { gate });
    await failureOf(client.salesInvoices.list({}));
    answer = failedReply('SERVICE_ACCESS_ERROR :: x');
    expect(await client.probe()).toEqual({ salesInvoiceListRight: 'missing' });
    expect(gate.state().open).toBe(true);
    expect(gate.closedResources()).toHaveLength(1);
  });
});
