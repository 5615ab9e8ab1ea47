import { Connection } from '@temporalio/client';
import { print } from './output.ts';
import { cureForMissing, missingAttributes } from './search-attributes.ts';
import { connectionOf, settingsOf, type Global } from './shared.ts';
import type { Settings } from '../config/settings.ts';
import { NetvisorError } from '../netvisor/errors.ts';
import { OdooError } from '../odoo/errors.ts';
import { openConnection, SILENT, type OpenConnection } from '../workers/connections.ts';

interface Line {
  readonly of: string;
  readonly green: boolean;
  readonly says: string;
}

/** `silta check`: one line for each thing that must hold, with the cure where it does not. */
export async function check(options: Global, connection: string | undefined): Promise<void> {
  const settings = settingsOf(options);
  const connections = connection ? [connectionOf(settings, connection)] : [...settings.connections.values()];
  const lines = [await temporalLine(settings)];
  for (const own of connections) {
    const open = openConnection(own, new AbortController().signal, SILENT);
    lines.push(await odooLine(open), await netvisorLine(open));
  }
  const words = lines.map(({ of, green, says }) => `${green ? 'green' : 'RED  '}  ${of}: ${says}`);
  print(options, lines, words.join('\n'));
  if (lines.some(({ green }) => !green)) process.exitCode = 1;
}

async function temporalLine({ temporal: { address, namespace } }: Settings): Promise<Line> {
  const of = `Temporal ${address}`;
  try {
    const temporal = await Connection.connect({ address, connectTimeout: '5s' });
    await temporal.workflowService.describeNamespace({ namespace });
    const missing = await missingAttributes(temporal, namespace);
    await temporal.close();
    return missing && missing.length > 0
      ? { of, green: false, says: `lacks search attributes. Run: ${cureForMissing(missing)}` }
      : { of, green: true, says: `answers, namespace ${namespace}` };
  } catch {
    return {
      of,
      green: false,
      says: `does not answer, or has no namespace ${namespace}. Check temporal.address.`,
    };
  }
}

async function odooLine({ odoo, settings: { name } }: OpenConnection): Promise<Line> {
  const of = `${name}: Odoo`;
  try {
    const pin = await odoo.checkPin();
    switch (pin.kind) {
      case 'pinned':
        return { of, green: true, says: 'key accepted, provisioned, pinned to this database' };
      case 'not-provisioned':
        return { of, green: false, says: `not provisioned. Run: silta provision ${name}` };
      case 'other-database':
        return {
          of,
          green: false,
          says: 'this database or Netvisor organisation is not the one that the connection is pinned to (a restored copy?). If it is right: silta provision --repin',
        };
    }
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const { kind, code } = error;
    if (kind === 'Refused')
      return {
        of,
        green: false,
        says: `refuses the key (${code}). Check odoo.apiKey and the user’s rights.`,
      };
    if (kind === 'Transient') return { of, green: false, says: `does not answer (${code}). Check odoo.url.` };
    return {
      of,
      green: false,
      says: `not provisioned, or not Odoo 19 or later (${code}). Run: silta provision ${name}`,
    };
  }
}

async function netvisorLine({ netvisor, settings }: OpenConnection): Promise<Line> {
  const of = `${settings.name}: Netvisor ${settings.netvisor.organisationId}`;
  try {
    const { salesInvoiceListRight } = await netvisor.probe();
    return salesInvoiceListRight === 'granted'
      ? { of, green: true, says: `keys accepted (${settings.environment}), sales invoices can be read` }
      : {
          of,
          green: false,
          says: 'keys accepted, but no right to salesinvoicelist.nv. In Netvisor: Company → API identifiers.',
        };
  } catch (error) {
    if (!(error instanceof NetvisorError)) throw error;
    switch (error.reason) {
      case 'AuthFailed':
        return {
          of,
          green: false,
          says: 'refuses the keys. Check ids, keys, organisation and this machine’s clock.',
        };
      case 'Maintenance':
        return { of, green: false, says: 'is in maintenance. Documents wait; nothing needs to be done.' };
      default:
        return {
          of,
          green: false,
          says: `does not answer as it should (${error.reason}). Check netvisor.url.`,
        };
    }
  } finally {
    netvisor.close();
  }
}
