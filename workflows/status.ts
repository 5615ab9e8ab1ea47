import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { PauseReason, Reason } from '../mapping/reasons.ts';
import { searchAttributes, type SiltaState } from './contract.ts';

/** What the Temporal UI shows of a run: the details page and the search attributes of the list. */
export class Status {
  constructor(
    private readonly title: string,
    private readonly fixed: {
      readonly connection: string;
      readonly flow: string;
      readonly document?: string;
    },
  ) {}

  /** Search attributes are upserted only when they change: each upsert is an event and a billable action. */
  show(state: SiltaState, sentence: string, reason?: Reason | PauseReason): void {
    setCurrentDetails(`### ${this.title}: ${state}\n\n${sentence}`);
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
