import { customerCode, mapCustomer, mapProduct } from '../mapping/registers.ts';
import { businessIdOf } from '../mapping/business-id.ts';
import type { Reason } from '../mapping/reasons.ts';
import { explain, phrase, type Blocker } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';
import type { WriteAttempt } from '../netvisor/exchange.ts';
import type { GuardedModel } from '../odoo/client.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type {
  Absence,
  CreateRegisterInput,
  CreateRegisterResult,
  LaneActivities,
  LinkRegisterInput,
  OfficeActivities,
} from './contract.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { blockerOf } from './refusals.ts';
import { changedMeanwhile, guardedPost, mustWrite, tokenIn } from './guarded-post.ts';

type RegisterActivities = Pick<LaneActivities, 'createCustomer' | 'createProduct'> &
  Pick<OfficeActivities, 'linkCustomer' | 'linkProduct'>;

export function createRegisterActivities(connections: Connections): RegisterActivities {
  const create =
    (open: (deps: ConnectionDeps, recordId: number) => Promise<RegisterRecord | undefined>) =>
    async ({ connection, recordId, absent }: CreateRegisterInput): Promise<CreateRegisterResult> => {
      const deps = connections(connection);
      const attempt = beginAttempt(deps);
      return withFailures(deps, () =>
        whileBeating(async () => {
          const record = await open(deps, recordId);
          return record
            ? findOrCreate(deps, attempt, record, absent)
            : { kind: 'rejected', reason: 'GoneInOdoo' };
        }),
      );
    };
  const link =
    (open: (deps: ConnectionDeps, recordId: number) => Promise<RegisterRecord | undefined>) =>
    async ({ connection, recordId, netvisorKey }: LinkRegisterInput): Promise<void> => {
      const deps = connections(connection);
      await withFailures(deps, async () => {
        const record = await open(deps, recordId);
        // Deleted meanwhile, or linked already.
        if (!record || record.keys[deps.ledger] === netvisorKey) return;
        await mustWrite(deps, {
          model: record.model,
          id: recordId,
          expect: { x_netvisor_attempt: record.claim ?? false },
          values: {
            x_netvisor_keys: { ...record.keys, [deps.ledger]: netvisorKey },
            x_netvisor_attempt: false,
          },
        });
      });
    };
  return {
    createCustomer: create(customerRecord),
    createProduct: create(productRecord),
    linkCustomer: link(customerRecord),
    linkProduct: link(productRecord),
  };
}

/** A partner or product on its way into Netvisor's register. */
interface RegisterRecord {
  readonly model: GuardedModel;
  readonly id: number;
  readonly keys: Readonly<Record<string, string>>;
  /** Claim of an attempt: token, transaction id and the time from which its absence is proof. */
  readonly claim: string | undefined;
  readonly ambiguous: Reason;
  /** For people, when it is ambiguous or blocked. */
  readonly it: string;
  readonly blocked: Reason | undefined;
  /** Keys of what Netvisor already has for it; `other` when what has its code is provably something else. */
  readonly find: () => Promise<readonly number[] | 'other'>;
  readonly add: (attempt: WriteAttempt) => Promise<{ readonly netvisorKey: number }>;
}

async function customerRecord(
  { odoo, netvisor }: ConnectionDeps,
  id: number,
): Promise<RegisterRecord | undefined> {
  const partner = await odoo.readPartner(id);
  if (!partner) return undefined;
  const businessId = businessIdOf(partner.company_registry, partner.vat);
  const { name } = partner;
  return {
    model: 'res.partner',
    id,
    keys: partner.x_netvisor_keys,
    claim: partner.x_netvisor_attempt,
    ambiguous: 'CustomerAmbiguous',
    it: businessId ?? customerCode(id),
    blocked: name ? undefined : 'CustomerIncomplete',
    // Our own code first: it settles a lost reply. Then the business id: the customer may have been there before.
    async find() {
      const byCode = await netvisor.customers.list({ customerCodeList: [customerCode(id)] });
      // The code of another Odoo database may be the same: only name or business id prove that it is this one.
      const proven = (row: (typeof byCode)[number]): boolean =>
        (businessId !== undefined && row.organisationIdentifier === businessId) || sameName(row.name, name);
      if (!byCode.every(proven)) return 'other';
      if (byCode.length > 0 || businessId === undefined) return byCode.map(({ netvisorKey }) => netvisorKey);
      const byId = await netvisor.customers.list({ keyword: businessId });
      return byId
        .filter(({ organisationIdentifier }) => organisationIdentifier === businessId)
        .map(({ netvisorKey }) => netvisorKey);
    },
    add: (attempt) => netvisor.customers.add(mapCustomer({ ...partner, name: name ?? '' }), attempt),
  };
}

async function productRecord(
  { odoo, netvisor, settings }: ConnectionDeps,
  id: number,
): Promise<RegisterRecord | undefined> {
  const product = await odoo.readProduct(id);
  if (!product) return undefined;
  const code = product.default_code ?? '';
  const repeated = code !== '' && (await odoo.countProductsWithCode(code)) > 1;
  return {
    model: 'product.product',
    id,
    keys: product.x_netvisor_keys,
    claim: product.x_netvisor_attempt,
    ambiguous: 'ProductAmbiguous',
    it: code || product.name,
    blocked: code === '' ? 'ProductWithoutCode' : repeated ? 'ProductCodeRepeated' : undefined,
    async find() {
      const found = await netvisor.products.get({ code });
      return found
        .map(({ productBaseInformation }) => productBaseInformation)
        .filter(({ productCode }) => productCode === code)
        .map(({ netvisorKey }) => netvisorKey);
    },
    add: (attempt) =>
      netvisor.products.add(
        mapProduct({ ...product, default_code: code }, settings.invoices.productGroup),
        attempt,
      ),
  };
}

/** Looks before it creates, always: what Netvisor already has is linked, never made again. */
async function findOrCreate(
  deps: ConnectionDeps,
  attempt: Attempt,
  record: RegisterRecord,
  absent: Absence | undefined,
): Promise<CreateRegisterResult> {
  const linked = record.keys[deps.ledger];
  if (linked !== undefined) return { kind: 'linked', netvisorKey: linked };
  if (record.blocked !== undefined) return reject(deps, record, { reason: record.blocked });
  const found = await look(deps, record);
  if (found) return found;

  const token = tokenIn(record.claim);
  const [, earlierTransaction = '', settleAfter = '0'] = record.claim?.split(' ') ?? [];
  if (token !== undefined && absent?.attempt !== token) {
    return { kind: 'in-doubt', doubt: { attempt: token, settleAfter: Number(settleAfter) } };
  }
  if (token !== undefined && absent?.by === 'looked-not-unique')
    return reject(deps, record, { reason: 'RequestNotUnique' });

  const transactionId = token !== undefined ? earlierTransaction : attempt.newTransactionId();
  const claim = `${attempt.token} ${transactionId} ${attempt.settleAfter}`;
  const target = { model: record.model, id: record.id } as const;
  const outcome = await guardedPost(deps, attempt, {
    claim: {
      ...target,
      expect: { x_netvisor_attempt: record.claim ?? false },
      values: { x_netvisor_attempt: claim },
    },
    release: { ...target, expect: { x_netvisor_attempt: claim }, values: { x_netvisor_attempt: false } },
    send: async () => {
      const { deadline } = attempt;
      const { netvisorKey } = await record.add({ transactionId, deadline, signal: deps.stopping });
      return { netvisorKey: String(netvisorKey) };
    },
  });

  switch (outcome.kind) {
    case 'clash':
      throw changedMeanwhile();
    case 'accepted':
      return { kind: 'in-netvisor', netvisorKey: outcome.netvisorKey };
    case 'in-doubt':
      return {
        kind: 'in-doubt',
        doubt: { attempt: attempt.token, settleAfter: attempt.settleAfter },
        ...(outcome.error.reason === 'RequestNotUnique' && { reason: 'RequestNotUnique' as const }),
      };
    case 'refused': {
      // A refusal may mean that an earlier copy of this very request got through: look before believing it.
      const claimed = { ...record, claim };
      return (
        (await look(deps, claimed)) ??
        reject(deps, claimed, blockerOf(outcome.error, deps.settings.language), outcome.error)
      );
    }
  }
}

async function look(deps: ConnectionDeps, record: RegisterRecord): Promise<CreateRegisterResult | undefined> {
  const found = await record.find();
  if (found === 'other') return reject(deps, record, { reason: record.ambiguous });
  const [key, ...more] = found;
  if (key === undefined) return undefined;
  if (more.length > 0) return reject(deps, record, { reason: record.ambiguous });
  return { kind: 'in-netvisor', netvisorKey: String(key) };
}

/** The words go onto the record as a note: the invoice that waits points there. */
async function reject(
  deps: ConnectionDeps,
  record: RegisterRecord,
  blocker: Blocker,
  error?: NetvisorError,
): Promise<CreateRegisterResult> {
  const words = explain({ it: record.it, ...blocker }, deps.settings.language);
  const why = [words, error?.netvisorText].filter(Boolean).join('\n');
  await mustWrite(deps, {
    model: record.model,
    id: record.id,
    expect: { x_netvisor_attempt: record.claim ?? false },
    values: { x_netvisor_attempt: false },
    note: phrase('attention', deps.settings.language, { why }),
  });
  return { kind: 'rejected', reason: blocker.reason };
}

/** Equal but for spelling that a character set or a person may have changed. */
function sameName(one: string, other: string | undefined): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase();
  return other !== undefined && plain(one) === plain(other);
}
