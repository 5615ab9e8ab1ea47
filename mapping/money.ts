import { Decimal } from 'decimal.js';

/** Odoo's JSON doubles as exact decimals: the shortest decimal that the double stands for. */
export const decimal = (value: number): Decimal => new Decimal(value);

/** Rounds to cents, half away from zero, as Netvisor and Odoo both do. */
export const cents = (value: Decimal): Decimal => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

/** A sum for people, with a decimal comma: `1234,50`. */
export const shown = (value: Decimal): string => value.toFixed(2).replace('.', ',');
