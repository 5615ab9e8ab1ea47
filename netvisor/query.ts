import { notSent } from './errors.ts';

export type QueryValue = string | number | readonly (string | number)[] | undefined;

/**
 * The URL that is signed and sent. Parameter names lower case, absent values left out, lists joined by commas.
 * Everything but `A–Z a–z 0–9 - _ . , :` is percent-encoded UTF-8, so that no library finds a reason to rewrite it
 * and the signature covers what travels.
 */
export function resourceUrl(
  baseUrl: string,
  resource: string,
  query: Readonly<Record<string, QueryValue>>,
): string {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          `${name}=${[value]
            .flat()
            .map((item) => encode(String(item)))
            .join(',')}`,
        ],
  );
  const url = `${baseUrl}${resource}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
  if (new URL(url).href !== url) throw notSent('Bug', 'BadSettings', resource, { field: 'baseUrl' });
  return url;
}

function encode(value: string): string {
  return encodeURIComponent(value)
    .replace(/%3A/gu, ':')
    .replace(/[!'()*~]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A list parameter with Netvisor's published maximum; the caller splits, nothing is cut here. */
export function limitedList<T extends string | number>(
  resource: string,
  parameter: string,
  limit: number,
  values: readonly T[],
): readonly T[] {
  if (values.length > limit || values.length === 0) {
    throw notSent('Bug', 'TooManyKeys', resource, { field: parameter, limit, actual: values.length });
  }
  if (values.some((value) => String(value) === '' || String(value).includes(','))) {
    throw notSent('Rejected', 'ElementInvalid', resource, { field: parameter });
  }
  return values;
}
