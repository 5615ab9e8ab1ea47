import { keyOf } from '../mapping/ledger-key.ts';
import { matchesOf } from '../mapping/matches.ts';
import { nextStep, type NextStep } from '../mapping/next-step.ts';
import { concluded } from '../mapping/payments.ts';
import { phrase } from '../mapping/texts.ts';
import type { FieldValue } from '../odoo/client.ts';
import type { Invoice } from '../odoo/models.ts';
import type { RecordIgnoredInput, RecordIgnoredResult } from './contract.ts';
import type { ConnectionDeps } from './deps.ts';
import { tryWrite } from './guarded-post.ts';
import { NO_PROBLEM } from './reject-invoice.ts';

/**
 * Leaves an invoice out, or, where Netvisor already has it, leaves it there as it is: what was left to do about its
 * payments or its match is a person's from then on. What may be there is not called left out.
 */
export async function recordIgnored(
  deps: ConnectionDeps,
  { moveId, code }: RecordIgnoredInput,
): Promise<RecordIgnoredResult> {
  const record = { model: 'account.move', id: moveId } as const;
  const left = await tryWrite(deps, {
    ...record,
    expect: { x_netvisor_key: false, x_netvisor_attempt: false },
    serve: true,
    values: { x_netvisor_state: 'ignored', x_netvisor_reason: code, x_netvisor_message: false },
    note: phrase('ignored', { code }),
  });
  if (left.kind !== 'changed') return { kind: 'left-out' };
  const key = left.found['x_netvisor_key'];
  if (typeof key !== 'string') return { kind: 'claimed' };
  const invoice = await deps.odoo.readInvoice(moveId);
  const next = invoice && nextStep(invoice);
  await tryWrite(deps, {
    ...record,
    expect: { x_netvisor_key: key },
    serve: true,
    values: {
      x_netvisor_state: 'sent',
      ...NO_PROBLEM,
      // The code stays: it tells verification that a person has seen this one.
      x_netvisor_reason: code,
      ...(invoice && next && concludedFor(invoice, next)),
    },
    note: phrase(next ? LEFT_UNDONE[next] : 'kept', { code }),
  });
  return { kind: 'kept', netvisorKey: keyOf(key) };
}

const LEFT_UNDONE = { pay: 'keptUnpaid', match: 'keptUnmatched' } as const;

function concludedFor(invoice: Invoice, next: NextStep): Readonly<Record<string, FieldValue>> {
  switch (next) {
    case 'pay':
      return {
        x_netvisor_payments: concluded(invoice.x_netvisor_payments),
        x_netvisor_payment_attempt: false,
      };
    case 'match':
      return { x_netvisor_matches: matchesOf(invoice) };
  }
}
