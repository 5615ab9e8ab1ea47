import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { CatalogueCase } from './case.ts';
import type { Seen } from './seen.ts';

/** What Odoo said of a case, for those who build without an Odoo. */
export interface SeenCase extends Seen, Pick<CatalogueCase, 'group' | 'rounding' | 'expects'> {
  readonly before?: readonly Seen[];
}

const FILE = fileURLToPath(new URL('seen.json', import.meta.url));
const isCases = z.custom<Readonly<Record<string, SeenCase>>>((value) => typeof value === 'object');

export const readSeen = (): Readonly<Record<string, SeenCase>> =>
  existsSync(FILE) ? isCases.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : {};

export const writeSeen = (cases: Readonly<Record<string, SeenCase>>): void =>
  writeFileSync(FILE, `${laidOut(cases, 0)}\n`);

/** One line for each row, journal item and move: short, and a change shows as a change of that line. */
function laidOut(value: unknown, depth: number): string {
  const lines = (open: string, parts: readonly string[], close: string): string =>
    `${open}\n${parts.map((part) => ' '.repeat(depth + 1) + part).join(',\n')}\n${' '.repeat(depth)}${close}`;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const flat = items.every((item) => typeof item !== 'object');
    if (!flat)
      return lines(
        '[',
        items.map((item) => laidOut(item, depth + 1)),
        ']',
      );
  } else if (typeof value === 'object' && value !== null && (depth === 0 || 'rows' in value)) {
    const parts = Object.entries(value).map(
      ([key, part]) => `${JSON.stringify(key)}: ${laidOut(part, depth + 1)}`,
    );
    return lines('{', parts, '}');
  }
  return JSON.stringify(value);
}
