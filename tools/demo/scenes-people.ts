/** Scenes in which a person is needed, and the last one, in which everything is compared. */
import { inbox } from '../../control/inbox.ts';
import { workflowIds } from '../../workflows/contract.ts';
import { until } from '../playground/world.ts';
import { silta } from './command.ts';
import { ESTONIAN_VAT_ID } from './goods.ts';
import { CONNECTION, detailsPage, inOdoo, reached, send, the, type Stage } from './stage.ts';
import { names, once } from './words.ts';

export async function refusals(stage: Stage): Promise<void> {
  const { screen, company, temporal } = stage;
  const [service, goods] = [the(stage, 'eu-service'), the(stage, 'no-vat-id')];
  const both = [service, goods];
  screen.scene('Two invoices that cannot be sent as they are');
  screen.tell(
    `Wrong VAT would end up in the VAT return, so where Silta cannot know, it asks and sends nothing. On ${service.name}, a service for a company in Sweden, the accountant reads in Odoo:`,
  );
  const start = Date.now();
  await Promise.all(both.map((invoice) => send(stage, invoice)));
  await reached(stage, both, 'attention');
  // Odoo is told first; a moment later the run itself has settled down to wait.
  await until(
    'both wait for a person',
    async () => (await inbox(temporal.client)).length,
    (waiting) => waiting === both.length,
  );
  screen.quote(inOdoo(stage, service).message);
  screen.tell(`And on ${goods.name}, goods for a company in Estonia:`);
  screen.quote(inOdoo(stage, goods).message);
  screen.link('in the Temporal UI', await detailsPage(stage, company.workflowId(service.id)));
  screen.fact('Nothing was sent. Both wait for as long as it takes.', start);
  screen.tell('What needs a person is a filter in the Temporal UI, and a command:');
  await silta(stage, 'inbox');
  screen.tell(
    'The accountant knows the VAT code of that tax. It can be chosen on the tax in Odoo, or set by a command:',
  );
  await silta(stage, 'vat', 'set', CONNECTION, '0% EU S', 'EUPM312');
  screen.tell(
    `For the other the accountant fills in the VAT number on the customer's contact in Odoo. Then both are sent again.`,
  );
  const cured = Date.now();
  const customer = Number(company.invoice(goods.id)['partner_id']);
  company.odoo.edit('res.partner', customer, { vat: ESTONIAN_VAT_ID });
  await Promise.all(both.map((invoice) => send(stage, invoice)));
  await reached(stage, both, 'sent');
  screen.fact(`Sent. ${once(stage, service)}. ${once(stage, goods)}.`, cured);
}

export async function verification(stage: Stage): Promise<void> {
  const { screen, temporal, documents, company } = stage;
  const early = documents.filter(({ id }) => company.invoice(id)['x_netvisor_verified_at']);
  screen.scene('Sent is not yet verified');
  screen.tell(
    `All ${documents.length} documents are sent: Netvisor has taken them. But it computes their sums itself. ${early.length === 0 ? 'None is verified yet.' : `Verified so far: ${names(early)}, asked for again after it was sent.`} Silta reads back what Netvisor came to, net and VAT for each code, and compares that with Odoo's books. In production a schedule does so every half hour; here somebody asks:`,
  );
  const start = Date.now();
  await silta(stage, 'verify', CONNECTION);
  await screen.during(
    'verification',
    temporal.client.workflow.getHandle(workflowIds.verifyInvoices(CONNECTION)).result(),
  );
  await silta(stage, 'status', CONNECTION);
  screen.fact(
    'Verified documents say so in Odoo, with the time. One with other sums would wait for a person. ("Lane held": a worker has the line to Netvisor.)',
    start,
  );
}
