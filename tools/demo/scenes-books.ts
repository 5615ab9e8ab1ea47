/** Scenes of bookkeeping: documents of all kinds, what belongs together, and what changes after it was sent. */
import { until } from '../playground/world.ts';
import { productRows, vatCents } from './cast.ts';
import { linesOf } from './posting.ts';
import { euros } from './screen.ts';
import {
  castOf,
  detailsPage,
  historyPage,
  inNetvisor,
  inOdoo,
  over,
  reached,
  send,
  shortened,
  sumsInOdoo,
  the,
  timesInNetvisor,
  type Stage,
  editInNetvisor,
} from './stage.ts';
import { once, times } from './words.ts';

const PRESSES = 20;

export async function ordinaryMorning(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const [rates, impatient, discount] = [the(stage, 'rates'), the(stage, 'impatient'), the(stage, 'discount')];
  const [cents, abroad] = [the(stage, 'cents'), the(stage, 'eu-goods')];
  const all = [rates, impatient, discount, cents, abroad];
  screen.scene('An ordinary morning, and an impatient one');
  screen.tell(
    `Five invoices are sent: ${rates.name} has three VAT rates, ${discount.name} a discount and text rows, ${cents.name} awkward cents, and ${abroad.name} goes to a company in Germany, without Finnish VAT. On ${impatient.name} somebody presses "send" ${PRESSES} times at once.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, impatient));
  const start = Date.now();
  await Promise.all([
    ...all.filter((invoice) => invoice !== impatient).map((invoice) => send(stage, invoice)),
    ...Array.from({ length: PRESSES }, () => send(stage, impatient)),
  ]);
  await reached(stage, all, 'sent');
  const { customers, products } = company.netvisor.state();
  screen.fact(
    `All five are in Netvisor; the ${customers.length} customers and ${products.length} products that it did not know were created on the way.`,
    start,
  );
  screen.fact(`${once(stage, impatient)}.`);
  const { perRow, once: inOneGo } = vatCents(productRows(castOf(stage, 'cents')));
  screen.fact(
    `${cents.name}: Netvisor rounds VAT on each row, which makes ${euros(perRow / 100)} €; Odoo rounds once, which makes ${euros(inOneGo / 100)} €. Silta saw it coming and sent the rows with their sums: Netvisor has ${euros(Number(inNetvisor(stage, cents).vat))} €.`,
  );
}

export async function paidInvoice(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const invoice = the(stage, 'paid');
  screen.scene('An invoice that is paid already');
  screen.tell(
    `The customer of ${invoice.name} has paid by card, and Odoo knows it. Sent as it is, the invoice would stand open in Netvisor, and the customer would get a reminder for money that has come in.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, invoice));
  const start = Date.now();
  await send(stage, invoice);
  await reached(stage, [invoice], 'sent');
  const { netvisorKey, openSum } = inNetvisor(stage, invoice);
  const payments = company.netvisor
    .state()
    .salesPayments.filter(({ invoiceKey }) => invoiceKey === netvisorKey);
  screen.fact(
    `Silta sent the invoice and its payment, each once: Netvisor holds ${payments.length} payment of ${payments.map(({ sum }) => euros(Number(sum))).join(' and ')} € for it, and ${euros(Number(openSum))} € are open.`,
    start,
  );
}

export async function creditNote(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const [invoice, note] = [the(stage, 'credited'), the(stage, 'credit-note')];
  const both = [invoice, note];
  const { total } = sumsInOdoo(stage, invoice);
  screen.scene('A credit note that has to wait');
  screen.tell(
    `The customer of ${invoice.name} (${euros(total)} €) has sent goods back, and ${note.name} credits them (${euros(-sumsInOdoo(stage, note).total)} €). In Odoo the two are settled with each other: ${euros(sumsInOdoo(stage, invoice).open)} € are left to pay. Netvisor must come to the same, but matches the two only after both have gone out to the customer from there, which is up to people. So the credit note is sent and waits. The accountant reads in Odoo:`,
  );
  const start = Date.now();
  await send(stage, invoice);
  await reached(stage, [invoice], 'sent');
  await send(stage, note);
  await until(
    'the credit note says what it waits for',
    () => inOdoo(stage, note),
    ({ state, message }) => state === 'waiting' && message !== '',
  );
  screen.quote(inOdoo(stage, note).message);
  screen.link('in the Temporal UI', await detailsPage(stage, company.workflowId(note.id)));
  screen.fact(`Both are in Netvisor. ${openSums(stage)}`, start);
  const sent = Date.now();
  for (const document of both)
    company.netvisor.handleInvoice({ netvisorKey: inNetvisor(stage, document).netvisorKey, action: 'send' });
  screen.tell(
    `Then somebody in Netvisor sends both to the customer. Nobody tells Silta; it looks by itself, first after ${shortened(({ lookAfterMs }) => lookAfterMs[0])}, then ever more seldom.`,
  );
  await reached(stage, [note], 'sent');
  screen.fact(`Silta has matched the two. ${openSums(stage)}`, sent);
}

function openSums(stage: Stage): string {
  const figures = (['credited', 'credit-note'] as const).map((role) => {
    const document = the(stage, role);
    return {
      netvisor: `${euros(Number(inNetvisor(stage, document).openSum))} € on ${document.name}`,
      odoo: `${euros(sumsInOdoo(stage, document).open)} €`,
    };
  });
  const list = (side: 'netvisor' | 'odoo'): string => figures.map((figure) => figure[side]).join(' and ');
  return `Open there: ${list('netvisor')}; in Odoo: ${list('odoo')}.`;
}

export async function correction(stage: Stage): Promise<void> {
  const { screen, company } = stage;
  const invoice = the(stage, 'changed');
  const [row] = productRows(castOf(stage, 'changed'));
  const [line] = linesOf(company.odoo, invoice.id);
  if (!row || line === undefined) throw new Error('nothing to change');
  screen.scene('An invoice that is corrected after it was sent');
  await send(stage, invoice);
  await reached(stage, [invoice], 'sent');
  await over(stage, invoice);
  const before = inNetvisor(stage, invoice);
  const quantity = row.quantity - 2;
  screen.tell(
    `${invoice.name} was sent, with ${row.quantity} pieces. There were only ${quantity}: somebody corrects it in Odoo, looks at what differs and presses "Edit in Netvisor". A second invoice in Netvisor would be wrong, and the first one is wrong by now.`,
  );
  screen.link('in the Temporal UI', historyPage(stage, invoice));
  const start = Date.now();
  company.odoo.edit('account.move.line', line, { quantity });
  await editInNetvisor(stage, invoice);
  await over(stage, invoice);
  const after = inNetvisor(stage, invoice);
  screen.fact(
    `Silta saw that the content had changed, and that Netvisor had neither sent the invoice nor any money for it; so it edited the invoice there: ${euros(Number(before.gross))} € became ${euros(Number(after.gross))} €. Number ${after.number} is there ${times(timesInNetvisor(stage, invoice))}.`,
    start,
  );
}
