import { sleep } from '@temporalio/workflow';
import type { Absence, InDoubt } from '../activities/contract.ts';
import type { Timing } from './contract.ts';

/**
 * Waits between the looks that settle a lost reply. The first look comes soon, since most lost replies were
 * booked. The next comes when Netvisor can no longer be working on the attempt: only absence then is proof,
 * and the activity that gets it looks once more before it sends again.
 */
export class Settling {
  private looked: string | undefined;
  private notUnique = false;
  private refused: string | undefined;
  private decided: string | undefined;

  constructor(private readonly waits: Timing) {}

  /**
   * Waits until the next look is due. Resolves to what that look, if it finds nothing, proves. What a person has
   * decided (`known`) holds, too, where it had to wait.
   */
  async next({ doubt, reason }: InDoubt, known?: Absence): Promise<Absence | undefined> {
    this.notUnique ||= reason === 'RequestNotUnique';
    if (reason === 'Refused') this.refused = doubt.attempt;
    if (known?.by === 'person') this.decided = known.attempt;
    if (this.looked !== doubt.attempt) {
      this.looked = doubt.attempt;
      await sleep(this.waits.firstLookMs, { summary: 'Pause before looking in Netvisor' });
      return undefined;
    }
    const wait = doubt.settleAfter - Date.now();
    if (wait > 0)
      await sleep(wait, { summary: "Until Netvisor's own limit for the lost request has passed" });
    return { attempt: doubt.attempt, by: this.proofOf(doubt.attempt) };
  }

  private proofOf(attempt: string): Absence['by'] {
    if (attempt === this.decided) return 'person';
    if (this.notUnique) return 'looked-not-unique';
    return attempt === this.refused ? 'looked-refused' : 'looked';
  }
}
