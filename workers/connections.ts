import type { ConnectionDeps, Log } from '../activities/deps.ts';
import { createRegisterCache } from '../activities/netvisor-registers.ts';
import { ledgerOf, type ConnectionSettings, type Settings } from '../config/settings.ts';
import type { PauseReason } from '../mapping/reasons.ts';
import { createNetvisorClient } from '../netvisor/client.ts';
import { createGate } from '../netvisor/gate.ts';
import { helpfulResources } from '../netvisor/registers.ts';
import { createOdooTransport } from '../odoo/any-version.ts';
import { createOdooClient } from '../odoo/client.ts';
import type { OdooVersion } from '../odoo/version.ts';
import { timing } from '../workflows/contract.ts';

/** A connection in this process: its clients, and what tells the holder of the lane to let go. */
export interface OpenConnection extends ConnectionDeps {
  /** Asks Odoo when it is not known yet. */
  readonly odooVersion: () => Promise<OdooVersion>;
  readonly lane: {
    /** Why the lane must be let go; undefined while documents may flow. */
    haltedBy(): PauseReason | undefined;
    /** Netvisor resources that documents need and the key has no right to. */
    closedResources(): readonly string[];
    /** After a green probe. */
    reopen(): void;
    onChange(listener: () => void): () => void;
  };
}

/** For commands that answer by themselves. */
export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const NETVISOR_LANGUAGE = { fi: 'FI', sv: 'SE', en: 'EN' } as const;

export function openConnection(
  settings: ConnectionSettings,
  stopping: AbortSignal,
  log: Log,
): OpenConnection {
  const waits = timing(settings.netvisor.limitSeconds);
  const ledger = ledgerOf(settings);
  const gate = createGate({ rightBackOffMs: waits.probeAfterMs[0] ?? waits.attemptMs });
  const transport = createOdooTransport({ ...settings.odoo, timeoutMs: waits.odooMs });
  const { url, sender, customerId, customerKey, partnerId, partnerKey, organisationId } = settings.netvisor;
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  let haltedBy: PauseReason | undefined;
  gate.onChange(changed);
  const netvisor = createNetvisorClient({
    baseUrl: url,
    credentials: {
      sender,
      customerId,
      customerKey,
      partnerId,
      partnerKey,
      organisationId,
      language: NETVISOR_LANGUAGE[settings.language],
    },
    writeTimeoutMs: waits.requestMs,
    readTimeoutMs: waits.requestMs,
    gate,
  });

  return {
    settings,
    ledger,
    waits,
    stopping,
    log,
    gate,
    odoo: createOdooClient(transport, {
      company: settings.odoo.company,
      ledger,
      language: settings.language,
    }),
    odooVersion: () => transport.version(),
    netvisor,
    registers: createRegisterCache(netvisor.registers, { connection: settings.name, log, stopping, waits }),
    halt(reason) {
      haltedBy ??= reason;
      changed();
    },
    lane: {
      haltedBy() {
        const state = gate.state();
        return state.open ? haltedBy : state.reason;
      },
      closedResources: () =>
        gate
          .closedResources()
          .map(({ resource }) => resource)
          .filter((resource) => !helpfulResources.has(resource)),
      reopen() {
        haltedBy = undefined;
        gate.reopen();
      },
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

export function openConnections(
  { connections }: Settings,
  stopping: AbortSignal,
  log: Log,
): ReadonlyMap<string, OpenConnection> {
  return new Map([...connections].map(([name, settings]) => [name, openConnection(settings, stopping, log)]));
}
