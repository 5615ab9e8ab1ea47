import { SUBSTITUTES, TIDIED, type Ask, type Substitute } from './absent-fields.ts';
import { check } from './check.ts';
import { OdooError } from './errors.ts';
import { createFieldBook, type FieldBook } from './field-book.ts';
import { readNested } from './nested-read.ts';
import {
  asksNamesOnly,
  merged,
  rowSchema,
  rowsIn,
  specificationSchema,
  type Row,
  type Specification,
} from './specification.ts';
import type { OdooCall, OdooTransport } from './transport.ts';

/** A reading that fits this Odoo: what is asked for, and what turns the answer into that of Odoo 19. */
interface Plan {
  readonly specification: Specification;
  complete(rows: readonly Row[], ask: Ask): Promise<void>;
}

/**
 * Lets callers read from Odoo 16 to 18 as from 19: fields that this Odoo lacks are left out of the question and made
 * from others, and where there is no `web_read` (16) its answer is put together from single reads.
 */
export function readingAs19(odoo: OdooTransport, how: 'web_read' | 'read'): OdooTransport {
  const book = createFieldBook(odoo);

  async function read(
    { model, ids = [], context }: OdooCall,
    specification: Specification,
  ): Promise<readonly Row[]> {
    const plan = await planFor(book, model, specification);
    const rows = await (how === 'read'
      ? readNested(odoo, book, { model, ids, specification: plan.specification }, context)
      : webRead(plan.specification));
    await plan.complete(rows, {
      call: (call) => odoo.call({ ...call, ...(context && { context }) }),
      read: (other, wanted, fields) =>
        read({ model: other, method: 'web_read', ids: wanted, context }, fields),
      company: companyOf(context),
    });
    return rows;

    async function webRead(fields: Specification): Promise<readonly Row[]> {
      const args = { specification: fields };
      const answer = await odoo.call({ model, method: 'web_read', ids, args, ...(context && { context }) });
      return check(rowSchema, answer, `${model}/web_read`);
    }
  }

  return {
    async call(call) {
      if (call.method !== 'web_read') return odoo.call(call);
      const specification = check(
        specificationSchema,
        call.args?.['specification'],
        `${call.model}/web_read`,
      );
      return read(call, specification);
    },
  };
}

function companyOf(context: OdooCall['context']): number | undefined {
  const allowed: unknown = context?.['allowed_company_ids'];
  const first: unknown = Array.isArray(allowed) ? allowed[0] : undefined;
  return typeof first === 'number' ? first : undefined;
}

async function planFor(book: FieldBook, model: string, wanted: Specification): Promise<Plan> {
  const made = await substitutesFor(book, model, wanted);
  const kept = Object.fromEntries(Object.entries(wanted).filter(([name]) => !made.has(name)));
  const asked = [...made.values()].reduce((all, { from }) => merged(all, from ?? {}), kept as Specification);
  const below = await plansBelow(book, model, asked);
  return {
    specification: {
      ...asked,
      ...Object.fromEntries([...below].map(([name, { specification }]) => [name, { fields: specification }])),
    },
    async complete(rows, ask) {
      if (rows.length === 0) return;
      for (const [name, plan] of below)
        await plan.complete(
          rows.flatMap((row) => rowsIn(row[name])),
          ask,
        );
      rows.forEach((row) => TIDIED[model]?.(row));
      const filled = new Set<Substitute>();
      for (const [name, substitute] of made) {
        // One may stand for several fields.
        if (!filled.has(substitute)) await substitute.fill(rows, ask, wanted[name]?.fields ?? {});
        filled.add(substitute);
      }
    },
  };
}

/** What this model lacks of what is wanted, by field. Models of which nothing may be lacking are not asked about. */
async function substitutesFor(
  book: FieldBook,
  model: string,
  wanted: Specification,
): Promise<ReadonlyMap<string, Substitute>> {
  const known = SUBSTITUTES[model];
  if (!known) return new Map();
  const fields = await book.fieldsOf(model);
  const made = new Map<string, Substitute>();
  for (const name of Object.keys(wanted)) {
    if (fields.has(name)) continue;
    const substitute = known[name];
    const missing = substitute ? Object.keys(substitute.from ?? {}).find((from) => !fields.has(from)) : name;
    if (missing !== undefined) throw lacking(model, missing);
    if (substitute) made.set(name, substitute);
  }
  return made;
}

const lacking = (model: string, field: string): OdooError =>
  new OdooError('Bug', `FieldMissing(${model}.${field})`, `${model}/web_read`);

async function plansBelow(
  book: FieldBook,
  model: string,
  asked: Specification,
): Promise<ReadonlyMap<string, Plan>> {
  const plans = new Map<string, Plan>();
  for (const [name, { fields: nested }] of Object.entries(asked)) {
    if (!nested || asksNamesOnly(nested)) continue;
    const relation = (await book.fieldsOf(model)).get(name)?.relation;
    if (relation === undefined) throw lacking(model, name);
    plans.set(name, await planFor(book, relation, nested));
  }
  return plans;
}
