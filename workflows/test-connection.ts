import {
  ActivityFailure,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  TimeoutFailure,
} from '@temporalio/workflow';
import { TimeoutType } from '@temporalio/common';
import { connectionTested, testAgain, timing, workflowIds } from './contract.ts';
import type { ConnectionTested, FlowInput, TestConnectionResult } from './contract.ts';
import { testActivities } from './policies.ts';
import { clock, Status } from './status.ts';

/**
 * Tests every right and every assumption of a connection. What is found goes to Odoo and is told to the connection
 * in counts and codes. Who asks while a test runs gets one more at its end, whose look is surely later than theirs.
 */
export async function TestConnection(input: FlowInput): Promise<TestConnectionResult> {
  const { connection } = input;
  const { onLane, onHolder } = testActivities(connection, timing(input.limitSeconds));
  const status = new Status(`Test of ${connection}`, { connection, flow: 'TestConnection' });
  let asked = false;
  setHandler(testAgain, () => void (asked = true), {
    description: 'Test once more when this test is through',
  });

  for (;;) {
    asked = false;
    status.explain('Looking at every right and every assumption in Netvisor and Odoo.');
    const result = await test();
    const tested: ConnectionTested = { ...result, at: new Date().toISOString() };
    status.explain(testWords(tested));
    await tell(tested);
    if (!asked) return result;
  }

  /** Whoever holds the lane has the wire to Netvisor; while nobody does, whoever may hold it. */
  async function test(): Promise<TestConnectionResult> {
    const summary = 'Look at both sides, and write the report into Odoo';
    try {
      return await onLane.testConnection.executeWithOptions({ summary }, [{ connection }]);
    } catch (error) {
      if (!nobodyTookIt(error)) throw error;
      const paused = `${summary} (the lane is paused)`;
      return await onHolder.testConnection.executeWithOptions({ summary: paused }, [{ connection }]);
    }
  }

  async function tell(tested: ConnectionTested): Promise<void> {
    try {
      await getExternalWorkflowHandle(workflowIds.connection(connection)).signal(connectionTested, tested);
    } catch (error) {
      if (isCancellation(error)) throw error;
      // Without a connection that runs there is nobody to tell; the report stands in Odoo.
    }
  }
}

function nobodyTookIt(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof TimeoutFailure &&
    error.cause.timeoutType === TimeoutType.SCHEDULE_TO_START
  );
}

/** A test in a sentence. Codes only: the words of each line stand in Odoo. */
export function testWords({ at, greens, reds, unknown, written }: ConnectionTested): string {
  const counts = `Tested at ${clock(Date.parse(at))}: ${greens} green, ${reds.length} red, ${unknown} not provable.`;
  return [
    counts,
    ...(reds.length > 0 ? [`Red: ${reds.map((line) => `\`${line}\``).join(', ')}.`] : []),
    written
      ? 'The report with the cures stands on the company in Odoo (tab Netvisor).'
      : `The report could not be written into Odoo: \`silta check\` shows it.`,
  ].join(' ');
}
