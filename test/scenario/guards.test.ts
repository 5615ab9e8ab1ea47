import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTemporal } from '../../tools/playground/temporal.ts';
import { createWorld } from '../../tools/playground/world.ts';
import { GUARDS as GUARDS_OF_SENDING, SETTINGS, type Course, type Setting } from './guards.ts';
import { GUARDS_AFTER_SENDING } from './guards-after-sending.ts';
import { plantMutant, type Mutation } from './mutant.ts';
import { CARELESS_NETVISOR, outcomeOf, type Outcome } from './stage.ts';

const GUARDS = [...GUARDS_OF_SENDING, ...GUARDS_AFTER_SENDING];

/** Worlds at a time; most of their time is waiting. */
const AT_A_TIME = 3;

/** All worlds start with the first test, so each test may have to wait for all of them. */
const LIMIT_MS = 480_000;

type Played = { readonly outcome: Outcome } | { readonly error: unknown };
type Plays = ReadonlyMap<Course, Played>;

const guarded = new Map<Setting, Promise<Plays>>();
const unguarded = new Map<Mutation, Promise<Plays>>();

beforeAll(() => {
  const turn = turnstile(AT_A_TIME);
  for (const setting of new Set(GUARDS.map((guard) => guard.setting))) {
    const courses = GUARDS.filter((guard) => guard.setting === setting).flatMap((guard) => guard.courses);
    guarded.set(
      setting,
      turn(() => play(setting, courses)),
    );
  }
  for (const { setting, mutation, courses } of GUARDS) {
    unguarded.set(
      mutation,
      turn(() => playMutant(mutation, setting, courses)),
    );
  }
});
afterAll(() => Promise.all([...guarded.values(), ...unguarded.values()]), LIMIT_MS);

describe.each(GUARDS)('$name', ({ setting, mutation, courses }) => {
  describe.each(courses)('when $when', (course) => {
    test(
      'the guard prevents the accident',
      async () => {
        expect(outcomeIn(await guarded.get(setting), course)).toEqual(course.safe);
      },
      LIMIT_MS,
    );

    (course.unproven ? test.skip : test)(
      'without the guard the accident happens',
      async () => {
        expect(outcomeIn(await unguarded.get(mutation), course)).toMatchObject(course.accident);
      },
      LIMIT_MS,
    );
  });
});

async function playMutant(mutation: Mutation, setting: Setting, courses: readonly Course[]): Promise<Plays> {
  try {
    const mutant = plantMutant(mutation);
    try {
      return await play(setting, courses, mutant.root);
    } finally {
      mutant.remove();
    }
  } catch (error) {
    return new Map(courses.map((course) => [course, { error }]));
  }
}

/**
 * Plays all courses at once, each in a company of its own, on one worker. The Temporal server is theirs alone,
 * since workers of different source must not serve each other's runs. Errors are kept for the tests.
 */
async function play(setting: Setting, courses: readonly Course[], root?: string): Promise<Plays> {
  const temporal = await startTemporal();
  try {
    const world = await createWorld({
      temporal,
      companies: courses.length,
      ...SETTINGS[setting],
      netvisor: CARELESS_NETVISOR,
    });
    try {
      const startWorker = () => world.startWorker(root);
      const worker = await startWorker();
      const played = courses.map(async (course, index): Promise<[Course, Played]> => {
        const company = world.companies[index];
        if (!company) throw new Error('too few companies');
        try {
          const moveId = await course.play({ world, company, worker, startWorker });
          return [course, { outcome: outcomeOf(company, moveId) }];
        } catch (error) {
          return [course, { error }];
        }
      });
      return new Map(await Promise.all(played));
    } finally {
      await world.close();
    }
  } catch (error) {
    return new Map(courses.map((course) => [course, { error }]));
  } finally {
    await temporal.stop();
  }
}

function outcomeIn(plays: Plays | undefined, course: Course): Outcome {
  const played = plays?.get(course);
  if (!played) throw new Error('not played');
  if ('error' in played) throw played.error;
  return played.outcome;
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
