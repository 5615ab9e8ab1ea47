/** `node --import tsx tools/temporal-server/install.ts`: makes sure that a Temporal dev server is there. */
import { findTemporalServer } from './find.ts';

const WORDS = {
  env: 'named by SILTA_TEMPORAL_CLI',
  path: 'found on the PATH',
  cache: 'in the cache',
  download: 'downloaded',
  build: 'built',
} as const;

try {
  const found = await findTemporalServer((line) => console.error(line));
  console.error(`Temporal dev server: ${WORDS[found.how]}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
