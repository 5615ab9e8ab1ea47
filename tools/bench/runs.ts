import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { loadSettings, type ConnectionSettings } from '../../config/settings.ts';
import { sendInvoice } from '../../control/invoices.ts';
import { verifyInvoices } from '../../control/verification.ts';
import { workflowIds } from '../../workflows/contract.ts';
import { startChild } from './child.ts';
import type { Company } from './company.ts';
import { watchCores } from './cores.ts';
import { costOf, type RunCost } from './history.ts';
import { SECRETS } from './settings-file.ts';
import { wireUse, type WireUse } from './wire.ts';

/** What the simulators saw of a batch of invoices. */
export interface Measured {
  readonly wire: WireUse;
  /** From asking for the first invoice to the end of the last one. */
  readonly wallMs: number;
  readonly netvisorCalls: number;
  readonly odooCalls: number;
  /** Invoices that both sides agree on. */
  readonly arrived: number;
  /** Share of the time of all cores that was used meanwhile, by whomever. */
  readonly coresBusy: number;
}

const BATCH = z.object({ askedAt: z.number(), doneAt: z.number() });

/**
 * Asks Silta for all of the company's invoices, one after the other like `silta send`. The runs' costs are read
 * afterwards, so that counting disturbs nothing.
 */
export async function measureSilta(
  client: Client,
  configFile: string,
  company: Company,
): Promise<Measured & { readonly runs: readonly RunCost[] }> {
  await sendBySilta(client, configFile, company.name, company.warmUp);
  const { askedAt, ...seen } = await measure(company, () =>
    sendBySilta(client, configFile, company.name, company.measured),
  );
  const runs = await costs(client, company);
  return { ...seen, wallMs: Math.max(...runs.map(({ endedAt }) => endedAt)) - askedAt, runs };
}

/** What it takes to verify all invoices that the company has sent. */
export interface Verified {
  readonly invoices: number;
  readonly netvisorCalls: number;
  readonly odooCalls: number;
}

export async function measureVerification(
  client: Client,
  configFile: string,
  company: Company,
): Promise<Verified> {
  const settings = settingsOf(configFile, company.name);
  const before = { odoo: await company.odoo.lastCall(), netvisor: await company.netvisor.lastCall() };
  const { verified } = await (await verifyInvoices(client, settings)).result();
  return {
    invoices: verified,
    netvisorCalls: (await company.netvisor.operations(before.netvisor)).length,
    odooCalls: (await company.odoo.operations(before.odoo)).length,
  };
}

function settingsOf(configFile: string, name: string): ConnectionSettings {
  const settings = loadSettings(configFile, SECRETS).connections.get(name);
  if (!settings) throw new Error(`no connection "${name}"`);
  return settings;
}

/** The same by the plain script, in a process of its own. */
export async function measureScript(configFile: string, company: Company): Promise<Measured> {
  const script = startChild('plain-script.ts', [configFile, company.name], SECRETS);
  try {
    await script.hear(z.object({ ready: z.literal(true) }));
    await script.ask({ ids: company.warmUp }, BATCH);
    let doneAt = 0;
    const { askedAt, ...seen } = await measure(company, async () => {
      const batch = await script.ask({ ids: company.measured }, BATCH);
      doneAt = batch.doneAt;
      return batch.askedAt;
    });
    return { ...seen, wallMs: doneAt - askedAt };
  } finally {
    await script.stop();
  }
}

/** Resolves when all runs are over, to the time of the first request (epoch ms). */
export async function sendBySilta(
  client: Client,
  configFile: string,
  name: string,
  ids: readonly number[],
): Promise<number> {
  const settings = settingsOf(configFile, name);
  const askedAt = Date.now();
  for (const id of ids) await sendInvoice(client, settings, id, 'batch');
  // The last one first: while it is under way, one long poll is all that waiting costs.
  for (const id of [...ids].reverse()) {
    await client.workflow.getHandle(workflowIds.sendInvoice(name, id)).result();
  }
  return askedAt;
}

/** `send` resolves when all is over, to the time when it began (epoch ms). */
async function measure(
  company: Company,
  send: () => Promise<number>,
): Promise<Omit<Measured, 'wallMs'> & { readonly askedAt: number }> {
  const before = { odoo: await company.odoo.lastCall(), netvisor: await company.netvisor.lastCall() };
  const coresInUse = watchCores();
  const askedAt = await send();
  const coresBusy = coresInUse();
  const spans = await company.netvisor.spans(askedAt);
  const netvisorCalls = (await company.netvisor.operations(before.netvisor)).length;
  if (spans.length !== netvisorCalls) throw new Error('times and call log do not tell of the same calls');
  return {
    wire: wireUse(spans),
    askedAt,
    netvisorCalls,
    odooCalls: (await company.odoo.operations(before.odoo)).length,
    coresBusy,
    arrived: await company.arrived(company.measured),
  };
}

async function costs(client: Client, { name, measured }: Company): Promise<readonly RunCost[]> {
  const found: RunCost[] = [];
  for (const id of measured) {
    found.push(costOf(await client.workflow.getHandle(workflowIds.sendInvoice(name, id)).fetchHistory()));
  }
  return found;
}
