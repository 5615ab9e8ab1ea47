import type { Command } from 'commander';
import { print } from './output.ts';
import { withClient, type Global } from './shared.ts';
import { applySchedules } from '../schedules/apply.ts';

export function addSchedules(program: Command, options: () => Global): void {
  const schedules = program.command('schedules').description('What Silta does by the clock.');
  schedules
    .command('apply')
    .description(
      'Make the schedules in Temporal match the settings. What is paused stays paused; those of connections that the settings do not have are removed.',
    )
    .option('--keep-others', 'leave schedules of other connections, where several settings share a namespace')
    .action(({ keepOthers }: { keepOthers?: true }) =>
      withClient(options(), undefined, async (client, settings) => {
        const changes = await applySchedules(client, settings, { others: keepOthers ? 'keep' : 'remove' });
        print(options(), changes, changes.map(({ id, done }) => `${id}: ${done}`).join('\n'));
      }),
    );
}
