/**
 * Loaded into the process of the demo before it begins: the bank pays one euro of the first invoice that stands in
 * Netvisor, straight to Netvisor, so that in the end it is open there with another sum than in Odoo.
 */
import { NetvisorSimulator } from '../../simulators/netvisor/simulator.ts';

const answerOf = Object.getOwnPropertyDescriptor(NetvisorSimulator.prototype, 'process')
  ?.value as NetvisorSimulator['process'];
let paid = false;

NetvisorSimulator.prototype.process = async function (incoming, own) {
  const answer = await answerOf.call(this, incoming, own);
  const [invoice] = this.state().salesInvoices;
  if (invoice && !paid) {
    paid = true;
    this.receivePayment({ reference: invoice.referenceNumber, sum: '1.00', partly: true });
  }
  return answer;
};
