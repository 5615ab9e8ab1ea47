import net from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  addedReply,
  answerWith,
  anyCustomer,
  attempt,
  clientFor,
  closeAll,
  closeLater,
  emptyList,
  failureOf,
  talking,
  until,
} from './server.ts';

afterEach(closeAll);

describe('nothing was sent', () => {
  test('when nobody listens', async () => {
    const { server, client } = await talking(answerWith(emptyList));
    await server.close();
    for (const failing of [client.customers.add(anyCustomer, attempt()), client.salesInvoices.list({})]) {
      expect(await failureOf(failing)).toMatchObject({
        kind: 'Transient',
        reason: 'NotReached',
        sent: 'no',
        networkCode: 'ECONNREFUSED',
      });
    }
  });

  test('when the host has no address', async () => {
    const client = clientFor('http://netvisor.invalid/');
    expect(await failureOf(client.customers.add(anyCustomer, attempt()))).toMatchObject({
      kind: 'Transient',
      reason: 'NotReached',
      sent: 'no',
    });
  });

  test('when the time limit passes while connecting', async () => {
    // a listener that speaks no TLS: connected, but never secure, so no request may leave
    const silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const client = clientFor(`https://127.0.0.1:${address.port}/`, { writeTimeoutMs: 60 });
    closeLater(
      () => client.close(),
      () => void silent.close(),
    );
    expect(await failureOf(client.customers.add(anyCustomer, attempt()))).toMatchObject({
      kind: 'Transient',
      reason: 'NotReached',
      sent: 'no',
    });
  });

  test('when the attempt no longer fits its deadline once it has the wire', async () => {
    let now = 1_000_000;
    const { server, client } = await talking(
      (_seen, reply) => {
        now += 1;
        reply.end(addedReply(1));
      },
      { now: () => now, writeTimeoutMs: 5_000 },
    );
    const deadline = now + 5_000;
    const fits = client.customers.add(anyCustomer, attempt({ deadline }));
    const tooLate = failureOf(client.customers.add(anyCustomer, attempt({ deadline })));
    expect(await fits).toEqual({ netvisorKey: 1 });
    expect(await tooLate).toMatchObject({ kind: 'Transient', reason: 'DeadlineTooNear', sent: 'no' });
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    ['before signing', (freeze: () => void) => freeze()],
    ['between signing and connecting', (freeze: () => void) => queueMicrotask(freeze)],
  ])('when the process was frozen %s', async (_when, at) => {
    let now = 1_000_000;
    const { server, client } = await talking(answerWith(addedReply(1)), {
      now: () => now,
      writeTimeoutMs: 5_000,
    });
    const frozen = attempt({ deadline: now + 5_000, beforeSend: () => at(() => void (now += 6_000)) });
    expect(await failureOf(client.customers.add(anyCustomer, frozen))).toMatchObject({
      kind: 'Transient',
      reason: 'DeadlineTooNear',
      sent: 'no',
    });
    expect(server.seen).toHaveLength(0);
  });

  test('when the shutdown came before or while waiting for the wire', async () => {
    const stop = new AbortController();
    let finish = () => undefined as void;
    const { server, client } = await talking((_seen, reply) => {
      finish = () => void reply.end(addedReply(1));
    });
    const onTheWire = client.customers.add(anyCustomer, attempt());
    const waiting = failureOf(client.customers.add(anyCustomer, attempt({ signal: stop.signal })));
    await until(() => server.seen.length === 1);
    stop.abort();
    expect(await waiting).toMatchObject({ kind: 'Transient', reason: 'ShuttingDown', sent: 'no' });
    expect(
      await failureOf(client.customers.add(anyCustomer, attempt({ signal: AbortSignal.abort() }))),
    ).toMatchObject({ reason: 'ShuttingDown', sent: 'no' });
    finish();
    await onTheWire;
    expect(server.seen).toHaveLength(1);
  });

  test('when the shutdown comes while connecting', async () => {
    const stop = new AbortController();
    const { server, client } = await talking(answerWith(addedReply(1)));
    const stopped = attempt({ signal: stop.signal, beforeSend: () => queueMicrotask(() => stop.abort()) });
    expect(await failureOf(client.customers.add(anyCustomer, stopped))).toMatchObject({
      reason: 'ShuttingDown',
      sent: 'no',
    });
    expect(server.seen).toHaveLength(0);
  });

  test('when beforeSend throws, whose error comes through and leaves the wire free', async () => {
    const { server, client } = await talking(answerWith(addedReply(1)));
    const refusing = attempt({
      beforeSend: () => {
        throw new RangeError('claim lost');
      },
    });
    await expect(client.customers.add(anyCustomer, refusing)).rejects.toThrow('claim lost');
    expect(server.seen).toHaveLength(0);
    await client.customers.add(anyCustomer, attempt());
  });

  test('when the transaction id could not travel as it was signed', async () => {
    const { server, client } = await talking(answerWith(addedReply(1)));
    expect(
      await failureOf(client.customers.add(anyCustomer, attempt({ transactionId: 'a\nb' }))),
    ).toMatchObject({
      kind: 'Bug',
      reason: 'BadSettings',
      field: 'transactionId',
      sent: 'no',
    });
    expect(server.seen).toHaveLength(0);
  });
});

describe('a shutdown', () => {
  test('does not abandon a write that is on the wire: its reply is awaited', async () => {
    const stop = new AbortController();
    const { client } = await talking((_seen, reply) => {
      stop.abort();
      setTimeout(() => reply.end(addedReply(58231)), 20);
    });
    expect(await client.customers.add(anyCustomer, attempt({ signal: stop.signal }))).toEqual({
      netvisorKey: 58231,
    });
  });

  test('ends a read at once', async () => {
    const stop = new AbortController();
    const { client } = await talking(() => stop.abort());
    expect(await failureOf(client.salesInvoices.list({}, { signal: stop.signal }))).toMatchObject({
      kind: 'Transient',
      reason: 'ShuttingDown',
    });
  });
});
