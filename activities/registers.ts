import { claimText, parseClaim } from '../mapping/claim.ts';
import { settlementOf } from '../mapping/settle.ts';
import { explainAll, joined, phrase, type Blocker, type Texts } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';
import { beginAttempt, whileBeating, type Attempt } from './attempts.ts';
import type {
  Absence,
  CreateRegisterInput,
  CreateRegisterResult,
  LaneActivities,
  LinkRegisterInput,
  OfficeActivities,
} from './contract.ts';
import { customerRecord } from './customer-record.ts';
import type { ConnectionDeps, Connections } from './deps.ts';
import { withFailures } from './failures.ts';
import { afterRefusal, changedMeanwhile, guardedPost, mustWrite } from './guarded-post.ts';
import { productRecord } from './product-record.ts';
import { heldFor, messageFor, refusalsOf, type RegisterRecord } from './register-record.ts';

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
        // A claim tells that Silta has made it.
        await writeKey(
          deps,
          record,
          netvisorKey,
          record.claim === undefined ? undefined : record.noteWhenMade,
        );
      });
    };
  return {
    createCustomer: create(customerRecord),
    createProduct: create(productRecord),
    linkCustomer: link(customerRecord),
    linkProduct: link(productRecord),
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
  if (record.blocked !== undefined) return reject(deps, record, [{ reason: record.blocked }]);
  const found = await look(deps, record);
  if (found) return found;

  let again: string | undefined;
  const claimed = parseClaim(record.claim);
  if (claimed) {
    const settlement = settlementOf(claimed, absent, Date.now());
    switch (settlement.kind) {
      case 'wait':
        return { kind: 'in-doubt', doubt: claimed.doubt };
      case 'ask-person':
        return reject(deps, record, [{ reason: 'RequestNotUnique' }]);
      case 'send':
        again = settlement.transactionId;
    }
  }

  const rendered = await messageFor(record);
  if ('blockers' in rendered) return reject(deps, record, rendered.blockers);
  const doubt = { attempt: attempt.token, settleAfter: attempt.settleAfter };
  const transactionId = again ?? attempt.newTransactionId();
  const claim = claimText({ doubt, transactionId });
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
      const { netvisorKey } = await record.add(rendered.xml, {
        transactionId,
        deadline,
        signal: deps.stopping,
      });
      return { netvisorKey: String(netvisorKey) };
    },
  });

  switch (outcome.kind) {
    case 'clash':
    case 'number-used':
      throw changedMeanwhile();
    case 'accepted':
      return { kind: 'in-netvisor', netvisorKey: outcome.netvisorKey };
    case 'in-doubt':
      return {
        kind: 'in-doubt',
        doubt,
        ...(outcome.error.reason === 'RequestNotUnique' && { reason: 'RequestNotUnique' as const }),
      };
    case 'refused': {
      const now = { ...record, claim };
      const { error } = outcome;
      return afterRefusal(
        deps,
        attempt,
        // A refusal may mean that an earlier copy of this very request got through: look before believing it.
        async () => (await look(deps, now)) ?? reject(deps, now, refusalsOf(error), error),
      );
    }
  }
}

async function look(deps: ConnectionDeps, record: RegisterRecord): Promise<CreateRegisterResult | undefined> {
  const held = await heldFor(record);
  if (held === undefined) return undefined;
  if (held === 'ambiguous') return reject(deps, record, [{ reason: record.ambiguous }]);
  const netvisorKey = String(held.key);
  const note = held.whose === 'earlier' ? await record.noteWhenFound?.(held.key) : undefined;
  if (note === undefined) return { kind: 'in-netvisor', netvisorKey };
  // Key and note in one write, so that the note comes once.
  await writeKey(deps, record, netvisorKey, note);
  return { kind: 'linked', netvisorKey };
}

function writeKey(
  deps: ConnectionDeps,
  { model, id, keys, claim }: RegisterRecord,
  netvisorKey: string,
  note: Texts | undefined,
): Promise<void> {
  return mustWrite(deps, {
    model,
    id,
    expect: { x_netvisor_attempt: claim ?? false },
    values: { x_netvisor_keys: { ...keys, [deps.ledger]: netvisorKey }, x_netvisor_attempt: false },
    ...(note !== undefined && { note }),
  });
}

/** The words go onto the record as a note: the invoice that waits points there. */
async function reject(
  deps: ConnectionDeps,
  record: RegisterRecord,
  blockers: readonly Blocker[],
  error?: NetvisorError,
): Promise<CreateRegisterResult> {
  const words = explainAll(blockers.map((blocker) => ({ it: record.it, ...blocker })));
  const why = joined([words, error?.netvisorText]);
  await mustWrite(deps, {
    model: record.model,
    id: record.id,
    expect: { x_netvisor_attempt: record.claim ?? false },
    values: { x_netvisor_attempt: false },
    note: phrase('attention', { why }),
  });
  return { kind: 'rejected', reason: blockers[0]?.reason ?? 'Bug' };
}
