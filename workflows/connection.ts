import {
  ActivityFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  setHandler,
  TimeoutFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { HoldInput, HoldResult, ToSetUp } from '../activities/contract.ts';
import type { Reason } from '../mapping/reasons.ts';
import { askForTest, readTested } from './ask-test.ts';
import {
  closedResources,
  connectionStatus,
  connectionTested,
  pauseConnection,
  resumeConnection,
  testConnection,
  timing,
} from './contract.ts';
import type { ConnectionInput, ConnectionPause, ConnectionStatus } from './contract.ts';
import { ensureGeneralProduct } from './ensure.ts';
import { holderActivities } from './policies.ts';
import { clock, Status } from './status.ts';
import { testWords } from './test-connection.ts';

/** Below the server's own suggestion, so that a pause in the middle of a storm has room. */
const EVENTS_PER_RUN = 2000;

/**
 * The face of a connection, always running. It owns the lane: while a worker holds it, documents flow; when a
 * key is refused or Netvisor is in maintenance the lane is let go, documents stay queued and none fails, and
 * the lane is taken again after a probe was green.
 */
export async function Connection(input: ConnectionInput): Promise<never> {
  const { connection } = input;
  const waits = timing(input.limitSeconds);
  const { probing, holding } = holderActivities(connection, waits);
  let pause: ConnectionPause | undefined = input.paused;
  let lane: ConnectionStatus['lane'] = 'waiting-for-worker';
  const wish: { now?: ConnectionInput['wish'] } = { now: input.wish };
  const pauseWished = (): boolean => wish.now === 'pause';
  let letGo: (() => void) | undefined;
  // A start that continues nothing may follow a run that was terminated, whose worker still holds the lane.
  let predecessor: HoldInput['predecessor'] = input.predecessor ?? 'lost';
  let closed: readonly string[] = [];
  let notSetUp: Reason | undefined;
  const status = new Status(`Connection ${connection}`, {
    connection,
    flow: 'Connection',
    words: { Running: 'open', Waiting: 'paused' },
  });

  let tested = input.tested;
  if (tested) status.foot(testWords(tested));

  setHandler(
    connectionStatus,
    () => ({ lane, closedResources: closed, ...(pause && { pause }), ...(notSetUp && { notSetUp }) }),
    { description: 'State of the lane' },
  );
  setHandler(
    pauseConnection,
    () => {
      wish.now = 'pause';
      letGo?.();
    },
    { description: 'Hold all documents of this connection until "resume"' },
  );
  setHandler(
    resumeConnection,
    () => {
      // While documents flow there is nothing to resume, and the next pause is not to be cut short by it.
      if (lane !== 'held' || pauseWished()) wish.now = 'resume';
      // What could not be set up is looked at again by the probe before the lane is taken anew.
      else if (notSetUp) letGo?.();
    },
    { description: 'Probe now and let documents flow if the probe is green' },
  );

  setHandler(
    closedResources,
    (resources: unknown) => {
      closed = Array.isArray(resources)
        ? resources.filter((name): name is string => typeof name === 'string')
        : [];
      if (lane === 'held') showOpen();
    },
    { description: 'From the lane: Netvisor resources that the key has no right to' },
  );
  setHandler(testConnection, startTest, {
    description: 'Test every right and every assumption; the report stands on the company in Odoo',
  });
  setHandler(
    connectionTested,
    (message: unknown) => {
      tested = readTested(message) ?? tested;
      if (tested) status.foot(testWords(tested));
    },
    { description: 'From a test of the connection: what it came to' },
  );

  for (;;) {
    if (pauseWished()) {
      wish.now = undefined;
      await announcePause('ByPerson');
    }
    if (historyIsLong()) await goOnAnew();
    if (pause) await waitForProbe(pause);
    if (pauseWished()) continue;
    wish.now = undefined;

    lane = pause ? 'paused' : 'waiting-for-worker';
    if (!pause) status.show('Running', 'Waiting for a worker to take the lane. Documents wait in the queue.');
    const probe = await probing.probe.executeWithOptions(
      { summary: 'Ask Netvisor and Odoo whether documents may flow' },
      [{ connection }],
    );
    if (probe.kind === 'red') {
      const { reason } = probe;
      if (pause?.reason === reason) pause = { ...pause, probes: pause.probes + 1 };
      else await announcePause(reason);
      continue;
    }
    if (pauseWished()) continue;
    if (pause) {
      pause = undefined;
      await probing.announce.executeWithOptions({ summary: 'Tell that the pause is over' }, [
        { connection, pause: null },
      ]);
    }
    if (pauseWished()) continue;

    lane = 'held';
    // The new holder tells what it finds closed.
    closed = [];
    setUp(probe.toSetUp);
    showOpen();
    const ended = await holdLane();
    predecessor = ended ? 'released' : 'lost';
    if (ended?.kind === 'paused') await announcePause(ended.reason);
  }

  /** Resolves when the lane was let go; undefined when its worker was lost. */
  async function holdLane(): Promise<HoldResult | undefined> {
    letGo = undefined;
    const scope = new CancellationScope();
    try {
      return await scope.run(() => {
        letGo = () => scope.cancel();
        return holding.holdLane.executeWithOptions(
          { summary: 'Open: this worker sends to Netvisor, one request at a time' },
          [{ connection, predecessor }],
        );
      });
    } catch (error) {
      if (
        isCancellation(error) &&
        scope.consideredCancelled &&
        !CancellationScope.current().consideredCancelled
      ) {
        return { kind: 'released' };
      }
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      return error.cause instanceof TimeoutFailure ? undefined : { kind: 'paused', reason: 'LaneFailed' };
    } finally {
      letGo = undefined;
    }
  }

  async function goOnAnew(): Promise<never> {
    await condition(allHandlersFinished);
    return continueAsNew<typeof Connection>({
      connection,
      predecessor,
      ...(input.limitSeconds !== undefined && { limitSeconds: input.limitSeconds }),
      ...(pause && { paused: pause }),
      ...(wish.now && { wish: wish.now }),
      ...(tested && { tested }),
    });
  }

  /** Beside whatever else goes on; what becomes of it is shown, and is no matter of the lane's. */
  async function startTest(): Promise<void> {
    status.foot('A test of the connection was asked for.');
    const started = await askForTest(input).catch(() => false);
    if (!started) status.foot('A test of the connection was asked for, and could not be started. Ask again.');
  }

  async function waitForProbe({ reason, since, probes }: ConnectionPause): Promise<void> {
    lane = 'paused';
    const resumed = (): boolean => wish.now !== undefined;
    if (reason === 'ByPerson') {
      status.show(
        'Waiting',
        `Paused by a person since ${clock(Date.parse(since))}. Documents wait and none fails. Signal \`resume\` to go on.\n\nA pause does not outlive this workflow: if it is terminated, Silta starts it anew within a minute and documents flow. Where nothing may be sent for sure, stop the workers.`,
      );
      await condition(resumed);
      return;
    }
    const wait = waits.probeAfterMs[Math.min(probes, waits.probeAfterMs.length - 1)] ?? waits.attemptMs;
    status.show(
      // Maintenance ends by itself; what stays unreachable for three probes wants a person.
      reason === 'Maintenance' || (reason === 'NotReached' && probes < 3) ? 'Waiting' : 'NeedsAttention',
      `Paused since ${clock(Date.parse(since))}: **${reason}**. Documents wait and none fails. Next try at ${clock(Date.now() + wait)}; signal \`resume\` to try now.`,
      reason,
    );
    await condition(resumed, wait, { summary: 'Pause before asking Netvisor again' });
  }

  /** Beside the lane, which it needs and does not hold up; whatever becomes of it, documents flow. */
  function setUp(toSetUp: ToSetUp | undefined): void {
    notSetUp = toSetUp?.kind === 'missing' ? toSetUp.reason : undefined;
    if (toSetUp?.kind !== 'general-product') return;
    const done = ensureGeneralProduct(input, toSetUp.needed).then((result) => {
      notSetUp = result?.kind === 'rejected' ? result.reason : undefined;
      if (lane === 'held') showOpen();
    });
    // Cancelled with the connection.
    done.catch(() => undefined);
  }

  function showOpen(): void {
    if (closed.length === 0 && notSetUp) {
      status.show(
        'NeedsAttention',
        `Open: documents flow. But the general product that the company form in Odoo speaks of is not in Netvisor: **${notSetUp}**. A note on the product says why; rows that need it wait for a person. Cure it in Odoo, then signal \`resume\` here.`,
        notSetUp,
      );
      return;
    }
    if (closed.length === 0) {
      status.show('Running', 'Open: documents flow to Netvisor, one request at a time.');
      return;
    }
    status.show(
      'NeedsAttention',
      `Open, but Netvisor refuses the right to: ${closed.join(', ')}. Documents that need it wait and none fails. In Netvisor: company menu → API resource access rights.`,
      'RightMissing',
    );
  }

  async function announcePause(reason: ConnectionPause['reason']): Promise<void> {
    pause = pauseNow(reason);
    lane = 'paused';
    const summary = 'Tell that the connection is paused';
    await probing.announce.executeWithOptions({ summary }, [{ connection, pause }]);
  }
}

function historyIsLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > EVENTS_PER_RUN || continueAsNewSuggested;
}

function pauseNow(reason: ConnectionPause['reason']): ConnectionPause {
  return { reason, since: new Date().toISOString(), probes: 0 };
}
