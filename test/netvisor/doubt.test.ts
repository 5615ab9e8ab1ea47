import net from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { NetvisorError } from '../../netvisor/errors.ts';
import {
  addedReply,
  anyCustomer,
  attempt,
  clientFor,
  closeAll,
  closeLater,
  failureOf,
  talking,
} from './server.ts';

afterEach(closeAll);

/** The client's time limit is the only timer that the test moves. */
const notTimeouts = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
] as const;

describe('a write whose reply is lost', () => {
  test('is in doubt after the time limit, and the server saw exactly one request', async () => {
    jest.useFakeTimers({ doNotFake: [...notTimeouts] });
    try {
      const { server, client } = await talking(() => jest.advanceTimersByTime(120_000), {
        writeTimeoutMs: 120_000,
      });
      const error = await failureOf(client.customers.add(anyCustomer, attempt()));
      expect(error).toMatchObject({ kind: 'InDoubt', reason: 'Timeout', sent: 'unknown' });
      expect(server.seen).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  test('is in doubt when the connection is cut, and the server saw exactly one request', async () => {
    const { server, client } = await talking((_seen, _reply, request) => request.socket.destroy());
    const error = await failureOf(client.customers.add(anyCustomer, attempt()));
    expect(error).toMatchObject({ kind: 'InDoubt', reason: 'ConnectionLost', sent: 'unknown' });
    expect(server.seen).toHaveLength(1);
  });

  test('is in doubt when the connection is reset', async () => {
    const { server, client } = await talking((_seen, _reply, request) => request.socket.resetAndDestroy());
    const error = await failureOf(client.customers.add(anyCustomer, attempt()));
    expect(error).toMatchObject({ kind: 'InDoubt', reason: 'ConnectionLost', networkCode: 'ECONNRESET' });
    expect(server.seen).toHaveLength(1);
  });

  test('is in doubt when the reply ends in the middle', async () => {
    const body = addedReply(58231);
    const { client } = await talking((_seen, reply, request) => {
      reply.writeHead(200, { 'Content-Length': body.length });
      reply.write(body.slice(0, 60), () => request.socket.destroy());
    });
    expect(await failureOf(client.customers.add(anyCustomer, attempt()))).toMatchObject({
      kind: 'InDoubt',
      reason: 'ConnectionLost',
    });
  });

  test('lets the next one on', async () => {
    let calls = 0;
    const { client } = await talking((_seen, reply, request) => {
      if (++calls === 1) request.socket.destroy();
      else reply.end(addedReply(2));
    });
    const lost = failureOf(client.customers.add(anyCustomer, attempt()));
    const next = client.customers.add(anyCustomer, attempt());
    expect((await lost).kind).toBe('InDoubt');
    expect(await next).toEqual({ netvisorKey: 2 });
  });

  test('as a read is merely transient', async () => {
    const { client } = await talking((_seen, _reply, request) => request.socket.destroy());
    expect(await failureOf(client.salesInvoices.list({}))).toMatchObject({
      kind: 'Transient',
      reason: 'ConnectionLost',
    });
  });
});

describe('a kept connection', () => {
  /** Answers the first request of each connection; what it does with the second is up to the test. */
  async function keepAliveServer(onSecond: (socket: net.Socket) => void) {
    const posts: string[] = [];
    const sockets = new Set<net.Socket>();
    let connections = 0;
    const server = net.createServer((socket) => {
      connections++;
      sockets.add(socket);
      let answered = 0;
      let received = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
        const end = received.indexOf('</root>');
        if (end < 0) return;
        posts.push(received.slice(0, end));
        received = '';
        if (++answered > 1) {
          onSecond(socket);
          return;
        }
        const body = addedReply(posts.length);
        socket.write(
          `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const client = clientFor(`http://127.0.0.1:${address.port}/`);
    closeLater(
      () => client.close(),
      () => {
        for (const socket of sockets) socket.destroy();
        return new Promise<void>((resolve) => server.close(() => resolve()));
      },
    );
    return { client, posts, sockets, connections: () => connections };
  }

  test('that the server closes after the POST arrived: in doubt, and it arrived once', async () => {
    const { client, posts, connections } = await keepAliveServer((socket) => socket.destroy());
    await client.customers.add(anyCustomer, attempt());
    const error = await failureOf(client.customers.add(anyCustomer, attempt()));
    expect(error).toMatchObject({ kind: 'InDoubt', reason: 'ConnectionLost' });
    expect(posts).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  test('that the server closes just as the next POST is written: the POST arrives at most once', async () => {
    const { client, posts, sockets, connections } = await keepAliveServer((socket) => socket.destroy());
    let inDoubt = 0;
    for (let round = 1; round <= 20; round++) {
      await client.customers.add(anyCustomer, attempt());
      const before = { posts: posts.length, connections: connections() };
      // both happen in one turn: the closing is on its way while the client writes into the old socket
      const post = client.customers.add(anyCustomer, attempt());
      for (const socket of sockets) {
        if (round % 2 === 0) socket.resetAndDestroy();
        else socket.end();
      }
      const outcome = await post.then(
        () => 'accepted',
        (error: NetvisorError) => error.kind,
      );
      const arrived = posts.length - before.posts;
      expect(arrived).toBeLessThanOrEqual(1);
      if (outcome === 'accepted') expect(arrived).toBe(1);
      else {
        expect(outcome).toBe('InDoubt');
        expect(connections()).toBe(before.connections);
        inDoubt++;
      }
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    }
    expect(inDoubt).toBeGreaterThan(0);
  });

  test('is not used again after it lay idle for long', async () => {
    const clock = jest.spyOn(performance, 'now');
    try {
      const { client, connections } = await keepAliveServer((socket) => socket.destroy());
      await client.customers.add(anyCustomer, attempt());
      const later = performance.now() + 60_000;
      clock.mockImplementation(() => later);
      await client.customers.add(anyCustomer, attempt());
      expect(connections()).toBe(2);
    } finally {
      clock.mockRestore();
    }
  });
});
