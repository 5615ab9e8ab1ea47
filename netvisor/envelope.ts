import { z } from 'zod';
import { netvisorCodes, type NetvisorCode } from './errors.ts';
import { childNamed, childrenNamed, readXml, type XmlNode } from './xml-reader.ts';

export type Reply =
  | {
      readonly status: 'OK';
      /** Key of the new object; only after an add. */
      readonly insertedKey: number | undefined;
      readonly root: XmlNode;
    }
  | {
      readonly status: 'FAILED';
      readonly code: NetvisorCode | 'unknown';
      /** Everything Netvisor said beside the first status. */
      readonly text: string;
    };

const envelopeSchema = z.object({
  statuses: z.array(z.string()).min(1),
  insertedKey: z
    .string()
    .regex(/^[1-9]\d{0,14}$/u)
    .transform(Number)
    .optional(),
});

/**
 * Netvisor's envelope (Netvisor, "controlling errors"), or undefined if the bytes are not one. UTF-8 is what
 * replies declare; bytes that are not UTF-8 are read as ISO-8859-15.
 */
export function parseReply(bytes: Uint8Array): Reply | undefined {
  const root = readXml(decode(bytes));
  if (root?.name !== 'root') return undefined;
  const responseStatus = childNamed(root, 'responsestatus');
  if (responseStatus === undefined) return undefined;
  const replies = childNamed(root, 'replies');
  const inserted = replies && childNamed(replies, 'inserteddataidentifier')?.text;
  const envelope = envelopeSchema.safeParse({
    statuses: childrenNamed(responseStatus, 'status').map((status) => status.text),
    insertedKey: inserted === '' ? undefined : inserted,
  });
  if (!envelope.success) return undefined;
  const { statuses, insertedKey } = envelope.data;
  const [first, ...rest] = statuses;
  if (first === 'OK' && rest.length === 0) return { status: 'OK', insertedKey, root };
  const text = rest.join('\n');
  return { status: 'FAILED', code: first === 'FAILED' ? codeOf(text) : 'unknown', text };
}

function codeOf(text: string): NetvisorCode | 'unknown' {
  const word = /^\s*([A-Z_]+)/u.exec(text)?.[1];
  // one client's table spells it so, and it is not known which spelling travels
  if (word === 'SYSTEM_MAINTANANCE') return 'SYSTEM_MAINTENANCE';
  return netvisorCodes.find((code) => code === word) ?? 'unknown';
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('iso-8859-15').decode(bytes);
  }
}
