import { z } from 'zod';
import type { FaultCatalogue } from '../shared/faults.ts';
import { isRealModel } from './schema/not-simulated.ts';
import { MODELS } from './schema/index.ts';
import { knowsMethod } from './methods.ts';

const none = z.strictObject({});

/** What can go wrong at an Odoo beyond what can go wrong at any server; all before processing. */
export const ODOO_FAULTS = {
  unavailable: none,
  unauthorized: none,
  forbidden: none,
  'serialization-failure': none,
  'too-many-requests': z.strictObject({ retryAfterSeconds: z.number().int().min(0).default(1) }),
} as const satisfies FaultCatalogue;
export type OdooFaultName = keyof typeof ODOO_FAULTS;

export const PROBES = [
  'GET /web/version',
  'GET /web/health',
  'POST /web/webclient/version_info',
  'GET /my/invoices',
] as const;

const names = new Set(MODELS.map((model) => model.name));

/** Lets a misspelt operation be refused when a fault is armed. */
export function knowsOperation(operation: string): boolean {
  if (PROBES.some((probe) => probe === operation)) return true;
  const [model = '', method = '', ...rest] = operation.split('/');
  if (rest.length > 0 || isRealModel(model)) return false;
  return (names.has(model) || model.startsWith('x_')) && knowsMethod(model, method);
}
