/** The scenes of the demo. Each lets something go wrong, and tells what both sides hold afterwards. */
import { connectionStatus, searchAttributes, workflowIds } from '../../workflows/contract.ts';
import { until } from '../playground/world.ts';
import type { Posted, Stage } from './stage.ts';
import {
  armed,
  callsFor,
  CONNECTION,
  detailsPage,
  historyPage,
  inOdoo,
  reached,
  send,
  shortened,
  taxId,
  timesInNetvisor,
  withRole,
} from './stage.ts';

const PRESSES = 20;

export const SCENES: readonly ((stage: Stage) => Promise<void>)[] = [
  ordinaryMorning,
  lostReply,
  maintenance,
  killedWorker,
  rejection,
];

async function ordinaryMorning(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const ordinary = withRole(stage, 'ordinary');
  const [impatient] = withRole(stage, 'impatient');
  const all = [...ordinary, impatient];
  screen.heading('1  An ordinary morning, and an impatient one');
  screen.tell(
    `${names(ordinary)} are sent. On ${impatient.name} somebody presses "send" ${PRESSES} times at once.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, impatient));
  const start = Date.now();
  await Promise.all([
    ...ordinary.map((invoice) => send(stage, invoice)),
    ...Array.from({ length: PRESSES }, () => send(stage, impatient)),
  ]);
  await reached(stage, all, 'sent');
  const { customers, products } = company.netvisor.state();
  screen.fact(
    `All three are in Netvisor; the ${customers.length} customers and ${products.length} products that it did not know were created on the way. ${once(stage, impatient)}.`,
    start,
  );
}

async function lostReply(stage: Stage): Promise<void> {
  const { screen } = stage;
  const [invoice] = withRole(stage, 'reply-lost');
  screen.heading("2  Netvisor's answer gets lost");
  screen.tell(
    `Netvisor books ${invoice.name}, and the line breaks before its answer is out. Whoever sends again now has the invoice twice; whoever gives up has lost track of it.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, invoice));
  const start = Date.now();
  armed(stage, invoice, 'cut-after');
  await send(stage, invoice);
  await reached(stage, [invoice], 'sent');
  screen.fact(
    `Silta did neither: it looked in Netvisor and recognised its own invoice by a mark that it carries. ${once(stage, invoice)}.`,
    start,
  );
}

async function maintenance(stage: Stage): Promise<void> {
  const { screen, company, temporal } = stage;
  const [first, ...others] = withRole(stage, 'maintenance');
  const all = [first, ...others];
  screen.heading('3  Netvisor is down for maintenance');
  screen.tell(
    `${names(all)} are sent while Netvisor turns everybody away. No invoice may fail for that, and nobody should have to send one again.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, first));
  const start = Date.now();
  const connection = temporal.client.workflow.getHandle(workflowIds.connection(CONNECTION));
  company.netvisor.settings.patch({ maintenance: true });
  await Promise.all(all.map((invoice) => send(stage, invoice)));
  await until(
    'the connection is paused',
    () => connection.query(connectionStatus),
    ({ lane }) => lane === 'paused',
  );
  const failed = all.filter((invoice) => inOdoo(stage, invoice).state === 'attention').length;
  screen.fact(`The connection has paused itself: ${all.length} invoices wait, ${failed} failed.`, start);
  company.netvisor.settings.patch({ maintenance: false });
  const over = Date.now();
  screen.tell(
    `The maintenance ends. Silta tries again after ${shortened(({ probeAfterMs }) => probeAfterMs[0])}.`,
  );
  await reached(stage, all, 'sent');
  screen.fact('The connection has opened itself, and both were sent. Nobody had to press anything.', over);
}

async function killedWorker(stage: Stage): Promise<void> {
  const { screen, company, world } = stage;
  const [invoice] = withRole(stage, 'worker-killed');
  screen.heading('4  The worker is killed at the worst moment');
  screen.tell(
    `Netvisor has booked ${invoice.name} and is about to answer: now the worker process is killed, and all that it had in memory is gone.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, invoice));
  const start = Date.now();
  armed(stage, invoice, 'hold-after');
  await send(stage, invoice);
  await until(
    'Netvisor has booked and withholds its answer',
    () => company.netvisor.faults.held(),
    (held) => held.length > 0,
  );
  stage.worker.signal('SIGKILL');
  await stage.worker.gone();
  company.netvisor.faults.release('discarded');
  screen.fact(
    `Killed. Netvisor holds the invoice ${times(timesInNetvisor(stage, invoice))}; Odoo only says "${inOdoo(stage, invoice).state}".`,
    start,
  );
  const back = Date.now();
  stage.worker = await screen.during('a new worker starts', world.startWorker());
  await reached(stage, [invoice], 'sent');
  screen.fact(
    `A new worker was started. In Odoo it found the note that the dead one had left before sending, looked in Netvisor, and finished the work. ${once(stage, invoice)}.`,
    back,
  );
}

async function rejection(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const [invoice] = withRole(stage, 'rejected');
  screen.heading('5  An invoice that cannot be sent as it is');
  screen.tell(
    `${invoice.name} has a row with the new 13.5% tax, and nobody has said which VAT code that is in Netvisor. A wrong guess would end up in the VAT return, so Silta asks. The accountant reads in Odoo:`,
  );
  const start = Date.now();
  await send(stage, invoice);
  await reached(stage, [invoice], 'attention');
  await parked(stage, invoice);
  screen.quote(inOdoo(stage, invoice).message);
  screen.link('in the Temporal UI', await detailsPage(stage, company.workflowId(invoice.id)));
  screen.fact('Nothing was sent. The invoice waits for as long as it takes.', start);
  screen.tell('The accountant gives the tax its code (KOMY, domestic sales) and presses "send" again.');
  const cured = Date.now();
  company.odoo.edit('account.tax', taxId(company.odoo, '13.5%'), { x_netvisor_vat_code: 'KOMY' });
  await send(stage, invoice);
  await reached(stage, [invoice], 'sent');
  screen.fact(`Sent. ${once(stage, invoice)}.`, cured);
}

/** Odoo is told first; a moment later the run itself has settled down to wait. */
async function parked({ temporal, company }: Stage, { id }: Posted): Promise<void> {
  await until(
    'the run waits for a person',
    () => temporal.client.workflow.getHandle(company.workflowId(id)).describe(),
    ({ typedSearchAttributes }) => typedSearchAttributes.get(searchAttributes.state) === 'NeedsAttention',
  );
}

/** By Netvisor's own log of calls and its own books. */
function once(stage: Stage, invoice: Posted): string {
  const { bookings, lookUps } = callsFor(stage, invoice);
  const looked = lookUps === 0 ? '' : ` and ${times(lookUps)} whether it has it`;
  return `Netvisor was asked ${times(bookings)} to book ${invoice.name}${looked}, and holds it ${times(timesInNetvisor(stage, invoice))}`;
}

function times(count: number): string {
  switch (count) {
    case 0:
      return 'not at all';
    case 1:
      return 'once';
    case 2:
      return 'twice';
    default:
      return `${count} times`;
  }
}

function names(invoices: readonly Posted[]): string {
  const all = invoices.map(({ name }) => name);
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
