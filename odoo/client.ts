import { z } from 'zod';
import { check } from './check.ts';
import { OdooError } from './errors.ts';
import { createInspection, type OdooInspection } from './inspection.ts';
import {
  customerSchema,
  invoiceSchema,
  originalSchema,
  productChoiceSchema,
  productSchema,
  specificationOf,
} from './models.ts';
import type { CustomerRecord, Invoice, Original, Product, ProductChoice } from './models.ts';
import type { OdooTransport } from './transport.ts';
import { createSweepClient, type SweepClient } from './sweep.ts';
import { createVerificationClient, type MarkedInvoice, type VerificationClient } from './verification.ts';

export type GuardedModel = 'account.move' | 'res.partner' | 'product.product' | 'res.company';
export type FieldValue = string | number | boolean | Readonly<Record<string, string>>;

/** A text by language (`en`, `fi`, …). */
export type Translated = Readonly<Record<string, string>>;

/** A change of one record that happens only if the record is still as it was read. */
export interface GuardedWrite {
  readonly model: GuardedModel;
  readonly id: number;
  /** Fields and the values that they must still have; `false` for empty. */
  readonly expect: Readonly<Record<string, FieldValue>>;
  /** Fields of Silta (`x_netvisor_…`) and their new values. */
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Plain text for the chatter, written in the language of the person who is responsible. */
  readonly note?: Translated;
  /** What to do, on the record: everybody reads it in the own language. */
  readonly message?: Translated;
  /**
   * Title of an activity for the person who is responsible, which says what `message` says. There is one at a time,
   * and it goes when the record is written in another state than `attention`.
   */
  readonly task?: Translated;
  /** Whatever has been asked of the document counts as served. */
  readonly serve?: true;
  /** Search domain on the same model: nothing is written while it finds a record. */
  readonly clash?: Domain;
  /** Name of the document: nothing is written if another one was sent under it, be it long gone. */
  readonly usedName?: string;
}

export type Domain = readonly (
  string | readonly [field: string, operator: string, value: FieldValue | null]
)[];

export type GuardedWriteResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'changed'; readonly found: Readonly<Record<string, unknown>> }
  | { readonly kind: 'gone' }
  /** The domain `clash` found a record. */
  | { readonly kind: 'clash' }
  /** Another document was sent under the name `usedName`. */
  | { readonly kind: 'number-used' }
  | { readonly kind: 'other-database'; readonly database: string };

export interface OdooClient extends VerificationClient, SweepClient {
  /** For the test of the connection. */
  readonly inspection: OdooInspection;
  /** One call reads the invoice with all that is needed to send it. Undefined when it is gone. */
  readInvoice(id: number): Promise<Invoice | undefined>;
  /** The same for many; one that is gone is missing. */
  readInvoices(ids: readonly number[]): Promise<readonly Invoice[]>;
  /** Invoices that a credit note credits; one that is gone is missing. */
  readOriginals(ids: readonly number[]): Promise<readonly Original[]>;
  readPartner(id: number): Promise<CustomerRecord | undefined>;
  readProduct(id: number): Promise<Product | undefined>;
  /** What the company form of the connection says about products. */
  readProductChoice(): Promise<ProductChoice>;
  /** How many products of the company carry this code: Netvisor takes a code once, Odoo does not mind. */
  countProductsWithCode(code: string): Promise<number>;
  /** Contents in Base64 by id; a file that is gone is missing. */
  readFiles(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Whether there is such an invoice or other entry. */
  hasInvoice(domain: Domain): Promise<boolean>;
  /** Ids of invoices that hold this Netvisor key. */
  invoicesWithKey(key: string): Promise<number[]>;
  /** Compare and set in one transaction. Repeating it after a lost reply is safe. */
  guardedWrite(write: GuardedWrite): Promise<GuardedWriteResult>;
  /** Compares the pin with the database behind the connection, afresh. */
  checkPin(): Promise<PinCheck>;
  /** Uuid of the pinned database; asked once. Throws `Refused` when the connection is not provisioned. */
  databaseUuid(): Promise<string>;
}

export type PinCheck =
  | { readonly kind: 'pinned'; readonly databaseUuid: string }
  | { readonly kind: 'not-provisioned' }
  | { readonly kind: 'other-database' };

/** This moment as Odoo writes it, in UTC. */
export const odooNow = (): string => new Date().toISOString().slice(0, 19).replace('T', ' ');

/**
 * What a connection is nailed to: one Odoo database and one Netvisor ledger. Provisioning writes it on the
 * company; a restored copy carries it along and no longer fits it.
 */
export const pinOf = (databaseUuid: string, ledger: string): string => `${databaseUuid} ${ledger}`;

const actionAnswer = z.object({
  done: z.boolean(),
  why: z.string().optional(),
  database: z.string(),
  found: z.record(z.string(), z.unknown()).optional(),
});

interface Anchor {
  readonly pin: string;
  /** Id of the server action. */
  readonly action: number;
}

const anchorSchema = z.object({
  x_netvisor_pin: z.union([z.literal(false), z.string()]),
  x_netvisor_action: z.union([z.literal(false), z.number()]),
});

/** Typed client for one company of one Odoo database. Throws {@link OdooError}. */
export function createOdooClient(
  transport: OdooTransport,
  options: { readonly company: number; readonly ledger: string; readonly language: string },
): OdooClient {
  const context = { allowed_company_ids: [options.company], active_test: false, lang: 'en_US' };

  async function runAction(
    action: number,
    job: Record<string, unknown>,
  ): Promise<z.output<typeof actionAnswer>> {
    const operation = 'ir.actions.server/run';
    const call = {
      model: 'ir.actions.server',
      method: 'run',
      ids: [action],
      // Silta's own fields are no editing by hand: without this, Odoo stops trusting the vendor's next bill.
      context: { ...context, skip_is_manually_modified: true, silta: job },
    };
    const answer = await transport.call(call).catch((error: unknown) => {
      // Of the records only the action itself can be missing: the code looks before it touches the others.
      const deleted = error instanceof OdooError && error.kind === 'Gone';
      throw deleted ? new OdooError('Refused', 'NotProvisioned', operation) : error;
    });
    return check(actionAnswer, answer, operation);
  }

  async function readMany<T extends z.ZodType>(
    model: string,
    ids: readonly number[],
    schema: T,
  ): Promise<z.output<T>[]> {
    const answer = await transport.call({
      model,
      method: 'web_read',
      ids: [...ids],
      args: { specification: specificationOf(schema) },
      context,
    });
    return check(z.array(schema), answer, `${model}/web_read`);
  }

  async function readOne<T extends z.ZodType>(
    model: string,
    id: number,
    schema: T,
  ): Promise<z.output<T> | undefined> {
    return (await readMany(model, [id], schema))[0];
  }

  async function checkPin(): Promise<PinCheck> {
    // What is cached may be from before a new provisioning.
    anchored = undefined;
    const anchor = await readAnchor();
    if (!anchor) return { kind: 'not-provisioned' };
    const { database } = await runAction(anchor.action, {});
    return anchor.pin === pinOf(database, options.ledger)
      ? { kind: 'pinned', databaseUuid: database }
      : { kind: 'other-database' };
  }

  /** Provisioning has left both on the company, because the bot may not look an action up in Odoo. */
  async function readAnchor(): Promise<Anchor | undefined> {
    const answer = await transport.call({
      model: 'res.company',
      method: 'read',
      ids: [options.company],
      args: { fields: ['x_netvisor_pin', 'x_netvisor_action'] },
      context,
    });
    const [row] = check(z.array(anchorSchema), answer, 'res.company/read');
    if (!row?.x_netvisor_pin || !row.x_netvisor_action) return undefined;
    return { pin: row.x_netvisor_pin, action: row.x_netvisor_action };
  }

  let anchored: Promise<Anchor & { readonly databaseUuid: string }> | undefined;
  async function checkedAnchor(): Promise<Anchor & { readonly databaseUuid: string }> {
    const anchor = await readAnchor();
    const [databaseUuid, ledger] = anchor?.pin.split(' ') ?? [];
    if (!anchor || !databaseUuid || !ledger)
      throw new OdooError('Refused', 'NotProvisioned', 'res.company/read');
    if (ledger !== options.ledger) throw new OdooError('Refused', 'OtherDatabase', 'res.company/read');
    return { ...anchor, databaseUuid };
  }
  function ownAnchor(): Promise<Anchor & { readonly databaseUuid: string }> {
    anchored ??= checkedAnchor();
    // A failed look-up must not stick.
    anchored.catch(() => (anchored = undefined));
    return anchored;
  }

  /** A change by the server action, of the pinned database alone. */
  async function runJob(job: Record<string, unknown>): Promise<z.output<typeof actionAnswer>> {
    const { action, databaseUuid } = await ownAnchor();
    return runAction(action, { ...job, database: databaseUuid, language: options.language });
  }

  async function writeMany(
    documents: readonly MarkedInvoice[],
    values: GuardedWrite['values'],
  ): Promise<void> {
    const ids = documents.map(({ id }) => id);
    const marks = Object.fromEntries(
      documents.map(({ id, x_netvisor_mark }) => [id, x_netvisor_mark ?? false]),
    );
    const { done, why } = await runJob({ model: 'account.move', ids, marks, expect: {}, values });
    if (!done && why !== 'gone') throw new OdooError('Refused', 'OtherDatabase', 'ir.actions.server/run');
  }

  return {
    ...createVerificationClient({ ...options, transport, context, writeMany }),
    ...createSweepClient({ ...options, transport, context }),
    inspection: createInspection({ transport, company: options.company }),
    databaseUuid: async () => (await ownAnchor()).databaseUuid,
    readOriginals: (ids) => readMany('account.move', ids, originalSchema),
    readInvoice: (id) => readOne('account.move', id, invoiceSchema),
    readInvoices: (ids) => readMany('account.move', ids, invoiceSchema),
    readPartner: (id) => readOne('res.partner', id, customerSchema),
    readProduct: (id) => readOne('product.product', id, productSchema),

    async readProductChoice() {
      const choice = await readOne('res.company', options.company, productChoiceSchema);
      if (!choice) throw new OdooError('Refused', 'NotProvisioned', 'res.company/web_read');
      return choice;
    },

    async countProductsWithCode(code) {
      const answer = await transport.call({
        model: 'product.product',
        method: 'search_count',
        args: { domain: [['default_code', '=', code]] },
        context,
      });
      return check(z.number(), answer, 'product.product/search_count');
    },

    async readFiles(ids) {
      const answer = await transport.call({
        model: 'ir.attachment',
        method: 'search_read',
        args: { domain: [['id', 'in', [...ids]]], fields: ['datas'] },
        context,
      });
      const schema = z.array(z.object({ id: z.number(), datas: z.union([z.literal(false), z.string()]) }));
      return new Map(
        check(schema, answer, 'ir.attachment/search_read').map(({ id, datas }) => [id, datas || '']),
      );
    },

    async hasInvoice(domain) {
      const call = { model: 'account.move', method: 'search_count', args: { domain, limit: 1 }, context };
      return check(z.number(), await transport.call(call), 'account.move/search_count') > 0;
    },

    async invoicesWithKey(key) {
      const answer = await transport.call({
        model: 'account.move',
        method: 'search',
        args: { domain: [['x_netvisor_key', '=', key]], order: 'id asc' },
        context,
      });
      return check(z.array(z.number()), answer, 'account.move/search');
    },

    async guardedWrite(write) {
      const answer = await runJob({ ...write });
      if (answer.done) return { kind: 'done' };
      switch (answer.why) {
        case 'changed':
          return { kind: 'changed', found: answer.found ?? {} };
        case 'gone':
          return { kind: 'gone' };
        case 'clash':
          return { kind: 'clash' };
        case 'number-used':
          return { kind: 'number-used' };
        case 'database':
          return { kind: 'other-database', database: answer.database };
        default:
          throw new OdooError('Bug', 'UnknownActionAnswer', 'ir.actions.server/run');
      }
    },

    checkPin,
  };
}
