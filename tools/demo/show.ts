import { DEFAULT_LIMIT_SECONDS, timing, workflowIds } from '../../workflows/contract.ts';
import { startTemporal } from '../playground/temporal.ts';
import { createWorld } from '../playground/world.ts';
import { castFor, type Role } from './cast.ts';
import { readBooks, settleAccount, type Account } from './closing.ts';
import { SCENES } from './scenes.ts';
import { euros, type Screen } from './screen.ts';
import {
  CONNECTION,
  detailsPage,
  historyPage,
  LIMIT_SECONDS,
  listPage,
  postInOdoo,
  type Stage,
} from './stage.ts';

export interface Show {
  readonly screen: Screen;
  readonly seed: number;
  /** Takes what must be undone at the end, whatever happens; undone in reverse order. */
  readonly atEnd: (undo: () => Promise<void>) => void;
  /** Told once the stage stands, for who has to explain a failure. */
  readonly onStage: (stage: Stage) => void;
}

/** Plays the whole story. Resolves to the closing account of both sides. */
export async function playStory(show: Show): Promise<{ readonly stage: Stage; readonly account: Account }> {
  const stage = await setTheStage(show);
  show.onStage(stage);
  for (const scene of SCENES) await scene(stage);
  const account = settleAccount(readBooks(stage.company));
  showAccount(stage, account);
  return { stage, account };
}

async function setTheStage({ screen, seed, atEnd }: Show): Promise<Stage> {
  screen.say(
    `Silta demo (seed ${seed}): eight invoices go from Odoo to the accounting service Netvisor on a day when everything breaks, and each must arrive exactly once. All of it runs on this machine: both systems are simulators, all companies are invented.`,
  );
  screen.gap();
  const temporal = await screen.during('Temporal starts', startTemporal({ ui: true }));
  atEnd(() => temporal.stop());
  const world = await createWorld({
    temporal,
    companies: 1,
    name: CONNECTION,
    limitSeconds: LIMIT_SECONDS,
    // Odoo's Finnish chart rounds VAT once for each tax; a Netvisor company that does the same fits it.
    netvisor: { rounding: 'total' },
    invoices: { vatRounding: 'code' },
  });
  atEnd(() => world.close());
  const [company] = world.companies;
  if (!company) throw new Error('a world without a company');
  const worker = await screen.during('a worker starts', world.startWorker());
  screen.say(
    `Up: Odoo (Silta has added its fields over Odoo's API), Netvisor, Temporal, and a worker of Silta. Waits are shortened: Netvisor has ${LIMIT_SECONDS} s for an answer, in production ${DEFAULT_LIMIT_SECONDS} s; all other waits follow from that.`,
  );
  await showPages(screen, { temporal });
  const invoices = postInOdoo(company, castFor(seed));
  return { screen, temporal, world, company, waits: timing(LIMIT_SECONDS), invoices, worker };
}

const HAPPENED: Readonly<Record<Role, string>> = {
  ordinary: '',
  impatient: 'asked for 20 times',
  'reply-lost': 'answer lost',
  maintenance: 'met maintenance',
  'worker-killed': 'worker killed',
  rejected: 'rejected, cured',
};

function showAccount(
  { screen, invoices }: Stage,
  { rows, odooTotal, netvisorTotal, problems }: Account,
): void {
  const happened = new Map(invoices.map(({ id, role }) => [id, HAPPENED[role]]));
  screen.heading('The books at the end, read from both sides');
  screen.table(
    [
      { title: 'Invoice', align: 'left' },
      { title: 'Customer', align: 'left' },
      { title: 'Odoo €', align: 'right' },
      { title: 'Netvisor €', align: 'right' },
      { title: 'Found', align: 'right' },
      { title: 'State', align: 'left' },
      { title: 'What happened', align: 'left' },
    ],
    rows.map(({ invoice, found }) => [
      invoice.name,
      invoice.customer,
      euros(invoice.total),
      found.map(({ total }) => euros(total)).join(' + ') || '–',
      `${found.length}×`,
      invoice.state || '–',
      happened.get(invoice.id) ?? '',
    ]),
    [`${rows.length} invoices`, '', euros(odooTotal), euros(netvisorTotal), '', '', ''],
  );
  screen.gap();
  for (const problem of problems) screen.verdict('bad', `✗ ${problem}`);
  if (problems.length === 0)
    screen.verdict('good', '✓ Both sides agree: each invoice stands in Netvisor once, equal to the cent.');
}

/** Where to look around while everything stays up. */
export async function showLinks(stage: Stage): Promise<void> {
  const { screen, invoices } = stage;
  screen.heading('Everything stays up until Ctrl-C. In the Temporal UI:');
  await showPages(screen, stage);
  for (const invoice of invoices)
    if (HAPPENED[invoice.role]) screen.link(HAPPENED[invoice.role], historyPage(stage, invoice));
}

async function showPages(screen: Screen, ui: Pick<Stage, 'temporal'>): Promise<void> {
  screen.link('all runs', listPage(ui));
  screen.link('the connection', await detailsPage(ui, workflowIds.connection(CONNECTION)));
}
