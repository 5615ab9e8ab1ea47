/** The story. Each scene lets something happen, and tells what both sides hold afterwards. */
import { correction, creditNote, ordinaryMorning, paidInvoice } from './scenes-books.ts';
import { refusals, verification } from './scenes-people.ts';
import { killedWorker, lostReply, maintenance } from './scenes-trouble.ts';
import type { Stage } from './stage.ts';

export const SCENES: readonly ((stage: Stage) => Promise<void>)[] = [
  ordinaryMorning,
  lostReply,
  maintenance,
  killedWorker,
  paidInvoice,
  creditNote,
  correction,
  refusals,
  verification,
];
