/**
 * `node --import tsx test/replay/record.ts [--name NAME] [--to FOLDER] [--only PATH,PATH]`: walks every path of
 * `paths.ts` with a real worker, a real Temporal server and both simulators, and adds the histories to the store.
 */
import type { Client } from '@temporalio/client';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { createWorld, until, type Company, type World } from '../../tools/playground/world.ts';
import type { WorkerProcess } from '../../tools/playground/worker-process.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { decoded, fetchChain, fetchRuns, parseHistory, type RunHistory } from '../scenario/histories.ts';
import type { MortalPath, Path } from './path.ts';
import { MORTAL_PATHS, PATHS } from './paths.ts';
import { replayAll } from './replaying.ts';
import { withoutMachine } from './scrub.ts';
import { startRecordingServer, SUGGESTED_EVENTS } from './short-runs.ts';
import { appendToStore, checkStore, readStore, STORE } from './store.ts';

const ROOT = new URL('../..', import.meta.url);

interface Recorded {
  readonly path: string;
  readonly runs: readonly RunHistory[];
}

const { values } = parseArgs({
  options: { name: { type: 'string' }, to: { type: 'string', default: STORE }, only: { type: 'string' } },
});
await main(values.to, values.name ?? nextName(values.to), values.only?.split(','));

async function main(store: string, name: string, only?: readonly string[]): Promise<void> {
  const problems = checkStore(store);
  if (problems.length > 0)
    throw new Error(`the store is not whole, so nothing is added:\n${problems.join('\n')}`);
  const chosen = <P extends { readonly name: string }>(paths: readonly P[]): readonly P[] =>
    paths.filter((path) => only?.includes(path.name) ?? true);
  const begin = Date.now();
  const recorded: Recorded[] = [];
  for (const [events, { paths, mortal }] of byServer(chosen(PATHS), chosen(MORTAL_PATHS)))
    recorded.push(...(await walkAll(events, paths, mortal)));
  const files = await Promise.all(recorded.flatMap((one) => filesOf(name, one)));
  const results = await replayAll(
    await bundleWorkflows(),
    files.map(({ file, text }) => ({ name: file, history: parseHistory(text) })),
  );
  const failed = results.filter(({ error }) => error);
  if (failed.length > 0)
    throw new Error(`fresh histories do not replay: ${JSON.stringify(failed, undefined, 2)}`);
  appendToStore(store, files);
  const size = Math.round(files.reduce((sum, { text }) => sum + text.length, 0) / 1024);
  const seconds = Math.round((Date.now() - begin) / 1000);
  console.log(
    `recorded ${files.length} histories of ${recorded.length} paths as "${name}": ${size} KiB, ${seconds} s`,
  );
}

interface Walked {
  readonly paths: readonly Path[];
  readonly mortal: readonly MortalPath[];
}

/** The paths that can be walked on one server, by the events after which it asks for a new run. */
function byServer(
  paths: readonly Path[],
  mortal: readonly MortalPath[],
): readonly (readonly [number, Walked])[] {
  const eventsOf = ({ suggestedEvents = SUGGESTED_EVENTS }: Pick<Path, 'suggestedEvents'>): number =>
    suggestedEvents;
  const all = new Set([...paths, ...mortal].map(eventsOf));
  const within = <P extends Pick<Path, 'suggestedEvents'>>(
    some: readonly P[],
    events: number,
  ): readonly P[] => some.filter((path) => eventsOf(path) === events);
  return [...all].map((events) => [events, { paths: within(paths, events), mortal: within(mortal, events) }]);
}

async function walkAll(
  suggestedEvents: number,
  paths: readonly Path[],
  mortal: readonly MortalPath[],
): Promise<Recorded[]> {
  const temporal = await startRecordingServer(suggestedEvents);
  let world: World | undefined;
  try {
    const limitSeconds = 2;
    const companies = paths.length + mortal.length;
    world = await createWorld({ temporal: temporal, companies, limitSeconds, name: 'recorded' });
    let worker = await world.startWorker();
    const companyOf = (index: number): Company => {
      const company = world?.companies[index];
      if (!company) throw new Error('a path without a company');
      return company;
    };
    const { client } = temporal;
    const keep = async (
      path: string,
      proof: readonly string[],
      ids: readonly string[],
    ): Promise<Recorded> => {
      const runs = (await Promise.all(ids.map((id) => runsOf(client, id)))).flat();
      const missing = missingProof(proof, runs);
      if (missing.length > 0) throw new Error(`its histories lack ${missing.join(', ')}`);
      console.log(`walked  ${path}`);
      return { path, runs };
    };
    const walked = await Promise.allSettled(
      paths.map(async ({ name, proof, walk }, index) =>
        keep(name, proof, await walk({ company: companyOf(index), client })),
      ),
    );
    const failed = walked.flatMap((one, index) =>
      one.status === 'rejected' ? [`${paths[index]?.name}: ${String(one.reason)}`] : [],
    );
    if (failed.length > 0) throw new Error(`paths that could not be walked:\n${failed.join('\n')}`);
    const recorded = walked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const [index, { name, proof, walk }] of mortal.entries()) {
      const ids = await walk({
        company: companyOf(paths.length + index),
        client,
        kill: () => killed(worker),
        revive: async () => void (worker = await (world as World).startWorker()),
      });
      recorded.push(await keep(name, proof, ids));
    }
    return recorded;
  } finally {
    await world?.close();
    await temporal.stop();
  }
}

/** All runs of a workflow id: those that continued each other, and those that were started anew. */
async function runsOf(client: Client, workflowId: string): Promise<RunHistory[]> {
  const chain = await until(
    `${workflowId} has begun`,
    () => fetchChain(client, workflowId),
    // Without a task that was carried out there is nothing to replay, and a replay would wait for one for ever.
    (runs) =>
      runs.every(({ history }) => JSON.stringify(decoded(history)).includes('WORKFLOW_TASK_COMPLETED')),
  );
  const listed = await fetchRuns(client, `WorkflowId = '${workflowId}'`);
  const earlier = listed.filter(({ runId }) => chain.every((run) => run.runId !== runId));
  return [...earlier, ...chain];
}

async function killed(worker: WorkerProcess): Promise<void> {
  worker.signal('SIGKILL');
  await worker.gone();
}

function missingProof(proof: readonly string[], runs: readonly RunHistory[]): string[] {
  const text = runs.map(({ history }) => JSON.stringify(decoded(history))).join('\n');
  return proof.filter((words) => !text.includes(words));
}

/** `<recording>/<path>.<workflow>.<number>.json`, in the order in which the runs followed each other. */
function filesOf(recording: string, { path, runs }: Recorded): Promise<{ file: string; text: string }>[] {
  const seen = new Map<string, number>();
  return runs.map(async ({ type, history }) => {
    const number = (seen.get(type) ?? 0) + 1;
    seen.set(type, number);
    const text = await format(JSON.stringify(withoutMachine(history)), { parser: 'json', printWidth: 110 });
    return { file: `${recording}/${path}.${type}.${number}.json`, text };
  });
}

/** Version of the product, and a number when it has been recorded before. */
function nextName(store: string): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
  const taken = new Set(readStore(store).map(({ recording }) => recording));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? version : `${version}-${number}`;
    if (!taken.has(name)) return name;
  }
}
