import type { ScheduleOptions, ScheduleOptionsStartWorkflowAction, ScheduleSpec } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import type { ScheduleSetting, Settings } from '../config/settings.ts';
import {
  DEFAULT_LIMIT_SECONDS,
  searchAttributes,
  SILTA_QUEUE,
  workflowIds,
  type ScheduledInput,
} from '../workflows/contract.ts';

/** A schedule as it should be in Temporal. */
export interface WantedSchedule {
  readonly id: string;
  /** Undefined: it should not be there. */
  readonly options: Options | undefined;
}

type Options = Required<Pick<ScheduleOptions, 'spec' | 'policies' | 'memo'>> & {
  readonly action: ScheduleOptionsStartWorkflowAction<Workflow>;
};

/** Tells Silta's schedules from others in the namespace. */
export const MANAGED_BY = 'silta';

/** All schedules of the connections in the settings, those that are switched off included. */
export function wantedSchedules({ connections }: Settings): readonly WantedSchedule[] {
  return [...connections.values()].flatMap(({ name: connection, netvisor, schedules }) => {
    const { limitSeconds } = netvisor;
    const input = { connection, ...(limitSeconds !== DEFAULT_LIMIT_SECONDS && { limitSeconds }) };
    const wanted = (
      flow: ScheduledInput['flow'],
      workflowId: string,
      when: ScheduleSetting,
      summary: string,
    ): WantedSchedule => ({ id: workflowId, options: optionsOf(when, { flow, workflowId, input }, summary) });
    return [
      wanted(
        'InvoiceSweep',
        workflowIds.invoiceSweep(connection),
        schedules.invoiceSweep,
        'Look in Odoo for what has been asked for',
      ),
      wanted(
        'VerifyInvoices',
        workflowIds.verifyInvoices(connection),
        schedules.verifyInvoices,
        'Compare sums of sent invoices',
      ),
    ];
  });
}

function optionsOf(
  when: ScheduleSetting,
  scheduled: ScheduledInput,
  staticSummary: string,
): Options | undefined {
  const spec = specOf(when);
  if (!spec) return undefined;
  const { flow, workflowId, input } = scheduled;
  // One run heals an outage of any length, so of all that were missed one is enough.
  const policies = { overlap: 'SKIP', catchupWindow: '1 hour', pauseOnFailure: false } as const;
  return {
    spec,
    policies,
    memo: { managedBy: MANAGED_BY },
    action: {
      type: 'startWorkflow',
      workflowType: 'Scheduled',
      // Temporal appends the time.
      workflowId: `${workflowId}/scheduled`,
      taskQueue: SILTA_QUEUE,
      args: [scheduled],
      // What Temporal gives back of a schedule is not spelled as it was given: this tells whether it is the same.
      memo: { definition: JSON.stringify([spec, policies, scheduled]) },
      typedSearchAttributes: [
        { key: searchAttributes.connection, value: input.connection },
        { key: searchAttributes.flow, value: flow },
      ],
      staticSummary,
    },
  };
}

function specOf(when: ScheduleSetting): ScheduleSpec | undefined {
  if (when === 'off') return undefined;
  // Connections of one namespace need not all begin at the same second.
  const common = { timezone: 'Europe/Helsinki', jitter: '30 seconds' } as const;
  return 'cron' in when
    ? { ...common, cronExpressions: [when.cron] }
    : { ...common, intervals: [{ every: `${when.everyMinutes} minutes` }] };
}
