import { patched, setHandler } from '@temporalio/workflow';
import { ignore, requestSend, resend, retry } from './contract.ts';

/** What people and sweeps have asked of a document's run since it last looked. */
export interface Requests {
  /** True while a request is open. */
  pending(): boolean;
  /** Marks all open requests as served by what comes next. */
  take(): void;
  /** True when what is pending asks for an edit of what Netvisor holds. */
  resending(): boolean;
  /** Code of the reason for which a person wants the document left alone, and has not asked for it since. */
  ignored(): string | undefined;
}

/**
 * Listens from the first moment on. Each request sets a flag and the flow loops until none is set: a request
 * that lands while the document is being read is served by the next round. Wishes hold in the order of their arrival.
 */
export function listenForRequests(): Requests {
  let open = false;
  let again = false;
  let ignoredCode: string | undefined;
  const ask = (): void => {
    open = true;
    // The newer wish holds. Asked only where there are two, so that no other run knows of the change.
    if (ignoredCode !== undefined && patched('wishes-in-order')) ignoredCode = undefined;
  };
  setHandler(requestSend, ask, { description: 'Send this document (again: a sent one stays as it is)' });
  setHandler(
    resend,
    () => {
      ask();
      again = true;
    },
    { description: 'Edit it in Netvisor, where it has changed in Odoo since it was sent' },
  );
  setHandler(retry, ask, { description: 'Try again after the cause was cured' });
  setHandler(ignore, (wish: unknown) => void (ignoredCode = codeOf(wish)), {
    description:
      'Leave this document out of Netvisor: {"code": "SentByHand"}. Works while it waits for a person',
  });
  return {
    pending: () => open,
    resending: () => again,
    take() {
      open = false;
      again = false;
    },
    ignored: () => ignoredCode,
  };
}

/** Signals may be typed by hand, so anything is taken; only a plain code is kept for history. */
function codeOf(wish: unknown): string {
  const code = typeof wish === 'object' && wish !== null && 'code' in wish ? wish.code : wish;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'Unstated';
}
