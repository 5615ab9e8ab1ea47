/** Invoices as people write them: drawn at random from a seed, so that a run can be repeated. */

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the drafts may refer to, by id in Odoo. */
export interface Shelf {
  readonly customers: readonly number[];
  readonly products: readonly number[];
  /** Sales taxes by percent. */
  readonly taxes: ReadonlyMap<number, number>;
  /** Delivery address of a customer, where it has one. */
  readonly deliveryOf: ReadonlyMap<number, number>;
}

export const DRAFT_STYLES = ['any-decimals', 'whole-cents'] as const;
/** `whole-cents`: quantity times price is a whole number of cents, as on most invoices. */
export type DraftStyle = (typeof DRAFT_STYLES)[number];

/** Values for `account.move.create`: 1–6 rows, decimals, discounts, several rates, texts between the rows. */
export function randomDraft(roll: () => number, shelf: Shelf, style: DraftStyle): Record<string, unknown> {
  const int = (low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const chance = (share: number): boolean => roll() < share;
  // 14 % ended with the year 2025, and Netvisor knows that.
  const late = chance(0.5);
  const rates = late ? [25.5, 10] : [25.5, 14, 10];
  const rate = pick(rates);
  const mixed = chance(0.5);

  const row = (): unknown => {
    const tax = shelf.taxes.get(mixed ? pick(rates) : rate);
    if (tax === undefined) throw new Error('no such tax');
    const cents = style === 'whole-cents';
    return [
      0,
      0,
      {
        product_id: pick(shelf.products),
        quantity: cents ? int(1, 12) : pick([int(1, 40), int(1, 999) / 10, int(1, 3000) / 100]),
        price_unit: int(50, 80_000) / (cents || chance(0.8) ? 100 : 1000),
        discount: cents || chance(0.6) ? 0 : pick([2.5, 5, 7.25, 10, 12.5, 33.33]),
        tax_ids: [[6, 0, [tax]]],
        ...(chance(0.3) && { name: 'Otsikko riville\nTarkempi selite: 5 kpl à "erikois" & muuta' }),
      },
    ];
  };
  const lines = Array.from({ length: int(1, 6) }, row);
  if (chance(0.4)) lines.unshift([0, 0, { display_type: 'line_section', name: 'Huhtikuun työt' }]);
  if (chance(0.4)) lines.push([0, 0, { display_type: 'line_note', name: 'Lisätietoja saa\nmyyjältä.' }]);

  const customer = pick(shelf.customers);
  const delivery = shelf.deliveryOf.get(customer);
  const day = String(int(1, 28)).padStart(2, '0');
  const date = late ? `2026-0${int(1, 9)}-${day}` : `2025-1${int(0, 2)}-${day}`;
  return {
    move_type: 'out_invoice',
    partner_id: customer,
    invoice_date: date,
    invoice_line_ids: lines.map((line, index) => sequenced(line, index)),
    ...(chance(0.5) && { invoice_date_due: `2026-12-${day}` }),
    ...(delivery !== undefined && chance(0.7) && { partner_shipping_id: delivery }),
    ...(chance(0.5) && { delivery_date: date }),
    ...(chance(0.5) && { ref: `Tilaus ${int(100, 999)}/A & B` }),
    ...(chance(0.5) && {
      narration: '<p>Kiitos tilauksesta &amp; tervetuloa!</p><p>Hintoihin lisätään alv.</p>',
    }),
  };
}

function sequenced(line: unknown, index: number): unknown {
  if (!Array.isArray(line)) throw new Error('not a line command');
  return [0, 0, { ...(line[2] as Record<string, unknown>), sequence: 10 + index }];
}
