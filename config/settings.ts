/**
 * What an operator decides, as one schema: `silta.yaml` and the environment are parsed here and nowhere else.
 * Secrets never stand in the file; they are named by reference (`{ env: NAME }` or `{ file: path }`).
 */
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { isBusinessId } from '../mapping/business-id.ts';

/** Netvisor answers within 120 s; waiting less turns slow answers into lost ones (Netvisor API, time limits). */
const LOWEST_LIMIT_SECONDS = 120;

const secretReference = z.union([
  z.strictObject({ env: z.string().regex(/^\w+$/) }),
  z.strictObject({ file: z.string().min(1) }),
]);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'an address that starts with https:// (or http://)' })
  .transform((url) => url.replace(/\/$/, ''));

const connectionSchema = z.strictObject({
  environment: z.enum(['production', 'test']).describe('Which Netvisor the keys belong to.'),
  language: z.enum(['fi', 'sv', 'en']).default('fi').describe('Language of what Silta writes into Odoo.'),
  odoo: z.strictObject({
    url: httpUrl,
    database: z.string().min(1),
    company: z.int().positive().describe('Id of the company in Odoo (res.company).'),
    apiKey: secretReference.describe('API key of the Odoo user that Silta works as.'),
  }),
  netvisor: z.strictObject({
    url: httpUrl.default('https://integration.netvisor.fi'),
    sender: z
      .string()
      .regex(/^[\x20-\x7e]{1,50}$/, 'printable ASCII, at most 50 characters')
      .default('Silta'),
    partnerId: z.string().min(1),
    partnerKey: secretReference,
    customerId: z.string().min(1),
    customerKey: secretReference,
    organisationId: z
      .string()
      .refine(isBusinessId, 'a business id in the form 1234567-8 with a valid check digit'),
    limitSeconds: z
      .number()
      .min(0.1)
      .default(LOWEST_LIMIT_SECONDS)
      .describe(
        "Netvisor's own time limit for one request. Every wait of Silta is derived from it; below 120 only against a simulator.",
      ),
  }),
  invoices: z
    .strictObject({
      journals: z
        .record(
          z.string(),
          z.strictObject({
            numberPrefix: z
              .string()
              .regex(/^\d{0,4}$/, 'up to four digits')
              .default(''),
          }),
        )
        .describe(
          'Sales journals (by code) whose invoices go to Netvisor, with what their numbers begin with.',
        ),
      accounts: z
        .record(z.string(), z.string().regex(/^\d{1,10}$/, 'an account number'))
        .default({})
        .describe('Odoo account code → Netvisor account number, where they differ.'),
      vatRounding: z
        .enum(['row', 'code', 'unknown'])
        .default('unknown')
        .describe(
          'How Netvisor rounds VAT: on each row, or on the sum of a VAT code. Unknown: an invoice must come out right both ways.',
        ),
      productGroup: z
        .string()
        .min(1)
        .max(200)
        .default('Odoo')
        .describe('Netvisor product group of new products.'),
    })
    .prefault({ journals: { INV: {} } }),
});

const settingsSchema = z.strictObject({
  temporal: z
    .strictObject({
      address: z.string().default('127.0.0.1:7233'),
      namespace: z.string().default('default'),
    })
    .prefault({}),
  connections: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'small letters, digits and hyphens'), connectionSchema)
    .refine((all) => Object.keys(all).length > 0, 'at least one connection'),
});

type Parsed = z.output<typeof settingsSchema>;
type ParsedConnection = Parsed['connections'][string];

/** A connection with its secrets resolved. Never log it, never put it into workflow history. */
export interface ConnectionSettings extends Omit<ParsedConnection, 'odoo' | 'netvisor'> {
  readonly name: string;
  readonly odoo: Omit<ParsedConnection['odoo'], 'apiKey'> & { readonly apiKey: string };
  readonly netvisor: Omit<ParsedConnection['netvisor'], 'partnerKey' | 'customerKey'> & {
    readonly partnerKey: string;
    readonly customerKey: string;
  };
}

export interface Settings {
  readonly temporal: Parsed['temporal'];
  readonly connections: ReadonlyMap<string, ConnectionSettings>;
}

/** Names every setting that is wrong, in one go. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the settings file. Throws {@link SettingsError}. */
export function loadSettings(path: string, environment: Environment): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsError([
      `${path}: cannot be read. Copy silta.example.yaml there, or name another file with --config`,
    ]);
  }
  return parseSettings(text, environment);
}

export function parseSettings(text: string, environment: Environment): Settings {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (error) {
    throw new SettingsError([
      `not valid YAML: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`,
    ]);
  }
  const parsed = settingsSchema.safeParse(raw);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`),
    );
  }
  const problems: string[] = [];
  const connections = new Map<string, ConnectionSettings>();
  for (const [name, connection] of Object.entries(parsed.data.connections)) {
    const secret = (reference: z.output<typeof secretReference>, path: string): string => {
      const value = readSecret(reference, environment);
      if (value === undefined) problems.push(`connections.${name}.${path}: ${missing(reference)}`);
      return value ?? '';
    };
    problems.push(...invariants(connection).map((problem) => `connections.${name}.${problem}`));
    connections.set(name, {
      ...connection,
      name,
      odoo: { ...connection.odoo, apiKey: secret(connection.odoo.apiKey, 'odoo.apiKey') },
      netvisor: {
        ...connection.netvisor,
        partnerKey: secret(connection.netvisor.partnerKey, 'netvisor.partnerKey'),
        customerKey: secret(connection.netvisor.customerKey, 'netvisor.customerKey'),
      },
    });
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return { temporal: parsed.data.temporal, connections };
}

/** Rules between settings, checked at load and not in an incident. */
function invariants({ environment, netvisor, invoices }: ParsedConnection): string[] {
  const problems: string[] = [];
  const loopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(netvisor.url);
  if (netvisor.limitSeconds < LOWEST_LIMIT_SECONDS && !(environment === 'test' && loopback)) {
    problems.push(
      `netvisor.limitSeconds: at least ${LOWEST_LIMIT_SECONDS}, except against a simulator on this machine`,
    );
  }
  if (netvisor.url.startsWith('http://') && !loopback) {
    problems.push('netvisor.url: must be https, since keys and invoices travel there');
  }
  const prefixes = Object.values(invoices.journals).map(({ numberPrefix }) => numberPrefix);
  if (new Set(prefixes).size < prefixes.length) {
    problems.push(
      'invoices.journals: two journals share a numberPrefix, so their numbers would meet in Netvisor',
    );
  }
  return problems;
}

function readSecret(
  reference: z.output<typeof secretReference>,
  environment: Environment,
): string | undefined {
  if ('env' in reference) return environment[reference.env]?.trim() || undefined;
  try {
    return readFileSync(reference.file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function missing(reference: z.output<typeof secretReference>): string {
  return 'env' in reference
    ? `the environment variable ${reference.env} is not set or empty`
    : `the file ${reference.file} cannot be read or is empty`;
}

/** Which books a Netvisor key belongs to, e.g. `production:9120034-9`. Part of every identity. */
export function ledgerOf({
  environment,
  netvisor,
}: Pick<ConnectionSettings, 'environment' | 'netvisor'>): string {
  return `${environment}:${netvisor.organisationId}`;
}
