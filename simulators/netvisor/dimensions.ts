import { invalidData } from './errors.ts';
import type { DimensionLink } from './records.ts';

/** Days of activity, inclusive; '' is unbounded. */
interface Activity {
  readonly start: string;
  readonly end: string;
}

export interface DimensionItem extends Activity {
  readonly netvisorKey: number;
  readonly name: string;
  readonly visibility: 'shown' | 'hidden';
  /** Key of the item above; 0 at the top. */
  readonly fatherKey: number;
}

export interface Dimension extends Pick<DimensionItem, 'netvisorKey' | 'name' | 'visibility'> {
  readonly items: Map<string, DimensionItem>;
}

export interface DimensionChange extends Partial<Activity> {
  readonly name: string;
  /** Absent: the change is about the header. */
  readonly item?: string | undefined;
  readonly hidden?: boolean | undefined;
  /** Name of the item above, under the same header. */
  readonly father?: string | undefined;
}

/** How the links of a message are looked at. */
export interface DimensionCheck {
  readonly unknown: 'create' | 'refuse';
  readonly hidden: 'accept' | 'refuse';
  /** The day on which the items must be active; undefined: any. */
  readonly activeOn: string | undefined;
}

const FIRST_KEY = 9;

/** Dimension headers and their items, in the order of their creation. */
export class DimensionRegister {
  readonly #headers = new Map<string, Dimension>();
  #nextKey = FIRST_KEY;

  list(): readonly Dimension[] {
    return [...this.#headers.values()];
  }

  /** Header and item of a link, as far as they exist. */
  find({ name, item }: DimensionLink): { header: Dimension | undefined; item: DimensionItem | undefined } {
    const header = this.#headers.get(name);
    return { header, item: header?.items.get(item) };
  }

  /** Refuses what a message must not name; creates nothing. */
  check(links: readonly DimensionLink[], { unknown, hidden, activeOn }: DimensionCheck): void {
    for (const link of links) {
      const { header, item } = this.find(link);
      const label = `${link.name} / ${link.item}`;
      if (unknown === 'refuse' && item === undefined) throw invalidData(`Dimension not found: ${label}`);
      const isHidden = header?.visibility === 'hidden' || item?.visibility === 'hidden';
      if (hidden === 'refuse' && isHidden) throw invalidData(`Dimension is hidden: ${label}`);
      if (activeOn !== undefined && item !== undefined && !isActive(item, activeOn)) {
        throw invalidData(`Dimension is not active on ${activeOn}: ${label}`);
      }
    }
  }

  /** Creates the headers and items that are new. */
  add(links: readonly DimensionLink[]): void {
    for (const { name, item } of links) {
      if (this.find({ name, item }).item === undefined) this.change({ name, item });
    }
  }

  /** Creates or changes a header or an item; what the change does not name stays. */
  change({ name, item, hidden, father, start, end }: DimensionChange): Dimension | DimensionItem {
    const header = this.#header(name, item === undefined ? hidden : undefined);
    if (item === undefined) return header;
    const before = header.items.get(item);
    const above = father === undefined ? undefined : header.items.get(father);
    if (father !== undefined && above === undefined) throw invalidData(`Dimension not found: ${father}`);
    const after: DimensionItem = {
      netvisorKey: before?.netvisorKey ?? this.#key(),
      name: item,
      visibility: visibility(hidden, before),
      fatherKey: above?.netvisorKey ?? before?.fatherKey ?? 0,
      start: start ?? before?.start ?? '',
      end: end ?? before?.end ?? '',
    };
    header.items.set(item, after);
    return after;
  }

  #header(name: string, hidden: boolean | undefined): Dimension {
    const before = this.#headers.get(name);
    const header: Dimension = {
      netvisorKey: before?.netvisorKey ?? this.#key(),
      name,
      visibility: visibility(hidden, before),
      items: before?.items ?? new Map<string, DimensionItem>(),
    };
    this.#headers.set(name, header);
    return header;
  }

  #key(): number {
    this.#nextKey += 1;
    return this.#nextKey - 1;
  }
}

function visibility(
  hidden: boolean | undefined,
  before: Pick<DimensionItem, 'visibility'> | undefined,
): DimensionItem['visibility'] {
  if (hidden === undefined) return before?.visibility ?? 'shown';
  return hidden ? 'hidden' : 'shown';
}

function isActive({ start, end }: Activity, day: string): boolean {
  return (start === '' || day >= start) && (end === '' || day <= end);
}
