/** `npm run demo`: see {@link playStory}. Ends with exit code 0 only if both sides agree. */
import { readOptions, type DemoOptions } from './options.ts';
import { createScreen } from './screen.ts';
import type { Stage } from './stage.ts';
import { playStory, showLinks } from './show.ts';

const INTERRUPTED = 130;
const SAME_WISH_MS = 1_000;

const interactive = process.stdout.isTTY && !process.env['CI'];
process.exit(await run(readOptions(process.argv.slice(2), { interactive })));

async function run({ seed, end }: DemoOptions): Promise<number> {
  const screen = createScreen(process.stdout);
  const undo: (() => Promise<void>)[] = [];
  const stopped = stopSignal();
  let stage: Stage | undefined;
  let code = 1;
  try {
    const atEnd = (step: () => Promise<void>): void => void undo.unshift(step);
    const onStage = (built: Stage): void => void (stage = built);
    const played = await Promise.race([playStory({ screen, seed, atEnd, onStage }), stopped]);
    if (played === 'stopped') return INTERRUPTED;
    code = played.account.problems.length === 0 ? 0 : 1;
    if (end === 'stay') {
      await showLinks(played.stage);
      await stopped;
    } else {
      screen.say(`Look around in the Temporal UI afterwards: npm run demo -- --stay --seed ${seed}`);
    }
  } catch (error) {
    code = 1;
    console.error(error);
    if (stage) console.error(`The end of the worker's log:\n${stage.worker.lines.slice(-10).join('\n')}`);
  } finally {
    screen.mute();
    for (const step of undo) await step().catch((error: unknown) => console.error(error));
  }
  return code;
}

/** Resolves when a person or the system wants an end; a second wish ends at once. */
function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        first ??= Date.now();
        resolve('stopped');
        // The terminal and npm both pass a Ctrl-C on: that is still one wish.
        if (Date.now() - first > SAME_WISH_MS) process.exit(INTERRUPTED);
      });
    }
    // A `kill` of npm ends the shell between npm and us, and tells us nothing.
    const parent = process.ppid;
    if (process.env['npm_lifecycle_event'] === 'demo')
      setInterval(() => process.ppid !== parent && resolve('stopped'), 500).unref();
  });
}
