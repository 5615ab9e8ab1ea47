import { z } from 'zod';
import type { FaultCatalogue, FiredFault } from '../shared/faults.ts';
import { NETVISOR_CODES, Refusal } from './errors.ts';

const none = z.strictObject({});

/** Faults of the Netvisor simulator beyond the common ones. */
export const OWN_FAULTS = {
  /** Refused after authentication with this code; nothing is processed. */
  refuse: z.strictObject({ code: z.enum(NETVISOR_CODES), text: z.string().default('refused') }),
  maintenance: none,
  'technical-error-before': none,
  /** Processed and booked, then answered as failed. */
  'technical-error-after': none,
  /** Turned away by something in front of Netvisor; nothing is processed, nothing checked. */
  'http-429': z.strictObject({ retryAfterSeconds: z.number().int().min(0).default(60) }),
  /** Answered as a request that overlaps another one of the same company. */
  overlap: none,
} as const satisfies FaultCatalogue;
type OwnFaultName = keyof typeof OWN_FAULTS;

export function isOwnFault(name: string): name is OwnFaultName {
  return Object.hasOwn(OWN_FAULTS, name);
}

export const OVERLAP_TEXT = 'Another request of the same company is being processed';

/** The refusal that a fault gives before processing, if it gives one. */
export function refusalBefore(fault: FiredFault | undefined): Refusal | undefined {
  if (fault === undefined || !isOwnFault(fault.name)) return undefined;
  switch (fault.name) {
    case 'refuse': {
      const { code, text } = OWN_FAULTS.refuse.parse(fault.parameters);
      return new Refusal(code, text);
    }
    case 'maintenance':
      return new Refusal('SYSTEM_MAINTENANCE', 'Netvisor is under maintenance');
    case 'technical-error-before':
      return new Refusal('TECHNICAL_ERROR', technicalErrorText);
    case 'overlap':
      return new Refusal('TECHNICAL_ERROR', OVERLAP_TEXT);
    case 'technical-error-after':
    case 'http-429':
      return undefined;
  }
}

export const technicalErrorText = 'Aineiston käsittelyssä tapahtui virhe. Virhetunniste: 0000';
