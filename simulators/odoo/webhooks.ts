import type { WebhookPost } from './orm/database.ts';

/** What became of a webhook; Odoo itself only logs it. */
export interface WebhookDelivery extends WebhookPost {
  /** `answered` whatever the status; `lost` while the setting `webhooks` is `lost`. */
  readonly outcome: 'answered' | 'refused' | 'timed out' | 'lost';
  readonly status?: number;
}

const TIMEOUT_MS = 1000;

/** Sends what webhook actions have to tell: one attempt, one second, no retry (external API reference, webhooks). */
export class WebhookSender {
  #deliveries: WebhookDelivery[] = [];
  #underWay: Promise<void> = Promise.resolve();

  /** Those of this run, in the order in which they were sent. */
  list(): WebhookDelivery[] {
    return this.#deliveries.map((delivery) => ({ ...delivery }));
  }

  clear(): void {
    this.#deliveries = [];
  }

  /** Sends one after the other, as the server does before it answers the call. */
  async send(posts: readonly WebhookPost[], how: 'sent' | 'lost'): Promise<void> {
    const sending = this.#sendAll(posts, how);
    this.#underWay = Promise.all([this.#underWay, sending]).then(() => undefined);
    await sending;
  }

  /** Until everything that is under way has arrived or failed. */
  settled(): Promise<void> {
    return this.#underWay;
  }

  async #sendAll(posts: readonly WebhookPost[], how: 'sent' | 'lost'): Promise<void> {
    for (const post of posts) {
      const outcome = how === 'lost' ? ({ outcome: 'lost' } as const) : await attempt(post);
      this.#deliveries.push({ ...post, ...outcome });
    }
  }
}

async function attempt(post: WebhookPost): Promise<Pick<WebhookDelivery, 'outcome' | 'status'>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(post.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'python-requests/2.28.1', accept: '*/*' },
      body: post.body,
      signal,
      redirect: 'manual',
    });
    await response.body?.cancel();
    return { outcome: 'answered', status: response.status };
  } catch {
    // Odoo logs what went wrong; whoever made the call never hears of it.
    return { outcome: signal.aborted ? 'timed out' : 'refused' };
  }
}
