import { createHash } from 'node:crypto';
import { z } from 'zod';

const markSchema = z.object({
  /** Invoice number in Netvisor; absent where Netvisor numbers. */
  number: z.string().optional(),
  /** Where Netvisor numbers: whose invoice it is (Netvisor key) and of which day, to find it by its comment. */
  customer: z.string().optional(),
  date: z.string().optional(),
  /** Private comment of the Netvisor invoice. */
  comment: z.string(),
  /** Digest of the sums, to tell later what has changed. */
  sums: z.string().optional(),
  /** Transaction id of the first attempt; a repetition after doubt uses it again. */
  transactionId: z.string(),
  /** When Netvisor can no longer be working on the attempt (epoch ms). */
  settleAfter: z.number(),
  /** An edit to this version was begun, and that it arrived has not been written down. */
  unconfirmed: z.boolean().optional(),
  /** The version that such an edit was to replace. */
  before: z.object({ comment: z.string(), sums: z.string().optional() }).optional(),
});

/**
 * What identifies one attempt to send one version of an invoice. Frozen on the invoice in Odoo before anything
 * leaves; a lost reply is settled by this alone, since the invoice itself may have been changed meanwhile.
 */
export type Mark = z.output<typeof markSchema>;

/** First 16 hexadecimal digits of the SHA-256 of a document's content. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/**
 * Private comment that proves whose an invoice in Netvisor is and which version: it names the Odoo database,
 * the record and the content. Shown to nobody but Netvisor's users.
 */
export function privateComment(databaseUuid: string, moveId: number, digest: string): string {
  return `${commentOwner(databaseUuid, moveId)} ${digest}`;
}

/** The part of the comment that all versions of one invoice share. */
export function commentOwner(databaseUuid: string, moveId: number): string {
  return `Silta ${databaseUuid} account.move ${moveId}`;
}

export const markText = (mark: Mark): string => JSON.stringify(mark);

/** Reads a mark back; undefined when there is none or when it is not one of ours. */
export function parseMark(text: string | undefined): Mark | undefined {
  try {
    return markSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
