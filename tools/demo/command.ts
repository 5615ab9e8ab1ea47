/** Runs a command of the product as a person would, and shows it with what it answered. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ODOO_SIM_ADMIN } from '../../simulators/odoo/credentials.ts';
import type { Stage } from './stage.ts';

const SILTA = fileURLToPath(new URL('../../bin/silta.mjs', import.meta.url));

/** Fails unless the command ends with exit code 0. Resolves to what it answered. */
export async function silta({ screen, world }: Stage, ...args: readonly string[]): Promise<string> {
  const shown = ['silta', ...args.map((arg) => (/^[\w%.-]+$/.test(arg) ? arg : `"${arg}"`))].join(' ');
  const { code, output } = await screen.during(shown, run(['--config', world.configFile, ...args], {
    ...world.environment,
    // What an administrator sets for commands that change more than Silta's own user may.
    SILTA_ODOO_ADMIN_KEY: ODOO_SIM_ADMIN.key,
  })); // prettier-ignore
  screen.command(shown, output);
  if (code !== 0) throw new Error(`${shown} ended with ${code}`);
  return output;
}

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SILTA, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: output.trimEnd() }));
  });
}
