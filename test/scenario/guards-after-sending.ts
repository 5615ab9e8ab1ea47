/** The guards of what follows once an invoice is in Netvisor, and of references that must not meet there. */
import { resendInvoice } from '../../control/invoices.ts';
import { until } from '../../tools/playground/world.ts';
import { newCase } from './cases.ts';
import type { Course, Guard } from './guards.ts';
import { PAY } from './netvisor-documents.ts';
import { newDocument, type Document } from './kinds.ts';
import { atRest, held, POST, type Outcome, type Stage } from './stage.ts';

const EDIT = 'POST salesinvoice.nv edit';

const SENT: Outcome = { inNetvisor: 'once', odoo: 'sent', key: 'own', sums: 'same', settled: 0 };
const PAID: Outcome = { ...SENT, settled: 1 };

async function asked({ company, moveId }: Document): Promise<number> {
  await company.send(moveId);
  await atRest(company, moveId);
  return moveId;
}

/** An invoice that is in Netvisor, unsent there, and whose price has been changed in Odoo since. */
async function changedAfterSending({ company }: Stage): Promise<number> {
  const { moveId } = newCase(company);
  await company.send(moveId);
  await atRest(company, moveId);
  const [line] = company.invoice(moveId)['lines'] as readonly { readonly id: number }[];
  company.odoo.edit('account.move.line', line?.id ?? 0, { price_unit: 60 });
  return moveId;
}

/** Asks for the edit, as a person does who has been shown what differs. */
const edited = ({ world, company }: Stage, moveId: number): Promise<void> =>
  resendInvoice(world.temporal.client, company.settings, moveId);

/** Silta has looked for a payment a second time, after the first sending of it, or (wrongly) has sent it again. */
async function lookedForOrPaid({ netvisor }: Stage['company']): Promise<void> {
  const seen = (wanted: string): number =>
    netvisor.calls
      .list()
      .filter(({ operation, outcome }) => operation === wanted && (wanted === PAY || outcome === 'answered'))
      .length;
  await until(
    'looked for or sent again',
    () => seen(PAY) > 1 || seen('GET salespaymentlist.nv') > 1,
    Boolean,
  );
}

const lostReplyOfPayment: Course = {
  when: 'the reply to a payment is lost after Netvisor has booked it',
  async play({ company }) {
    const own = await newDocument(company, 'paid');
    company.netvisor.faults.add({ operation: PAY, fault: 'cut-after' });
    return asked(own);
  },
  safe: PAID,
  accident: { settled: 2 },
  unproven: 'the open sums, compared before each payment, keep it from happening as well',
};

export const GUARDS_AFTER_SENDING: readonly Guard[] = [
  {
    name: 'payment is looked for before it is repeated',
    mutation: {
      file: 'activities/send-payment.ts',
      find: '    if (found) return found;\n',
      replace: '',
    },
    setting: 'quick',
    courses: [lostReplyOfPayment],
  },
  {
    name: 'claim of a payment is heeded',
    mutation: {
      file: 'activities/send-payment.ts',
      find: '  if (claimed) {',
      replace: '  if (false) {',
    },
    setting: 'quick',
    courses: [
      {
        when: 'a run is terminated and asked for anew while Netvisor still has its payment in the queue',
        async play({ world, company }) {
          const { moveId } = await newDocument(company, 'paid');
          company.netvisor.faults.add({ operation: PAY, fault: 'hold-before' });
          await company.send(moveId);
          await held(company.netvisor);
          await world.temporal.client.workflow.getHandle(company.workflowId(moveId)).terminate();
          await company.send(moveId);
          await lookedForOrPaid(company);
          company.netvisor.faults.release();
          await atRest(company, moveId);
          return moveId;
        },
        safe: PAID,
        accident: { settled: 2 },
        unproven: 'the open sums, compared before each payment, keep it from happening as well',
      },
    ],
  },
  {
    name: 'match by the open sums of that moment',
    mutation: {
      file: 'activities/match-credit-note.ts',
      find: 'if (!settlesLikeOdoo(amount, leftToMatch(creditNote, candidate), creditNote.currency_id.name))',
      replace: 'if (false)',
    },
    setting: 'quick',
    courses: [
      {
        when: 'a customer has paid in Netvisor what Odoo is about to credit',
        async play({ company }) {
          const own = await newDocument(company, 'credit note');
          const { original = 0 } = own;
          const { netvisor } = company;
          const [invoice] = netvisor.state().salesInvoices;
          // All but five euros of the 112.95, of which Odoo credits more than that.
          netvisor.receivePayment({
            reference: invoice?.referenceNumber ?? '',
            sum: '107.95',
            partly: true,
          });
          if (company.invoice(original)['amount_residual'] === 5) throw new Error('Odoo knows the payment');
          return asked(own);
        },
        safe: { ...SENT, odoo: 'attention MatchDiffers' },
        accident: { settled: 1 },
      },
    ],
  },
  {
    name: 'edit is settled by the private comment',
    mutation: {
      file: 'activities/sent-invoice.ts',
      find: 'const arrived = row?.privateComment === mark.comment;',
      replace: 'const arrived = true;',
    },
    setting: 'quick',
    courses: [
      {
        when: 'the request to edit an invoice is lost on its way',
        async play(stage) {
          const moveId = await changedAfterSending(stage);
          stage.company.netvisor.faults.add({ operation: EDIT, fault: 'cut-before' });
          await edited(stage, moveId);
          await until(
            'an edit was tried',
            () => stage.company.netvisor.calls.list().some(({ operation }) => operation === EDIT),
            Boolean,
          );
          await atRest(stage.company, moveId);
          return moveId;
        },
        safe: SENT,
        // Reported as sent although Netvisor holds the earlier version.
        accident: { odoo: 'sent', sums: 'other' },
      },
    ],
  },
  {
    name: 'clash on the reference',
    mutation: {
      file: 'activities/send-invoice.ts',
      find: '...(mapped.reference !== undefined && { clash: sameReference(invoice, mapped.reference) }),',
      replace: '',
    },
    setting: 'quick',
    courses: [
      {
        when: 'another invoice with the same payment reference is on its way at that moment',
        async play({ company }) {
          const [first, second] = [newCase(company).moveId, newCase(company).moveId];
          const reference = String(company.invoice(first)['payment_reference']);
          company.odoo.edit('account.move', second, { payment_reference: reference });
          company.netvisor.faults.add({ operation: POST, fault: 'hold-before' });
          await company.send(first);
          await held(company.netvisor);
          await company.send(second);
          await until(
            'the second is parked or claimed',
            () => company.invoice(second),
            ({ x_netvisor_state, x_netvisor_attempt }) =>
              x_netvisor_state === 'attention' || Boolean(x_netvisor_attempt),
          );
          company.netvisor.faults.release();
          await atRest(company, first);
          await atRest(company, second);
          return second;
        },
        safe: {
          inNetvisor: 'never',
          odoo: 'attention ReferenceRepeated',
          key: 'none',
          sums: 'none',
          settled: 0,
        },
        // Netvisor links what a customer pays to one of the two.
        accident: { inNetvisor: 'once', odoo: 'sent' },
      },
    ],
  },
];
