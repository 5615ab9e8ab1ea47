import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

type Hand = (error: Error | null, stream: Duplex) => void;

export interface ConnectedAgents {
  readonly http: http.Agent;
  readonly https: https.Agent;
  /** Gives up connections that are still being made. */
  abandonConnecting(): void;
  /** Closes the kept ones. */
  dropKept(): void;
}

/**
 * Keep-alive agents that give a request its socket only once that is connected (and, for https, trusted). So the
 * request's `socket` event parts "nothing left this process" from "bytes may have left", with nothing between.
 */
export function connectedAgents(connectTimeoutMs: number): ConnectedAgents {
  const connecting = new Set<Duplex>();

  function handWhen(ready: 'connect' | 'secureConnect', socket: Duplex, hand: Hand): void {
    connecting.add(socket);
    const timer = setTimeout(() => socket.destroy(connectTimedOut()), connectTimeoutMs);
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      connecting.delete(socket);
      socket.off(ready, onReady);
      socket.off('error', onError);
      socket.off('close', onClose);
      // between here and the request's own listener an error must not be an uncaught one
      socket.on('error', () => undefined);
      hand(error, socket);
    };
    const onReady = () => settle(null);
    const onError = (error: Error) => settle(error);
    const onClose = () => settle(new Error('closed before it was connected'));
    socket.once(ready, onReady);
    socket.once('error', onError);
    socket.once('close', onClose);
  }

  class PlainAgent extends http.Agent {
    override createConnection(options: http.ClientRequestArgs, hand: Hand): undefined {
      const socket = super.createConnection(options);
      if (socket) handWhen('connect', socket, hand);
    }
  }
  class TlsAgent extends https.Agent {
    override createConnection(options: https.RequestOptions, hand: Hand): undefined {
      const socket = super.createConnection(options);
      if (socket) handWhen('secureConnect', socket, hand);
    }
  }

  const plain = new PlainAgent({ keepAlive: true });
  const tls = new TlsAgent({ keepAlive: true });
  return {
    http: plain,
    https: tls,
    abandonConnecting() {
      for (const socket of connecting) socket.destroy();
    },
    dropKept() {
      plain.destroy();
      tls.destroy();
    },
  };
}

function connectTimedOut(): NodeJS.ErrnoException {
  return Object.assign(new Error('no connection within the limit'), { code: 'ETIMEDOUT' });
}
