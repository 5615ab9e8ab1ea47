import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/contract.ts';

const NAMES = Object.values(searchAttributes).map(({ name }) => name);

/** Search attributes that the namespace lacks; undefined where Temporal does not tell, as in its cloud. */
export async function missingAttributes(
  { operatorService }: Connection,
  namespace: string,
): Promise<readonly string[] | undefined> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return NAMES.filter((name) => !(name in customAttributes));
  } catch {
    return undefined;
  }
}

/** The commands that make them. */
export const cureForMissing = (names: readonly string[]): string =>
  names.map((name) => `temporal operator search-attribute create --name ${name} --type Keyword`).join(' && ');

/** Those that a refusal of Temporal names. */
export const attributesIn = (text: string): readonly string[] => NAMES.filter((name) => text.includes(name));
