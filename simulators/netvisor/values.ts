import { Decimal } from 'decimal.js';

/** Rounds to cents, half away from zero (Netvisor rounds line sums and totals to two decimals). */
export function round2(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** A decimal of a request (comma or point), already validated. Empty text is zero. */
export function decimalOf(text: string): Decimal {
  return text === '' ? new Decimal(0) : new Decimal(text.replace(',', '.'));
}

/** A decimal of a reply: comma, at least `least` decimals and at most twelve. */
export function comma(value: Decimal, least = 0): string {
  const rounded = value.toDecimalPlaces(12, Decimal.ROUND_HALF_UP);
  return rounded.toFixed(Math.max(least, rounded.decimalPlaces())).replace('.', ',');
}

/** True for an existing day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The day `days` after `day`. */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Making a formatter costs more than a thousand uses of it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const countryNames = new Map<string, Intl.DisplayNames>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  // Swedish writes YYYY-MM-DD HH:mm:ss.
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

function countryNamesIn(locale: string): Intl.DisplayNames {
  const known = countryNames.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  countryNames.set(locale, made);
  return made;
}

/** A moment as wall-clock text `YYYY-MM-DDTHH:mm:ss` in a time zone; sorts like the moments do. */
export function wallClock(moment: Date, timeZone: string): string {
  return clockIn(timeZone).format(moment).replace(' ', 'T');
}

/** A day as the lists of the accounting side write it: d.M.yyyy. */
export function finnishDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}.${Number(month)}.${year}`;
}

/** Wall-clock text as replies write it: `d.M.yyyy H:mm:ss`. */
export function finnishMoment(wallClockText: string): string {
  const [day = '', time = ''] = wallClockText.split('T');
  return `${finnishDay(day)} ${time.replace(/^0/, '')}`;
}

const WEIGHTS = [7, 3, 1] as const;

/** Check digit of a Finnish reference number: weights 7, 3, 1 from the right, up to the next ten. */
export function referenceCheckDigit(base: string): number {
  const sum = [...base]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index % 3] ?? 0), 0);
  return (10 - (sum % 10)) % 10;
}

/** True for 4 to 20 digits that end in their check digit. */
export function isReferenceNumber(text: string): boolean {
  if (!/^\d{4,20}$/.test(text)) return false;
  return referenceCheckDigit(text.slice(0, -1)) === Number(text.at(-1));
}

const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'XK', 'QO', 'ZZ']);
const LOCALES = { FI: 'fi', SE: 'sv', EN: 'en' } as const;
export type InterfaceLanguage = keyof typeof LOCALES;

/** The country's name in the interface language, or undefined for a code that is none. */
export function countryName(code: string, language: InterfaceLanguage): string | undefined {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRY.has(code)) return undefined;
  return countryNamesIn(LOCALES[language]).of(code);
}

export const EU_COUNTRIES: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
