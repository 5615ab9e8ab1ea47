import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** Something that must not be found where it does not belong. */
export interface Canary {
  /** What it was planted in, e.g. `res.partner.street (customer)`. */
  readonly label: string;
  /** As it is typed. */
  readonly value: string;
}

export interface Finding {
  readonly label: string;
  readonly where: string;
  /** How it was hidden; empty when it stood there in plain text. */
  readonly as: string;
}

/** All tokens of letters begin like this, so that one expression finds any of them. */
const PREFIX = 'QZK';
const TOKEN = new RegExp(`${PREFIX}[A-Z]{9}`, 'gi');
/** What may be base64 or hexadecimal and is long enough to hold a token. */
const ENCODED = /[A-Za-z0-9+/_-]{12,}/g;

/** A word of letters, made of the label alone so that a run can be repeated. */
export function tokenOf(label: string): string {
  const bytes = createHash('sha256').update(label).digest();
  return PREFIX + [...bytes.subarray(0, 9)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** The canaries of a test, and the search for them in all the forms in which text travels. */
export class Canaries {
  readonly #tokens = new Map<string, Canary>();
  readonly #digits = new Map<string, Canary>();

  /** A word that stands for the text of this place. */
  token(label: string): string {
    const value = tokenOf(label);
    this.#tokens.set(value, { label, value });
    return value;
  }

  /** A value that must keep a form of its own (business id, phone number, sum), and how else it may be written. */
  value(label: string, value: string, ...otherForms: readonly string[]): string {
    for (const form of [value, ...otherForms]) this.#digits.set(form.toLowerCase(), { label, value });
    return value;
  }

  all(): readonly Canary[] {
    return [...new Set([...this.#tokens.values(), ...this.#digits.values()])];
  }

  labelled(label: string): Canary {
    const found = this.all().find((canary) => canary.label === label);
    if (!found) throw new Error(`no canary in ${label}`);
    return found;
  }

  /** Canaries in anything: strings, bytes, and whatever objects, arrays and payloads hold. */
  find(where: string, value: unknown): Finding[] {
    const found = new Map<string, Finding>();
    for (const text of textsOf(value)) {
      for (const [as, form] of formsOf(text)) {
        for (const { label } of this.#in(form)) found.set(`${label} ${as}`, { label, where, as });
      }
    }
    return [...found.values()];
  }

  #in(text: string): Canary[] {
    const tokens = (text.match(TOKEN) ?? []).flatMap((token) => this.#tokens.get(token.toUpperCase()) ?? []);
    const lower = text.toLowerCase();
    const digits = [...this.#digits].flatMap(([form, canary]) => (lower.includes(form) ? [canary] : []));
    return [...tokens, ...digits];
  }
}

/** Every string in a value; bytes are read as text, and unpacked when they are gzip. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    yield bytes.toString('latin1');
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield gunzipSync(bytes).toString('latin1');
  } else if (value instanceof Map) yield* textsOf([...value]);
  else if (Array.isArray(value)) for (const one of value) yield* textsOf(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield name;
      yield* textsOf(one);
    }
  }
}

/** A text as it stands, and as what it may be an encoding of. */
function* formsOf(text: string, depth = 0): Generator<readonly [as: string, form: string]> {
  yield ['', text];
  const unescaped = text.replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (unescaped !== text) yield ['JSON escapes', unescaped];
  if (/%[0-9a-f]{2}/i.test(text)) {
    yield [
      'percent encoding',
      text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    ];
  }
  if (/&#/.test(text)) {
    yield [
      'XML escapes',
      text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
        String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
      ),
    ];
  }
  if (depth > 1) return;
  for (const [run] of text.matchAll(ENCODED)) {
    // Wherever in the run the encoding begins, one of the four places is its beat.
    for (const start of [0, 1, 2, 3]) {
      const inside = Buffer.from(run.slice(start), 'base64').toString('latin1');
      for (const [as, form] of formsOf(inside, depth + 1)) yield [`base64 ${as}`.trim(), form];
    }
    if (/^[0-9a-f]+$/i.test(run)) {
      for (const start of [0, 1])
        yield ['hexadecimal', Buffer.from(run.slice(start), 'hex').toString('latin1')];
    }
  }
}
