/** Scenes in which something breaks. None of them may cost an invoice, or make it two. */
import { connectionStatus, workflowIds } from '../../workflows/contract.ts';
import { until } from '../playground/world.ts';
import { euros } from './screen.ts';
import {
  armed,
  CONNECTION,
  historyPage,
  inNetvisor,
  inOdoo,
  reached,
  send,
  shortened,
  sumsInOdoo,
  the,
  timesInNetvisor,
  type Stage,
} from './stage.ts';
import { once, times } from './words.ts';

export async function lostReply(stage: Stage): Promise<void> {
  const { screen } = stage;
  const invoice = the(stage, 'dollars');
  screen.scene("Netvisor's answer gets lost");
  screen.tell(
    `Netvisor books ${invoice.name}, an invoice in US dollars, and the line breaks before its answer is out. Whoever sends again now has the invoice twice; whoever gives up has lost track of it.`,
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
  const { gross, currency, invoiceSumEur } = inNetvisor(stage, invoice);
  const { total } = sumsInOdoo(stage, invoice);
  screen.fact(
    `Its ${euros(Number(gross))} ${currency} are ${euros(total)} € in Odoo and ${euros(Number(invoiceSumEur))} € in Netvisor: Odoo's rate went along.`,
  );
}

export async function maintenance(stage: Stage): Promise<void> {
  const { screen, company, temporal } = stage;
  const [split, withFiles] = [the(stage, 'cost-centres'), the(stage, 'files')];
  const both = [split, withFiles];
  screen.scene('Netvisor is down for maintenance');
  screen.tell(
    `${split.name}, split over two cost centres, and ${withFiles.name}, with two files, are sent while Netvisor turns everybody away. Neither may fail for that, and nobody should have to send one again.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, split));
  const start = Date.now();
  const connection = temporal.client.workflow.getHandle(workflowIds.connection(CONNECTION));
  company.netvisor.settings.patch({ maintenance: true });
  await Promise.all(both.map((invoice) => send(stage, invoice)));
  await until(
    'the connection is paused',
    () => connection.query(connectionStatus),
    ({ lane }) => lane === 'paused',
  );
  const failed = both.filter((invoice) => inOdoo(stage, invoice).state === 'attention').length;
  screen.fact(`The connection has paused itself: ${both.length} invoices wait, ${failed} failed.`, start);
  company.netvisor.settings.patch({ maintenance: false });
  const over = Date.now();
  screen.tell(
    `The maintenance ends. Silta tries again after ${shortened(({ probeAfterMs }) => probeAfterMs[0])}.`,
  );
  await reached(stage, both, 'sent');
  const centres = inNetvisor(stage, split).lines.flatMap((line) =>
    line.kind === 'product' ? line.dimensions.map(({ item }) => `${item} ${euros(Number(line.net))} €`) : [],
  );
  const files = inNetvisor(stage, withFiles).attachments.map(({ fileName }) => fileName);
  screen.fact('The connection has opened itself, and both were sent. Nobody had to press anything.', over);
  screen.fact(
    `In Netvisor ${split.name} is split: ${centres.join(', ')}. With ${withFiles.name} stand ${files.join(' and ')}.`,
  );
}

export async function killedWorker(stage: Stage): Promise<void> {
  const { screen, company, world } = stage;
  const invoice = the(stage, 'worker-killed');
  screen.scene('The worker is killed at the worst moment');
  screen.tell(
    `Netvisor has booked ${invoice.name} and is about to answer: now the worker, the process that does Silta's work, is killed, and all that it had in memory is gone.`,
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
