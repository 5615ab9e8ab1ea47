import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { PauseReason, Reason } from '../mapping/reasons.ts';
import { searchAttributes, type SiltaState } from './contract.ts';

/** What the Temporal UI shows of a run: the details page and the search attributes of the list. */
export class Status {
  #page = '';
  #foot = '';

  constructor(
    private readonly title: string,
    private readonly fixed: {
      /** Own words for a state, where the usual ones do not fit. */
      readonly words?: Partial<Record<SiltaState, string>>;
      readonly connection: string;
      readonly flow: string;
      readonly document?: string;
    },
  ) {}

  /** Words for the details page alone: costs nothing. */
  explain(sentence: string): void {
    this.#render(`### ${this.title}\n\n${sentence}`);
  }

  /** Words that stay below whatever else is shown. */
  foot(sentence: string): void {
    this.#foot = sentence;
    this.#render(this.#page);
  }

  #render(page: string): void {
    this.#page = page;
    setCurrentDetails([page, this.#foot].filter((part) => part !== '').join('\n\n'));
  }

  /** Search attributes are upserted only when they change: each upsert is an event and a billable action. */
  show(state: SiltaState, sentence: string, reason?: Reason | PauseReason): void {
    this.#render(`### ${this.title}: ${this.fixed.words?.[state] ?? STATE_WORDS[state]}\n\n${sentence}`);
    const now = workflowInfo().typedSearchAttributes;
    const wanted = [
      { key: searchAttributes.connection, value: this.fixed.connection },
      { key: searchAttributes.flow, value: this.fixed.flow },
      ...(this.fixed.document ? [{ key: searchAttributes.document, value: this.fixed.document }] : []),
      { key: searchAttributes.state, value: state },
      { key: searchAttributes.reason, value: reason ?? null },
    ];
    const changed = wanted.filter(({ key, value }) => (now.get(key) ?? null) !== value);
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}

const STATE_WORDS: Readonly<Record<SiltaState, string>> = {
  Running: 'on its way',
  Settling: 'checking with Netvisor',
  Waiting: 'waiting',
  NeedsAttention: 'needs a person',
  Done: 'done',
  Ignored: 'left out',
};

/** A moment for people: `2026-11-21 14:14 UTC`. */
export function clock(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
