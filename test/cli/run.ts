import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

const BIN = fileURLToPath(new URL('../../bin/silta.mjs', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person does: a process of its own, without a terminal. */
export function silta(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.err += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...text }));
  });
}

export const KEYS = { KEY: 'CANARYKEY00000000000000000000001' } as const;

/** A settings file whose two systems nobody serves. */
export function settingsText(temporalAddress: string, netvisor: object = {}): string {
  return stringify({
    temporal: { address: temporalAddress },
    connections: {
      main: {
        environment: 'test',
        odoo: { url: 'http://127.0.0.1:1', database: 'kuurabox', company: 1, apiKey: { env: 'KEY' } },
        netvisor: {
          url: 'http://127.0.0.1:1',
          organisationId: '9120034-9',
          partnerId: 'Kbx_204',
          partnerKey: { env: 'KEY' },
          customerId: 'KB_11223_4455',
          customerKey: { env: 'KEY' },
          limitSeconds: 1,
          ...netvisor,
        },
      },
    },
  });
}
