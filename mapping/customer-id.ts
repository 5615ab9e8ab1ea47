import type { Partner } from '../odoo/models.ts';
import { businessIdOf } from './business-id.ts';

/** What a customer is known by in Netvisor's field for the business id (`externalidentifier`). */
export interface CustomerId {
  /** As it is written there. */
  readonly value: string;
  /** Whether it is one of a kind: a business id, or a VAT number with its country; else other countries may have it. */
  readonly unique: boolean;
  readonly finnish: boolean;
}

type Identified = Pick<Partner, 'company_registry' | 'vat' | 'country_id' | 'is_company'>;

const FINNISH_COUNTRIES = ['FI', 'AX'];

/** Business id of a Finnish customer; VAT number, else the registry's number, of a foreign one. */
export function customerId(partner: Identified): CustomerId | undefined {
  const { company_registry: registry, vat, country_id: country } = partner;
  const prefix = /^[A-Z]{2}/.exec(plainId(vat ?? ''))?.[0];
  // Eight digits of another country's registry may happen to pass the check of a Finnish business id.
  const abroad = prefix ? prefix !== 'FI' : !FINNISH_COUNTRIES.includes(country?.code ?? 'FI');
  const businessId = abroad ? undefined : businessIdOf(registry, vat);
  if (businessId !== undefined) return { value: businessId, unique: true, finnish: true };
  // Odoo knows a lone "/" for companies that have no VAT number.
  const value = [vat, registry].find((id) => id && plainId(id) !== '' && !isWithheld(partner, id));
  if (value === undefined) return undefined;
  return { value, unique: value === vat && prefix !== undefined, finnish: false };
}

/** A person's identity code in a field for companies: it stays in Odoo. */
export function withholdsPersonalId(partner: Identified): boolean {
  return [partner.vat, partner.company_registry].some((id) => id !== undefined && isWithheld(partner, id));
}

const isWithheld = ({ is_company }: Identified, id: string): boolean => !is_company && isPersonalId(id);

/** The same but for spelling: Odoo takes spaces, dots and hyphens out of VAT numbers, people put them in. */
export function sameId(one: string, other: string | null): boolean {
  return other !== null && comparable(one) === comparable(other);
}

/** Letters and digits of an id. */
export const plainId = (id: string): string => id.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** A Finnish VAT number is the business id with a prefix. */
const comparable = (id: string): string => plainId(id).replace(/^FI(?=\d{8}$)/, '');

/**
 * Keywords under which Netvisor may list a customer with this id. Whether it matches whole words, beginnings or
 * parts is not documented, so both are asked; undefined is the whole list, for ids that are spelled in many ways.
 */
export function searchesFor({ value, finnish }: CustomerId): readonly (string | undefined)[] {
  return finnish ? [value, value.slice(0, 7)] : [value, undefined];
}

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Finnish personal identity code, with or without the sign of its century: date, number, check character. */
export function isPersonalId(text: string): boolean {
  const match = /^(\d\d)(\d\d)(\d\d)[-+A-FU-Y]?(\d{3})([0-9A-Y])$/.exec(text.trim().toUpperCase());
  if (!match) return false;
  const [, day = '', month = '', year = '', serial = '', check] = match;
  const isDate = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  return isDate && CHECK_CHARACTERS[Number(day + month + year + serial) % 31] === check;
}
