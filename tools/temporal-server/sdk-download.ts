/**
 * A process of its own: `sdk-download.ts <folder>` lets Temporal's SDK fetch its dev server into the folder.
 * The SDK only fetches what it then starts, and starting it installs the process-wide Runtime, which the
 * caller wants to configure itself.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { CLI_VERSION } from './version.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: sdk-download.ts <folder>');
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir: folder, version: `v${CLI_VERSION}` } },
});
await environment.teardown();
