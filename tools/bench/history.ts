import type { WorkflowHandle } from '@temporalio/client';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Event = NonNullable<History['events']>[number];

export interface RunCost {
  readonly events: number;
  /** Billable actions of Temporal Cloud. */
  readonly actions: number;
  /** When the run ended (epoch ms). */
  readonly endedAt: number;
}

/**
 * What one run cost, from its history (Temporal Cloud's list of actions): 1 each for the start, a signal, an
 * update, every attempt of an activity, a timer, an upsert of search attributes, a marker, a continue-as-new; 2 for
 * starting a child, whose own run counts for itself.
 * Heartbeats leave no event: as many are counted as the time between an activity's start and end allows.
 */
export function costOf({ events }: History): RunCost {
  const all = events ?? [];
  return {
    events: all.length,
    actions: all.reduce((sum, event) => sum + actionsOf(event, all), 0),
    endedAt: Math.max(...all.map(timeOf)),
  };
}

function actionsOf(event: Event, all: readonly Event[]): number {
  if (event.activityTaskStartedEventAttributes) {
    return (event.activityTaskStartedEventAttributes.attempt ?? 1) + heartbeats(event, all);
  }
  if (event.startChildWorkflowExecutionInitiatedEventAttributes) return 2;
  const one =
    event.workflowExecutionStartedEventAttributes ??
    event.workflowExecutionSignaledEventAttributes ??
    event.workflowExecutionUpdateAcceptedEventAttributes ??
    event.timerStartedEventAttributes ??
    event.upsertWorkflowSearchAttributesEventAttributes ??
    event.workflowPropertiesModifiedEventAttributes ??
    event.markerRecordedEventAttributes ??
    event.signalExternalWorkflowExecutionInitiatedEventAttributes ??
    event.workflowExecutionContinuedAsNewEventAttributes;
  return one ? 1 : 0;
}

/** Activities beat every third of their heartbeat time-out, from the first third on. */
function heartbeats(started: Event, all: readonly Event[]): number {
  const scheduled = all.find(
    ({ eventId }) => String(eventId) === String(started.activityTaskStartedEventAttributes?.scheduledEventId),
  );
  const timeout = msOf(scheduled?.activityTaskScheduledEventAttributes?.heartbeatTimeout);
  if (timeout === 0) return 0;
  const ended = all.find(({ activityTaskCompletedEventAttributes: completed }) =>
    completed ? String(completed.startedEventId) === String(started.eventId) : false,
  );
  return Math.floor((timeOf(ended ?? started) - timeOf(started)) / (timeout / 3));
}

function timeOf({ eventTime }: Event): number {
  return msOf(eventTime);
}

/** Protobuf's seconds come as a number, a Long or nothing. */
function msOf(
  time: { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined,
): number {
  return Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1e6;
}
