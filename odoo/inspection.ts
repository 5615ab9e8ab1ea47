import { z } from 'zod';
import { createBooksInspection, type BooksInspection } from './books-inspection.ts';
import { check } from './check.ts';
import { OdooError } from './errors.ts';
import { text } from './models.ts';
import { FIELDS } from './provision/fields.ts';
import type { OdooTransport } from './transport.ts';

/** What the company form of a connection was asked by its button *Test connection*. */
export interface TestRequest {
  /** `test <datetime> <lang>` of the newest press; undefined when nobody has pressed. */
  readonly token: string | undefined;
}

export interface Module {
  readonly name: string;
  readonly state: string;
  /** Version of the module as it is installed, e.g. `19.0.1.3`; it begins with Odoo's own. */
  readonly version: string | undefined;
}

export type AccessOperation = 'read' | 'write' | 'create' | 'unlink';

/** Reads for the test of a connection; nothing here changes anything in Odoo. */
export interface OdooInspection extends BooksInspection {
  /** Id of the user whose key this is. Needs no right but a valid key. */
  userId(): Promise<number>;
  /** Whether at least some records of a model can be read, by reading one. */
  mayRead(model: string): Promise<boolean>;
  /** Whether the user's groups allow an operation on a model; false where Odoo has no such model. */
  may(model: string, operation: AccessOperation): Promise<boolean>;
  modules(names: readonly string[]): Promise<readonly Module[]>;
  /** Codes of the languages that are switched on, e.g. `fi_FI`. */
  languages(): Promise<readonly string[]>;
  /** When each API key of the user expires (`YYYY-MM-DD`); undefined: never. */
  keyExpiries(userId: number): Promise<readonly (string | undefined)[]>;
  /** Fields of Silta's that this Odoo has not, as `model.field`. */
  missingFields(): Promise<readonly string[]>;
  testRequest(): Promise<TestRequest>;
}

interface Options {
  readonly transport: OdooTransport;
  readonly company: number;
}

const moduleSchema = z.object({ id: z.number(), name: z.string(), state: z.string(), latest_version: text });

export function createInspection({ transport, company }: Options): OdooInspection {
  // No language: the one that Silta reads in may be what is missing.
  const context = { allowed_company_ids: [company], active_test: false };
  const read = async <T extends z.ZodType>(
    model: string,
    schema: T,
    args: Readonly<Record<string, unknown>>,
  ): Promise<z.output<T>[]> => {
    const answer = await transport.call({
      model,
      method: 'search_read',
      args: { order: 'id asc', ...args },
      context,
    });
    return check(z.array(schema), answer, `${model}/search_read`);
  };

  return {
    ...createBooksInspection({ transport, company }),

    async userId() {
      const answer = await transport.call({ model: 'res.users', method: 'context_get', args: {} });
      return check(z.object({ uid: z.number() }), answer, 'res.users/context_get').uid;
    },

    async mayRead(model) {
      try {
        await transport.call({
          model,
          method: 'search',
          args: { domain: [], order: 'id asc', limit: 1 },
          context,
        });
        return true;
      } catch (error) {
        if (error instanceof OdooError && error.code === 'odoo.exceptions.AccessError') return false;
        throw error;
      }
    },

    async may(model, operation) {
      try {
        return await hasAccess(transport, model, operation);
      } catch (error) {
        // Most probably a model of a module that is not installed.
        if (error instanceof OdooError && error.kind === 'Bug') return false;
        throw error;
      }
    },

    modules: (names) => readModules(transport, names),

    async languages() {
      const domain = [['active', '=', true]];
      const rows = await read('res.lang', z.object({ code: z.string() }), { domain, fields: ['code'] });
      return rows.map(({ code }) => code);
    },

    async keyExpiries(userId) {
      const args = { domain: [['user_id', '=', userId]], fields: ['expiration_date'] };
      const rows = await read('res.users.apikeys', z.object({ expiration_date: text }), args);
      return rows.map(({ expiration_date: at }) => at?.slice(0, 10));
    },

    async missingFields() {
      const missing: string[] = [];
      for (const model of new Set(FIELDS.map((field) => field.model))) {
        const wanted = FIELDS.filter((field) => field.model === model).map(({ name }) => name);
        const there = await fieldsOf(transport, model, wanted);
        missing.push(...wanted.filter((name) => !there.has(name)).map((name) => `${model}.${name}`));
      }
      return missing;
    },

    async testRequest() {
      const args = { fields: ['x_netvisor_test'] };
      const answer = await transport.call({
        model: 'res.company',
        method: 'read',
        ids: [company],
        args,
        context,
      });
      const [row] = check(z.array(z.object({ x_netvisor_test: text })), answer, 'res.company/read');
      return { token: row?.x_netvisor_test };
    },
  };
}

/** What Odoo knows of these modules; one that it has never heard of is missing. */
export async function readModules(
  transport: OdooTransport,
  names: readonly string[],
): Promise<readonly Module[]> {
  const fields = ['name', 'state', 'latest_version'];
  const args = { domain: [['name', 'in', names]], fields, order: 'id asc' };
  const answer = await transport.call({ model: 'ir.module.module', method: 'search_read', args });
  const rows = check(z.array(moduleSchema), answer, 'ir.module.module/search_read');
  return rows.map(({ name, state, latest_version: version }) => ({ name, state, version }));
}

/** `has_access` is Odoo 18 and later; before that there is `check_access_rights`. */
async function hasAccess(
  transport: OdooTransport,
  model: string,
  operation: AccessOperation,
): Promise<boolean> {
  try {
    const answer = await transport.call({ model, method: 'has_access', ids: [], args: { operation } });
    return check(z.boolean(), answer, `${model}/has_access`);
  } catch (error) {
    if (!(error instanceof OdooError) || error.kind !== 'Bug') throw error;
    const args = { operation, raise_exception: false };
    const answer = await transport.call({ model, method: 'check_access_rights', args });
    return check(z.boolean(), answer, `${model}/check_access_rights`);
  }
}

async function fieldsOf(
  transport: OdooTransport,
  model: string,
  allfields: readonly string[],
): Promise<ReadonlySet<string>> {
  try {
    const args = { allfields: [...allfields], attributes: ['type'] };
    const answer = await transport.call({ model, method: 'fields_get', args });
    return new Set(Object.keys(check(z.record(z.string(), z.unknown()), answer, `${model}/fields_get`)));
  } catch (error) {
    // A model of Silta's own that is not there has none of its fields.
    if (error instanceof OdooError && error.kind === 'Bug' && model.startsWith('x_')) return new Set();
    throw error;
  }
}
