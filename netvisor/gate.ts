import { type GateReason, notSent } from './errors.ts';

/** How a request that was let through ended, as far as the gate cares. */
export type PassResult = 'passed' | 'unclear' | 'AuthFailed' | 'Maintenance' | 'RightMissing';

export type GateState =
  { readonly open: true } | { readonly open: false; readonly reason: GateReason; readonly since: number };

export interface ClosedResource {
  /** e.g. `salesinvoice.nv` */
  readonly resource: string;
  /** Epoch ms. */
  readonly since: number;
  /** From this moment (epoch ms) one request may try. */
  readonly retryAt: number;
}

/** A request's way through the gate; `end` is called exactly once with how it went. */
export interface Pass {
  end(result: PassResult): void;
}

/**
 * In-process gate of one connection. Refused keys or maintenance close it as a whole until `reopen` or until a
 * probe passes; a missing right closes its resource alone, for a back-off time, after which one request at a
 * time may try.
 */
export interface Gate {
  /** Throws `Paused` (nothing sent) when a request to this resource would be refused now. Changes nothing. */
  check(resource: string): void;
  /** As `check`, and takes the way through; on a resource whose back-off is over this is the one that tries. */
  enter(resource: string): Pass;
  /** Way through for a probe: passes the closed gate and opens it when the keys turn out to be accepted. */
  enterAsProbe(resource: string): Pass;
  state(): GateState;
  closedResources(): readonly ClosedResource[];
  /** Opens the whole gate; resources closed by a missing right keep their back-off. */
  reopen(): void;
  /** Called after each change; returns the way to stop listening. */
  onChange(listener: () => void): () => void;
}

export interface GateOptions {
  readonly now?: () => number;
  /** How long a resource without right stays closed before one request tries again; default 15 minutes. */
  readonly rightBackOffMs?: number;
}

interface Closed {
  readonly since: number;
  readonly retryAt: number;
  readonly trying: boolean;
}

const defaultRightBackOffMs = 15 * 60_000;

export function createGate(options: GateOptions = {}): Gate {
  const now = options.now ?? Date.now;
  const backOffMs = options.rightBackOffMs ?? defaultRightBackOffMs;
  const listeners = new Set<() => void>();
  const closed = new Map<string, Closed>();
  let state: GateState = { open: true };

  function changed(): void {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        // a listener's mistake must not turn the outcome of a request that was sent into something else
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  function close(reason: GateReason): void {
    if (!state.open && state.reason === reason) return;
    state = { open: false, reason, since: state.open ? now() : state.since };
    changed();
  }

  function reopen(): void {
    if (state.open) return;
    state = { open: true };
    changed();
  }

  function closeResource(resource: string): void {
    const at = now();
    closed.set(resource, {
      since: closed.get(resource)?.since ?? at,
      retryAt: at + backOffMs,
      trying: false,
    });
    changed();
  }

  function openResource(resource: string): void {
    if (closed.delete(resource)) changed();
  }

  function check(resource: string): void {
    if (!state.open) throw notSent('Paused', state.reason, resource);
    const entry = closed.get(resource);
    if (entry === undefined) return;
    const waitMs = entry.retryAt - now();
    if (waitMs > 0) throw notSent('Paused', 'RightMissing', resource, { retryAfterMs: waitMs });
    if (entry.trying) throw notSent('Paused', 'RightMissing', resource);
  }

  function passThrough(resource: string, onKeysAccepted: () => void): Pass {
    const entry = closed.get(resource);
    if (entry !== undefined) closed.set(resource, { ...entry, trying: true });
    let ended = false;
    return {
      end(result) {
        if (ended) return;
        ended = true;
        switch (result) {
          case 'passed':
            openResource(resource);
            onKeysAccepted();
            return;
          case 'AuthFailed':
          case 'Maintenance':
            stopTrying(resource);
            close(result);
            return;
          case 'RightMissing':
            closeResource(resource);
            onKeysAccepted();
            return;
          case 'unclear':
            stopTrying(resource);
            return;
        }
      },
    };
  }

  function stopTrying(resource: string): void {
    const entry = closed.get(resource);
    if (entry !== undefined) closed.set(resource, { ...entry, trying: false });
  }

  return {
    check,
    enter(resource) {
      check(resource);
      return passThrough(resource, () => undefined);
    },
    enterAsProbe(resource) {
      return passThrough(resource, reopen);
    },
    state: () => state,
    closedResources: () =>
      [...closed].map(([resource, { since, retryAt }]) => ({ resource, since, retryAt })),
    reopen,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
