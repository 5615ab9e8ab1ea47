/** Why a real Odoo cannot be had on this machine; each has a cure that its text names. */
export const UNAVAILABLE_REASONS = ['download-failed', 'missing-tool', 'unsupported-platform'] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

export interface Unavailability {
  readonly reason: UnavailableReason;
  /** What is wrong and what to do about it, for the developer who reads the test output. */
  readonly text: string;
}

/** Thrown by every step that finds that this machine cannot run a real Odoo (as opposed to one that broke). */
export class RealOdooUnavailable extends Error implements Unavailability {
  readonly reason: UnavailableReason;
  readonly text: string;

  constructor(reason: UnavailableReason, text: string) {
    super(`${reason}: ${text}`);
    this.name = 'RealOdooUnavailable';
    this.reason = reason;
    this.text = text;
  }
}
