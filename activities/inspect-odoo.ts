import type { OdooAnswer, OdooFacts, Seen } from '../mapping/connection-test/facts.ts';
import { EXCESS_RIGHTS, MODULES, READ_MODELS, type ReadModel } from '../mapping/connection-test/lines.ts';
import { OdooError } from '../odoo/errors.ts';
import type { ProductChoice } from '../odoo/models.ts';
import type { ConnectionDeps } from './deps.ts';

/** Taxes and accounts count as in use for so long after the newest document with them. */
const YEAR_MS = 365 * 86_400_000;

/**
 * What can be seen in Odoo by reading: some sixty small calls, one after the other. Where Odoo cannot be asked, the
 * first call is the only one.
 */
export async function inspectOdoo(
  deps: ConnectionDeps,
  until: AbortSignal,
  tellProduct: (product: Seen<ProductChoice>) => void,
): Promise<OdooFacts> {
  const { odoo } = deps;
  const { inspection } = odoo;
  let stopped: string | undefined;

  /** Reads one thing; what cannot be read is no failure of the test but what it is there to tell. */
  async function see<T>(read: () => Promise<T>): Promise<Seen<T>> {
    if (until.aborted || deps.stopping.aborted) stopped ??= 'OutOfTime';
    if (stopped !== undefined) return { not: stopped };
    try {
      return { seen: await read() };
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      if (error.kind === 'Transient') stopped = error.code;
      return { not: error.code };
    }
  }

  const user = await firstCall(() => inspection.userId());
  if (user.answer !== 'accepted') {
    tellProduct({ not: 'NotAsked' });
    return nothingSeen(user.answer);
  }

  const product = await see(() => odoo.readProductChoice());
  tellProduct(product);
  const { pin, action } = await pinned(deps, see);
  const reads: Partial<Record<ReadModel, Seen<boolean>>> = {};
  for (const model of READ_MODELS) reads[model] = await see(() => inspection.mayRead(model));
  const since = new Date(Date.now() - YEAR_MS).toISOString().slice(0, 10);
  const taxes = await see(() => inspection.salesTaxes());
  const codeless = 'seen' in taxes ? taxes.seen.filter(({ code }) => code === undefined) : [];
  const code = 'seen' in product ? product.seen.x_netvisor_generic_product?.default_code : undefined;

  return {
    answer: 'accepted',
    pin,
    action,
    reads,
    product,
    taxes,
    usedTaxes: await see(() =>
      inspection.usedTaxes(
        codeless.map(({ id }) => id),
        since,
      ),
    ),
    usedAccounts: await see(() => inspection.usedAccounts(since)),
    company: await see(() => inspection.setUp()),
    journals: await see(() => inspection.salesJournals()),
    paymentLines: await see(() => inspection.paymentLines()),
    productsWithCode:
      code === undefined ? { not: 'NotAsked' } : await see(() => odoo.countProductsWithCode(code)),
    missingFields: await see(() => inspection.missingFields()),
    languages: await see(() => inspection.languages()),
    modules: await see(() => inspection.modules(MODULES)),
    excess: await see(() => excessRights(deps)),
    keys: await see(() => inspection.keyExpiries(user.id)),
  };
}

async function firstCall(
  userId: () => Promise<number>,
): Promise<
  { readonly answer: 'accepted'; readonly id: number } | { readonly answer: Exclude<OdooAnswer, 'accepted'> }
> {
  try {
    return { answer: 'accepted', id: await userId() };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return {
      answer: error.kind === 'Refused' && !NOT_THE_KEY.has(error.code) ? 'KeyRefused' : { not: error.code },
    };
  }
}

/** Refusals that come before a key is looked at. */
const NOT_THE_KEY: ReadonlySet<string> = new Set(['OdooTooOld', 'OdooVersionUnknown', 'OdooUserMissing']);

/** One check tells of both: the action says which database this is, and the pin which it should be. */
async function pinned(
  { odoo }: ConnectionDeps,
  see: <T>(read: () => Promise<T>) => Promise<Seen<T>>,
): Promise<Pick<OdooFacts, 'pin' | 'action'>> {
  let running = false;
  const pin = await see(async () => {
    try {
      return (await odoo.checkPin()).kind;
    } catch (error) {
      running = error instanceof OdooError && error.operation === 'ir.actions.server/run';
      // Before the first provisioning the fields are missing that hold the pin.
      if (error instanceof OdooError && !running && error.kind === 'Bug') return 'not-provisioned' as const;
      throw error;
    }
  });
  if ('seen' in pin)
    return { pin, action: pin.seen === 'not-provisioned' ? { not: 'NotProvisioned' } : { seen: 'ran' } };
  return { pin, action: running && pin.not === 'odoo.exceptions.AccessError' ? { seen: 'refused' } : pin };
}

async function excessRights({ odoo }: ConnectionDeps): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [model, operation] of EXCESS_RIGHTS) {
    if (await odoo.inspection.may(model, operation)) found.push(`${model} ${operation}`);
  }
  return found;
}

function nothingSeen(answer: OdooAnswer): OdooFacts {
  const not = { not: 'NotAsked' };
  return {
    answer,
    pin: not,
    action: not,
    reads: {},
    product: not,
    taxes: not,
    usedTaxes: not,
    usedAccounts: not,
    company: not,
    journals: not,
    paymentLines: not,
    productsWithCode: not,
    missingFields: not,
    languages: not,
    modules: not,
    excess: not,
    keys: not,
  };
}
