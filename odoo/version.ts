import { z } from 'zod';
import { classifyAnswer, OdooError } from './errors.ts';
import type { OdooAnswer, OdooHttp } from './http.ts';

export interface OdooVersion {
  readonly major: number;
  /** Not 0 on the rolling releases of Odoo Online. */
  readonly minor: number;
}

/** Odoo 19 brought JSON-2 and `GET /web/version`. */
const FIRST_WITH_JSON2 = 19;
const FIRST_WITH_WEB_READ = 17;
const FIRST_WITH_PLAIN_NOTES = 17;
const OLDEST = 16;

export const speaksJson2 = ({ major }: OdooVersion): boolean => major >= FIRST_WITH_JSON2;
export const hasWebRead = ({ major }: OdooVersion): boolean => major >= FIRST_WITH_WEB_READ;
export const takesNotesForHtml = ({ major }: OdooVersion): boolean => major < FIRST_WITH_PLAIN_NOTES;
export const isTooOld = ({ major }: OdooVersion): boolean => major < OLDEST;

/** Name of the probes in errors. */
export const VERSION_PROBE = 'web/version';

const info = z.array(z.unknown());
const answers = [
  z.object({ version_info: info }).transform(({ version_info }) => version_info),
  z
    .object({ result: z.object({ server_version_info: info }) })
    .transform((it) => it.result.server_version_info),
];

/**
 * Asks an Odoo for its version, which needs no key and sends none (Odoo external API, version detection). Throws
 * {@link OdooError}: `Transient`, or `Refused` with `OdooVersionUnknown` where something else answers.
 */
export async function askVersion(http: OdooHttp): Promise<OdooVersion> {
  const known = versionIn(await http.get('/web/version', VERSION_PROBE));
  if (known) return known;
  const envelope = { jsonrpc: '2.0', method: 'call', id: 1, params: {} };
  const older = versionIn(await http.post('/web/webclient/version_info', envelope, VERSION_PROBE));
  if (older) return older;
  throw new OdooError('Refused', 'OdooVersionUnknown', VERSION_PROBE);
}

function versionIn({ status, data, isJson, retryAfterMs }: OdooAnswer): OdooVersion | undefined {
  if (status === 200 && isJson) return versionOf(data);
  const kind = classifyAnswer({ status, name: undefined, message: undefined });
  if (kind === 'Transient')
    throw new OdooError('Transient', `Http${status}`, VERSION_PROBE, undefined, retryAfterMs);
  return undefined;
}

/** Version in the answer to either probe; undefined when it holds none. */
export function versionOf(answer: unknown): OdooVersion | undefined {
  const parts = answers.map((schema) => schema.safeParse(answer)).find(({ success }) => success)?.data;
  // `saas~18` on Odoo Online, whose releases between two years are numbered 18.1, 18.2 …
  const [, major] = /^(?:saas[~-])?(\d{1,3})$/.exec(String(parts?.[0])) ?? [];
  if (major === undefined) return undefined;
  const minor = Number(parts?.[1]);
  return { major: Number(major), minor: Number.isInteger(minor) ? minor : 0 };
}
