/** Documents of the simulated Netvisor, found by the move that they came from, and what people do with them. */
import type { Company } from '../../tools/playground/world.ts';

export const POST = 'POST salesinvoice.nv add';
export const EDIT = 'POST salesinvoice.nv edit';
export const MATCH = 'POST matchcreditnote.nv';
export const PAY = 'POST salespayment.nv';

type NetvisorDocument = ReturnType<Company['netvisor']['state']>['salesInvoices'][number];

/** The one document in Netvisor that bears the mark of a move. */
export function inNetvisor(company: Company, moveId: number): NetvisorDocument {
  const [document, ...more] = documentsOf(company, moveId);
  if (!document || more.length > 0) throw new Error(`${more.length + 1} documents of move ${moveId}`);
  return document;
}

const documentsOf = (company: Company, moveId: number): readonly NetvisorDocument[] =>
  company.netvisor
    .state()
    .salesInvoices.filter(({ privateComment }) => privateComment.includes(` account.move ${moveId} `));

/** A person in Netvisor sends an unsent document to its customer. */
export const sendInNetvisor = (company: Company, moveId: number): void =>
  company.netvisor.handleInvoice({
    netvisorKey: inNetvisor(company, moveId).netvisorKey,
    action: 'send',
  });
