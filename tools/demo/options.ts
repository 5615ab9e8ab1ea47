import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';

export interface DemoOptions {
  readonly seed: number;
  readonly end: 'stay' | 'exit';
}

const HIGHEST_SEED = 2 ** 32 - 1;

/**
 * Reads the command line. Without `--stay` or `--exit` the demo stays on a terminal, and ends by itself where
 * nobody sits: in a pipe, in CI.
 */
export function readOptions(argv: readonly string[], place: { readonly interactive: boolean }): DemoOptions {
  const command = new Command('npm run demo --')
    .description('Shows on simulators how Silta brings each invoice into Netvisor once, whatever breaks.')
    .addOption(
      new Option('--seed <number>', 'the same customers, products and sums again').argParser(seedFrom),
    )
    .addOption(new Option('--stay', 'stay up afterwards until Ctrl-C').conflicts('exit'))
    .option('--exit', 'end afterwards');
  command.parse(argv, { from: 'user' });
  const { seed, stay, exit } = command.opts<{ seed?: number; stay?: true; exit?: true }>();
  const stays = stay ?? (exit ? false : place.interactive);
  return { seed: seed ?? randomInt(1, 100_000), end: stays ? 'stay' : 'exit' };
}

function seedFrom(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed > HIGHEST_SEED)
    throw new InvalidArgumentError(`a whole number from 0 to ${HIGHEST_SEED}`);
  return seed;
}
