import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal, type TestTemporal } from '../../tools/playground/temporal.ts';
import { createWorld } from '../../tools/playground/world.ts';
import { CARELESS_NETVISOR, GUARDS, outcomeOf, type Guard, type Outcome } from './guards.ts';
import { plantMutant } from './mutant.ts';

/** Courses of events at a time; most of their time is waiting. */
const AT_A_TIME = 4;

type Played = { readonly outcome: Outcome } | { readonly error: unknown };

let temporal: TestTemporal;
const plays = new Map<Guard, { readonly guarded: Promise<Played>; readonly unguarded: Promise<Played> }>();

beforeAll(async () => {
  temporal = await startTemporal();
  const turn = turnstile(AT_A_TIME);
  for (const guard of GUARDS) {
    plays.set(guard, {
      guarded: turn(() => played(() => play(guard, undefined))),
      unguarded: turn(() => played(() => playMutant(guard))),
    });
  }
});
afterAll(async () => {
  await Promise.all([...plays.values()].flatMap(({ guarded, unguarded }) => [guarded, unguarded]));
  await temporal?.stop();
});

describe.each(GUARDS)('$name: when $course', (guard) => {
  test('the guard prevents the accident', async () => {
    expect(outcomeIn(await plays.get(guard)?.guarded)).toEqual(guard.safe);
  }, 240_000);

  test('without the guard the accident happens', async () => {
    expect(outcomeIn(await plays.get(guard)?.unguarded)).toMatchObject(guard.accident);
  }, 240_000);
});

async function playMutant(guard: Guard): Promise<Outcome> {
  const mutant = plantMutant(guard.mutation);
  try {
    return await play(guard, mutant.root);
  } finally {
    mutant.remove();
  }
}

/** Plays the guard's course of events in a world of its own, on the given source. */
async function play(guard: Guard, root: string | undefined): Promise<Outcome> {
  const world = await createWorld({
    temporal,
    companies: 1,
    limitSeconds: guard.limitSeconds,
    netvisor: { ...CARELESS_NETVISOR, ...guard.netvisor },
  });
  try {
    const worker = await world.startWorker(root);
    const [company] = world.companies;
    if (!company) throw new Error('a world without a company');
    const moveId = await guard.play({ world, company, worker, startWorker: () => world.startWorker(root) });
    return outcomeOf(company, moveId);
  } finally {
    await world.close();
  }
}

/** An error is kept for the test that asks for it. */
async function played(course: () => Promise<Outcome>): Promise<Played> {
  try {
    return { outcome: await course() };
  } catch (error) {
    return { error };
  }
}

function outcomeIn(result: Played | undefined): Outcome {
  if (result === undefined) throw new Error('not played');
  if ('error' in result) throw result.error;
  return result.outcome;
}

/** Lets so many jobs run at a time; the others wait for their turn, first come first served. */
function turnstile(places: number): <T>(job: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (job) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
