import { basics } from './basics.ts';
import type { CatalogueCase } from './case.ts';
import { creditNotes } from './credit-notes.ts';
import { currency } from './currency.ts';
import { dimensions } from './dimensions.ts';
import { paid } from './paid.ts';
import { prices } from './prices.ts';
import { refusals } from './refusals.ts';
import { rounding } from './rounding.ts';
import { terms } from './terms.ts';
import { texts } from './texts.ts';
import { vatAbroad } from './vat-abroad.ts';
import { vatDomestic } from './vat-domestic.ts';

/** In the order in which they are built and in which `seen.json` has them. */
export const catalogue: readonly CatalogueCase[] = [
  ...basics,
  ...prices,
  ...vatDomestic,
  ...vatAbroad,
  ...rounding,
  ...currency,
  ...terms,
  ...creditNotes,
  ...texts,
  ...dimensions,
  ...refusals,
  ...paid,
];
