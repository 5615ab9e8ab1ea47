import { z } from 'zod';
import { check } from './check.ts';
import { invoiceSumsSchema, type InvoiceSums } from './invoice-sums.ts';
import { specificationOf } from './models.ts';
import type { OdooTransport } from './transport.ts';

/** Calls of verification: each for many documents at once. */
export interface VerificationClient {
  /** Sent documents whose sums were not seen to agree with Netvisor's, ascending by id. */
  findUnverified(page: UnverifiedPage): Promise<readonly { readonly id: number; readonly key: string }[]>;
  /** Documents that are gone are missing. */
  readInvoiceSums(ids: readonly number[]): Promise<readonly InvoiceSums[]>;
  /** Writes that the sums of these documents agree. One that is gone, or has another mark by now, is passed over. */
  markVerified(documents: readonly MarkedInvoice[], at: string): Promise<void>;
  countVerified(): Promise<{ readonly verified: number; readonly not: number }>;
}

/** A document with the mark of the version that was read. */
export interface MarkedInvoice {
  readonly id: number;
  readonly x_netvisor_mark: string | undefined;
}

export interface UnverifiedPage {
  /** Only documents with a greater id. */
  readonly after?: number;
  readonly limit: number;
}

interface Options {
  readonly transport: OdooTransport;
  readonly company: number;
  readonly ledger: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly writeMany: (
    documents: readonly MarkedInvoice[],
    values: Readonly<Record<string, string>>,
  ) => Promise<void>;
}

const sentSchema = z.object({ id: z.number(), x_netvisor_key: z.string() });

export function createVerificationClient(options: Options): VerificationClient {
  const { transport, context, writeMany } = options;
  const call = (method: string, args: object, ids?: readonly number[]): Promise<unknown> =>
    transport.call({ model: 'account.move', method, args: { ...args }, ...(ids && { ids }), context });
  const count = async (domain: readonly unknown[]): Promise<number> =>
    check(z.number(), await call('search_count', { domain }), 'account.move/search_count');

  return {
    async findUnverified({ after, limit }) {
      const domain = [...(after === undefined ? [] : [['id', '>', after]]), ...unverified(options)];
      const answer = await call('search_read', {
        domain,
        fields: ['x_netvisor_key'],
        order: 'id asc',
        limit,
      });
      const rows = check(z.array(sentSchema), answer, 'account.move/search_read');
      return rows.map(({ id, x_netvisor_key }) => ({ id, key: x_netvisor_key }));
    },

    async readInvoiceSums(ids) {
      const specification = specificationOf(invoiceSumsSchema);
      const answer = await call('web_read', { specification }, ids);
      return check(z.array(invoiceSumsSchema), answer, 'account.move/web_read');
    },

    markVerified: (documents, at) => writeMany(documents, { x_netvisor_verified_at: at }),

    async countVerified() {
      return {
        verified: await count([...sent(options), ['x_netvisor_verified_at', '!=', false]]),
        not: await count(unverified(options)),
      };
    },
  };
}

type Books = Pick<Options, 'company' | 'ledger'>;

/**
 * Documents in Netvisor whose sums were not seen to agree, whatever else they still wait for. Sent with a reason is what
 * a person has left as it is: that is not asked about again. What is being sent is being edited, and comes later.
 */
function unverified(books: Books): readonly unknown[] {
  return [
    ...sent(books),
    ['x_netvisor_verified_at', '=', false],
    '|',
    ['x_netvisor_state', 'in', ['waiting', 'paying', 'attention']],
    '&',
    ['x_netvisor_state', '=', 'sent'],
    ['x_netvisor_reason', '=', false],
  ];
}

function sent({ company, ledger }: Books): readonly unknown[] {
  return [
    ['company_id', '=', company],
    ['state', '=', 'posted'],
    ['x_netvisor_key', '=like', `${ledger}:%`],
  ];
}
