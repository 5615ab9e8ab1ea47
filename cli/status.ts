import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { print } from './output.ts';
import { withClient, type Global } from './shared.ts';
import type { ConnectionSettings } from '../config/settings.ts';
import { verificationTimes, verifyInvoices, type VerificationTimes } from '../control/verification.ts';
import { OdooError } from '../odoo/errors.ts';
import { openConnection, SILENT } from '../workers/connections.ts';
import { connectionStatus, workflowIds, type ConnectionStatus } from '../workflows/contract.ts';

export function addStatus(program: Command, options: () => Global): void {
  program
    .command('status <connection>')
    .description(
      'State of a connection: is its lane held, and if not, why; how many sent invoices are verified.',
    )
    .action((connection: string) =>
      withClient(options(), connection, async (client, _settings, own) => {
        const status = await client.workflow
          .getHandle(workflowIds.connection(connection))
          .query(connectionStatus);
        const sent = await sentInvoices(own);
        const verification = await verificationTimes(client, connection);
        const lines = [lane(connection, status), counts(sent), times(verification)];
        print(options(), { ...status, sent, verification }, lines.join('\n'));
      }),
    );

  program
    .command('verify <connection>')
    .description('Compare the sums of sent invoices with what Netvisor computed now, not only by the clock.')
    .action((connection: string) =>
      withClient(options(), connection, (client, _settings, own) => verify(options(), client, own)),
    );
}

async function verify(options: Global, client: Client, own: ConnectionSettings): Promise<void> {
  const { workflowId } = await verifyInvoices(client, own);
  print(
    options,
    { workflowId },
    `Asked. See: silta status ${own.name}, or ${workflowId} in the Temporal UI.`,
  );
}

function lane(
  connection: string,
  { lane: state, pause, closedResources, notSetUp }: ConnectionStatus,
): string {
  const paused = pause ? `, paused since ${pause.since}: ${pause.reason}` : '';
  const rights = closedResources.length > 0 ? `, no right to ${closedResources.join(', ')}` : '';
  const product = notSetUp ? `, general product not in Netvisor: ${notSetUp}` : '';
  return `${connection}: lane ${state}${paused}${rights}${product}`;
}

interface Sent {
  readonly verified: number;
  readonly notVerified: number;
}

/** Null when Odoo does not answer: the state of the lane is worth showing without it. */
async function sentInvoices(own: ConnectionSettings): Promise<Sent | null> {
  const { odoo, netvisor } = openConnection(own, new AbortController().signal, SILENT);
  try {
    const { verified, not } = await odoo.countVerified();
    return { verified, notVerified: not };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return null;
  } finally {
    netvisor.close();
  }
}

function counts(sent: Sent | null): string {
  return sent
    ? `sent invoices: ${sent.verified} verified, ${sent.notVerified} not verified yet`
    : 'sent invoices: Odoo does not answer';
}

function times({ last, next }: VerificationTimes): string {
  return [
    `verification: ${last ? `last ${last.status} at ${last.at}` : 'has not run yet'}`,
    next ? `next at ${next}` : 'none scheduled',
  ].join(', ');
}
