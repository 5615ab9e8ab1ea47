import { OdooError } from './errors.ts';
import { createOdooHttp } from './http.ts';
import { createJsonRpcTransport } from './json-rpc.ts';
import { withPlainNotes } from './plain-notes.ts';
import { createJson2Transport, type OdooConnectionOptions, type OdooTransport } from './transport.ts';
import {
  askVersion,
  hasWebRead,
  isTooOld,
  speaksJson2,
  takesNotesForHtml,
  VERSION_PROBE,
  type OdooVersion,
} from './version.ts';
import { readingAs19 } from './web-read.ts';

export interface OdooOptions extends OdooConnectionOptions {
  /** Login of the user whose key it is. Odoo 18 and older want it. */
  readonly user?: string | undefined;
}

export interface VersionedTransport extends OdooTransport {
  /** Version of the server as it was last seen. Throws {@link OdooError}. */
  version(): Promise<OdooVersion>;
}

interface Link {
  readonly version: OdooVersion;
  readonly transport: OdooTransport;
}

/**
 * Talks to any Odoo that Silta can serve (16 and later). The version is asked with the first call, and again after an
 * error that only a wrong version, or a bug, explains: the server may have been upgraded. Throws {@link OdooError}
 * `Refused` with `OdooTooOld`, `OdooVersionUnknown` or `OdooUserMissing`.
 */
export function createOdooTransport(options: OdooOptions): VersionedTransport {
  const http = createOdooHttp({ url: options.url, timeoutMs: options.timeoutMs });
  let linked: Promise<Link> | undefined;

  async function link(): Promise<Link> {
    const version = await askVersion(http);
    return { version, transport: transportFor(version, options) };
  }

  function forget(used: Promise<Link>): void {
    if (linked === used) linked = undefined;
  }

  function current(): Promise<Link> {
    if (linked) return linked;
    const attempt = link();
    linked = attempt;
    attempt.catch(() => forget(attempt));
    return attempt;
  }

  return {
    version: async () => (await current()).version,
    async call(call) {
      const used = current();
      const { transport } = await used;
      try {
        return await transport.call(call);
      } catch (error) {
        if (error instanceof OdooError && error.kind === 'Bug') forget(used);
        throw error;
      }
    },
  };
}

function transportFor(version: OdooVersion, options: OdooOptions): OdooTransport {
  if (isTooOld(version)) throw new OdooError('Refused', 'OdooTooOld', VERSION_PROBE);
  if (speaksJson2(version)) return createJson2Transport(options);
  const { user } = options;
  if (user === undefined) throw new OdooError('Refused', 'OdooUserMissing', VERSION_PROBE);
  const wire = createJsonRpcTransport({ ...options, user });
  const reading = readingAs19(wire, hasWebRead(version) ? 'web_read' : 'read');
  return takesNotesForHtml(version) ? withPlainNotes(reading) : reading;
}
