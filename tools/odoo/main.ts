import { RealOdooUnavailable } from './availability.ts';
import { startRealOdoo } from './server.ts';

/** One real Odoo in the foreground, to play with: `npx tsx tools/odoo/main.ts`. Ctrl-C ends it. */
async function main(): Promise<void> {
  const odoo = await startRealOdoo({ log: (line) => console.error(line) });
  console.log(
    [
      `url        ${odoo.url}`,
      `database   ${odoo.database} (uuid ${odoo.databaseUuid})`,
      `log in as  ${odoo.adminLogin} / ${odoo.adminPassword}`,
      `admin key  ${odoo.adminKey}`,
      `bot        ${odoo.botLogin}, key ${odoo.botKey}`,
      `log file   ${odoo.logFile}`,
      'Ctrl-C ends it and removes its data.',
    ].join('\n'),
  );
  const keepAlive = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  clearInterval(keepAlive);
  console.error('stopping');
  await odoo.stop();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof RealOdooUnavailable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
