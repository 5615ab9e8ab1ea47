import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { describe, expect, test } from '@jest/globals';
import { accepts } from '../../tools/temporal-server/ports.ts';
import { startTemporalServer } from '../../tools/temporal-server/start.ts';
import { inTempFolder } from './helpers.ts';

const silent = (): void => undefined;
const STATE = defineSearchAttributeKey('SiltaState', 'KEYWORD');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function withClient<T>(address: string, body: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await body(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

async function start(client: Client, workflowId: string): Promise<void> {
  await client.workflow.start('nobodyRunsThis', {
    workflowId,
    taskQueue: 'nobody',
    typedSearchAttributes: [{ key: STATE, value: 'Waiting' }],
  });
}

function portOf(address: string): number {
  return Number(address.split(':')[1]);
}

describe('the Temporal dev server', () => {
  test('answers with its search attributes and its UI, and is gone after stop', async () => {
    const server = await startTemporalServer({ log: silent, ui: true, searchAttributes: ['SiltaState'] });
    try {
      const page = await fetch(server.uiUrl ?? '');
      expect(page.status).toBe(200);
      await withClient(server.address, (client) => start(client, 'one'));
    } finally {
      await Promise.all([server.stop(), server.stop()]);
    }
    expect(await accepts(portOf(server.address))).toBe(false);
    expect(server.process.exitCode ?? server.process.signalCode).not.toBeNull();
  });

  test('with a file it remembers workflows over a restart', () =>
    inTempFolder(async (folder) => {
      const options = {
        log: silent,
        searchAttributes: ['SiltaState'],
        dbFile: path.join(folder, 'temporal.db'),
      };
      const before = await startTemporalServer(options);
      try {
        await withClient(before.address, (client) => start(client, 'kept'));
      } finally {
        await before.stop();
      }
      const after = await startTemporalServer(options);
      try {
        const found = await withClient(after.address, (client) =>
          client.workflow.getHandle('kept').describe(),
        );
        expect(found.status.name).toBe('RUNNING');
        expect(found.typedSearchAttributes.get(STATE)).toBe('Waiting');
      } finally {
        await after.stop();
      }
    }));

  test('that cannot come up says so with its own words', () =>
    inTempFolder(async (folder) => {
      const dbFile = path.join(folder, 'no', 'such', 'folder', 'temporal.db');
      await expect(startTemporalServer({ log: silent, searchAttributes: [], dbFile })).rejects.toThrow(
        /did not come up: it ended with exit code 1\n.*\S/s,
      );
    }));

  test('dies with a process that was killed without a word', async () => {
    const program =
      `const { startTemporalServer } = await import('./tools/temporal-server/start.ts');` +
      `const server = await startTemporalServer({ log: () => undefined, searchAttributes: [] });` +
      `console.log(server.address); setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let port = 0;
    for await (const line of createInterface(parent.stdout)) {
      port = portOf(line);
      break;
    }
    expect(await accepts(port)).toBe(true);
    parent.kill('SIGKILL');
    const deadline = Date.now() + 10_000;
    while ((await accepts(port)) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await accepts(port)).toBe(false);
  });
});
