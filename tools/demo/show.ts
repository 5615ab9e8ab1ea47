import { DEFAULT_LIMIT_SECONDS, timing, workflowIds } from '../../workflows/contract.ts';
import { startTemporal } from '../playground/temporal.ts';
import { createWorld } from '../playground/world.ts';
import { showAccount } from './account.ts';
import { readBooks } from './books.ts';
import { castFor, PARTS } from './cast.ts';
import { settleAccount, type Account } from './closing.ts';
import { chooseSettings, postInOdoo } from './posting.ts';
import { SCENES } from './scenes.ts';
import type { Screen } from './screen.ts';
import { CONNECTION, detailsPage, historyPage, LIMIT_SECONDS, listPage, type Stage } from './stage.ts';

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
  const cast = castFor(seed);
  screen.say(
    `Silta demo (seed ${seed}). Kuurabox Oy makes its invoices in Odoo and keeps its books in the accounting service Netvisor. Silta is the bridge between the two. It is the end of the month: ${cast.length} documents of all kinds stand posted in Odoo, and each must get into Netvisor once and to the cent, on a day when everything breaks.`,
  );
  screen.say('All of it runs on this machine: both systems are simulators, all companies are invented.');
  screen.gap();
  const temporal = await screen.during('Temporal starts', startTemporal({ ui: true }));
  atEnd(() => temporal.stop());
  const world = await createWorld({
    temporal,
    companies: 1,
    name: CONNECTION,
    limitSeconds: LIMIT_SECONDS,
  });
  atEnd(() => world.close());
  const [company] = world.companies;
  if (!company) throw new Error('a world without a company');
  const worker = await screen.during('a worker starts', world.startWorker());
  screen.say(
    `Up: Odoo (Silta has added its fields over Odoo's API), Netvisor, Temporal, and a worker of Silta. Waits are shortened: Netvisor has ${LIMIT_SECONDS} s for an answer, in production ${DEFAULT_LIMIT_SECONDS} s; all other waits follow from that.`,
  );
  await showPages(screen, { temporal });
  chooseSettings(company);
  const documents = postInOdoo(company, cast);
  return { screen, temporal, world, company, waits: timing(LIMIT_SECONDS), cast, documents, worker };
}

/** Where to look around while everything stays up. */
export async function showLinks(stage: Stage): Promise<void> {
  const { screen, documents } = stage;
  screen.heading('Everything stays up until Ctrl-C. In the Temporal UI:');
  await showPages(screen, stage);
  for (const document of documents) {
    const { happened } = PARTS[document.role];
    if (happened) screen.link(happened, historyPage(stage, document));
  }
}

async function showPages(screen: Screen, ui: Pick<Stage, 'temporal'>): Promise<void> {
  screen.link('all runs', listPage(ui));
  screen.link('the connection', await detailsPage(ui, workflowIds.connection(CONNECTION)));
}
