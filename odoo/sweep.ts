import { z } from 'zod';
import { check } from './check.ts';
import { text } from './models.ts';
import type { OdooTransport } from './transport.ts';

/** Calls of the sweep: what people have asked for and what is under way, each for many documents at once. */
export interface SweepClient {
  /** Documents with an open request or look, and those that are neither sent nor left out; ascending by id. */
  findUnsettled(page: { readonly after?: number; readonly limit: number }): Promise<readonly Unsettled[]>;
  /** What the company form asks for, and how many documents were sent and wait for a person. */
  readDesk(): Promise<Desk>;
}

const unsettledSchema = z.object({
  id: z.number(),
  x_netvisor_open: z.boolean(),
  x_netvisor_state: text,
  x_netvisor_request: text,
  x_netvisor_served: text,
  x_netvisor_look: text,
  x_netvisor_looked: text,
  x_netvisor_blockers: text,
  /** UTC, without the seconds' fractions that Odoo's database holds. */
  write_date: z.string(),
});
export type Unsettled = z.output<typeof unsettledSchema>;

const deskSchema = z.object({
  x_netvisor_test: text,
  x_netvisor_tested: text,
  x_netvisor_swept_at: text,
  x_netvisor_attention_count: z.number(),
});
export type Desk = z.output<typeof deskSchema>;

/** States in which something is still to be done about a document. */
const UNSETTLED = ['queued', 'sending', 'waiting', 'paying', 'attention'] as const;

export function createSweepClient(options: {
  readonly transport: OdooTransport;
  readonly company: number;
  readonly context: Readonly<Record<string, unknown>>;
}): SweepClient {
  const { transport, company, context } = options;
  return {
    async findUnsettled({ after, limit }) {
      const domain = [
        ['company_id', '=', company],
        ...(after === undefined ? [] : [['id', '>', after]]),
        '|',
        ['x_netvisor_open', '=', true],
        ['x_netvisor_state', 'in', UNSETTLED],
      ];
      const answer = await transport.call({
        model: 'account.move',
        method: 'search_read',
        args: { domain, fields: fieldsOf(unsettledSchema), order: 'id asc', limit },
        context,
      });
      return check(z.array(unsettledSchema), answer, 'account.move/search_read');
    },

    async readDesk() {
      const answer = await transport.call({
        model: 'res.company',
        method: 'read',
        ids: [company],
        args: { fields: fieldsOf(deskSchema) },
        context,
      });
      const [desk] = check(z.tuple([deskSchema]), answer, 'res.company/read');
      return desk;
    },
  };
}

const fieldsOf = (schema: z.ZodObject): readonly string[] =>
  Object.keys(schema.shape).filter((name) => name !== 'id');
