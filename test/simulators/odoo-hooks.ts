import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Hook {
  readonly path: string;
  readonly body: string;
  readonly contentType: string | undefined;
}

export interface Listener {
  readonly url: string;
  /** What has arrived since it was asked last. */
  take(): Hook[];
  close(): Promise<void>;
}

/** A server that webhooks arrive at; `/slow` answers after three seconds, `/bad` with 500. */
export async function listen(): Promise<Listener> {
  let hooks: Hook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      hooks.push({
        path,
        body: Buffer.concat(chunks).toString('utf8'),
        contentType: request.headers['content-type'],
      });
      const answer = (): unknown => response.writeHead(path === '/bad' ? 500 : 200).end();
      if (path === '/slow') setTimeout(answer, 3000).unref();
      else answer();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take: () => {
      const taken = hooks;
      hooks = [];
      return taken;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
