import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WireCall {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: string;
}

/** An answer to be given in place of the simulator's. */
export interface ScriptedAnswer {
  readonly when: (call: WireCall) => boolean;
  /** How many calls get it; afterwards the simulator answers. */
  readonly times: number;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** `before`: the simulator never sees the call. `after`: it processes it, and its own answer is lost. */
  readonly instead: 'before' | 'after';
}

/** Stands between a worker and a simulator: notes what passes, changes headers, and answers by script. */
export interface TappedWire {
  readonly url: string;
  readonly calls: readonly WireCall[];
  /** Bodies of the simulator's answers. */
  readonly answers: readonly string[];
  script(answer: ScriptedAnswer): void;
  /** How many scripted answers wait for their call. */
  scripted(): number;
  close(): Promise<void>;
}

export async function tapWire(
  to: string,
  translate: (call: WireCall) => IncomingHttpHeaders,
): Promise<TappedWire> {
  const calls: WireCall[] = [];
  const answers: string[] = [];
  const scripts: { answer: ScriptedAnswer; left: number }[] = [];
  const server = createServer((incoming, outgoing) => {
    void handle();

    async function handle(): Promise<void> {
      const call: WireCall = {
        method: incoming.method ?? '',
        target: incoming.url ?? '',
        headers: incoming.headers,
        body: await textOf(incoming),
      };
      calls.push(call);
      const script = scripts.find(({ answer, left }) => left > 0 && answer.when(call));
      if (script) script.left -= 1;
      if (script?.answer.instead !== 'before') {
        const reply = await forward(to, call, translate(call)).catch(() => undefined);
        if (!reply) return void incoming.socket.destroy();
        answers.push(reply.body);
        if (!script)
          return void outgoing.writeHead(reply.status, reply.headers).end(Buffer.from(reply.body, 'latin1'));
      }
      if (!script) return;
      const { status, contentType, body } = script.answer;
      outgoing.writeHead(status, { 'content-type': contentType }).end(body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answers,
    script: (answer) => void scripts.push({ answer, left: answer.times }),
    scripted: () => scripts.reduce((sum, { left }) => sum + left, 0),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The Host header stays: Netvisor's signature covers the address that the caller used. */
function forward(to: string, call: WireCall, headers: IncomingHttpHeaders): Promise<Reply> {
  const { hostname, port } = new URL(to);
  return new Promise((resolve, reject) => {
    const passed = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !['connection', 'content-length'].includes(name)),
    );
    const body = Buffer.from(call.body, 'latin1');
    const sent = request(
      {
        hostname,
        port,
        method: call.method,
        path: call.target,
        headers: { ...passed, 'content-length': body.length },
      },
      (answer) => {
        textOf(answer).then((text) => {
          const contentType = answer.headers['content-type'] ?? 'text/plain';
          resolve({ status: answer.statusCode ?? 0, headers: { 'content-type': contentType }, body: text });
        }, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Byte for byte: each character is one byte. */
async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
