import type { RunCost } from './history.ts';
import type { Measured, Verified } from './runs.ts';
import { quantile } from './wire.ts';

/** One line of the report. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  /** Null: for information. */
  readonly target: string | null;
  readonly ok: boolean;
  /** Counts decide the exit code; shares of time depend on the machine and are judged by eye. */
  readonly kind: 'count' | 'time';
  readonly how: string;
}

export interface Results {
  readonly invoices: number;
  readonly netvisorMs: number;
  readonly silta: Measured & { readonly runs: readonly RunCost[] };
  readonly script: Measured;
  readonly verified: Verified;
  /** Invoices that Silta sent in all, those before measuring included. */
  readonly sent: number;
}

export function figuresOf({ invoices, silta, script, verified, sent }: Results): readonly Figure[] {
  const events = silta.runs.map((run) => run.events);
  const actions = silta.runs.map((run) => run.actions);
  return [
    atLeast('share of the wire in use', 'time', silta.wire.share, 0.95, onTheWire(silta)),
    atLeast(
      'share of the wire in use, relative to the plain script',
      'time',
      silta.wire.share / script.wire.share,
      0.95,
      'share of Silta / share of the plain script, measured in the same run on systems of its own',
    ),
    forInformation('share of the wire in use by the plain script', script.wire.share, onTheWire(script)),
    forInformation(
      'share of the wire in use by the wall clock',
      silta.wire.busyMs / silta.wallMs,
      `busy time / ${seconds(silta.wallMs)} from asking for the first invoice to the end of the last run`,
    ),
    forInformation(
      'share of the wire in use by the wall clock, plain script',
      script.wire.busyMs / script.wallMs,
      `busy time / ${seconds(script.wallMs)} from its first step to its last`,
    ),
    exactly('invoices in Netvisor once', silta.arrived, invoices, BOTH_SIDES),
    exactly('invoices in Netvisor once, plain script', script.arrived, invoices, BOTH_SIDES),
    atMost('requests on the wire at once', silta.wire.atOnce, 1, 'greatest number at any moment'),
    atMost('Netvisor calls per invoice', silta.netvisorCalls / invoices, 1.02, fromLog(silta.netvisorCalls)),
    atMost('Odoo calls per invoice', silta.odooCalls / invoices, 3, fromLog(silta.odooCalls)),
    exactly(
      'Netvisor and Odoo calls of the plain script, all together',
      script.netvisorCalls + script.odooCalls,
      silta.netvisorCalls + silta.odooCalls,
      'the yardstick makes the same number of calls; both from the call logs',
    ),
    exactly('sent invoices that are verified', verified.invoices, sent, 'marked so in Odoo by one run'),
    atMost(
      'Netvisor calls for verification, for each 500 invoices begun',
      verified.netvisorCalls / Math.ceil(sent / 500),
      1,
      `${verified.netvisorCalls} calls to Netvisor and ${verified.odooCalls} to Odoo in the simulators' logs, for ${sent} invoices`,
    ),
    atMost('history events per workflow', Math.max(...events), 25, spread(events, 'events')),
    atMost(
      'billable Temporal actions per workflow',
      Math.max(...actions),
      6,
      `${spread(actions, 'actions')}; start, signal, each attempt of an activity, timer, upsert: 1 each`,
    ),
  ];
}

const BOTH_SIDES = 'found once in Netvisor with the sum of Odoo, and Odoo holds its key';

function onTheWire({ wire, coresBusy }: Measured): string {
  const [median, late] = [0.5, 0.95].map((share) => quantile(wire.gaps, share).toFixed(1));
  return [
    `${seconds(wire.busyMs)} busy of ${seconds(wire.lastEnd - wire.firstStart)} from the first call's start to the`,
    `last one's end, timed at the HTTP server of the simulated Netvisor; pause between calls: median ${median} ms,`,
    `95 % below ${late} ms, longest ${(wire.gaps.at(-1) ?? 0).toFixed(0)} ms;`,
    `the cores of this machine were busy ${(100 * coresBusy).toFixed(0)} % of that time`,
  ].join(' ');
}

function fromLog(calls: number): string {
  return `${calls} calls in the simulator's log between the first request and the last run's end; customers and products known before`;
}

function spread(values: readonly number[], what: string): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `most of any run, from the runs' histories; mean ${mean.toFixed(2)} ${what}`;
}

function atLeast(figure: string, kind: Figure['kind'], value: number, target: number, how: string): Figure {
  return { figure, value: rounded(value), target: `>= ${target}`, ok: value >= target, kind, how };
}

function atMost(figure: string, value: number, target: number, how: string): Figure {
  return { figure, value: rounded(value), target: `<= ${target}`, ok: value <= target, kind: 'count', how };
}

function exactly(figure: string, value: number, target: number, how: string): Figure {
  return { figure, value, target: `= ${target}`, ok: value === target, kind: 'count', how };
}

function forInformation(figure: string, value: number, how: string): Figure {
  return { figure, value: rounded(value), target: null, ok: true, kind: 'time', how };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
