/**
 * What an operator decides, as one schema: `silta.yaml` and the environment are parsed here and nowhere else.
 * Secrets never stand in the file; they are named by reference (`{ env: NAME }` or `{ file: path }`).
 */
import { readFileSync } from 'node:fs';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { isBusinessId } from '../mapping/business-id.ts';
import { meetingPrefixes } from '../mapping/invoice-number.ts';

/** Netvisor answers within 120 s; waiting less turns slow answers into lost ones (Netvisor API, time limits). */
const LOWEST_LIMIT_SECONDS = 120;

/** A lost reply is then settled after two hours, and 120000 is milliseconds. */
const HIGHEST_LIMIT_SECONDS = 1200;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a secret is found. It parses to the secret itself; a missing one is a problem like any other. */
function secret(environment: Environment) {
  return z
    .union([z.strictObject({ env: z.string().regex(/^\w+$/) }), z.strictObject({ file: z.string().min(1) })])
    .transform((reference, context) => {
      const value = readSecret(reference, environment);
      if (value !== undefined) return value;
      context.addIssue(
        'env' in reference
          ? `the environment variable ${shownName(reference.env)} is not set or empty`
          : `the file ${reference.file} cannot be read or is empty`,
      );
      return z.NEVER;
    });
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'an address that starts with https:// (or http://)' })
  .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'an address without credentials')
  .transform((url) => url.replace(/\/$/, ''));

const netvisorUrl = httpUrl.refine(
  (url) => url.startsWith('https:') || isLoopback(url),
  'must be https, since keys and invoices travel there',
);

const prefix = z.string().regex(/^\d{0,4}$/, 'up to four digits');

const journals = z
  .record(
    z.string(),
    z.strictObject({
      numberPrefix: prefix.default('').describe('What the numbers of its invoices begin with in Netvisor.'),
      creditNotePrefix: prefix
        .default('9')
        .describe('The same for its credit notes, which Odoo numbers from one again.'),
    }),
  )
  .superRefine((all, context) => {
    for (const pair of meetingPrefixes(all))
      context.addIssue(`the numbers of ${pair} could meet in Netvisor; give each another prefix`);
  })
  .describe('Sales journals (by code) whose documents go to Netvisor, with what their numbers begin with.');

/** Five fields of minute, hour, day, month, weekday; Temporal checks their values. */
const CRON = /^(?:[\d*,/-]+\s+){2}[\d*,/-]+\s+[\w*,/-]+\s+[\w*,/-]+$/;

const schedule = z.union(
  [
    z.literal('off'),
    z.strictObject({ everyMinutes: z.int().min(1).max(1440) }),
    z.strictObject({ cron: z.string().regex(CRON) }),
  ],
  'off, { everyMinutes: 1 to 1440 }, or { cron: "minute hour day month weekday" } in Finnish time',
);
export type ScheduleSetting = z.output<typeof schedule>;

function connectionSchema(environment: Environment) {
  return z
    .strictObject({
      environment: z.enum(['production', 'test']).describe('Which Netvisor the keys belong to.'),
      language: z.enum(['fi', 'sv', 'en']).default('fi').describe('Language of what Silta writes into Odoo.'),
      odoo: z.strictObject({
        url: httpUrl,
        database: z.string().min(1),
        company: z.int().positive().describe('Id of the company in Odoo (res.company).'),
        user: z
          .string()
          .min(1)
          .optional()
          .describe('Login of the Odoo user that Silta works as. Odoo 16 to 18 want it beside the key.'),
        apiKey: secret(environment).describe('API key of the Odoo user that Silta works as.'),
        webhookSecret: secret(environment)
          .refine((value) => /^[\w-]{24,100}$/.test(value), '24 to 100 letters, digits, _ or -')
          .optional()
          .describe("Part of the address that Odoo's webhooks go to. Without it Odoo sends none."),
      }),
      netvisor: z.strictObject({
        url: netvisorUrl.default('https://integration.netvisor.fi'),
        sender: z
          .string()
          .regex(/^[\x20-\x7e]{1,50}$/, 'printable ASCII, at most 50 characters')
          .default('Silta'),
        partnerId: z.string().min(1),
        partnerKey: secret(environment),
        customerId: z.string().min(1),
        customerKey: secret(environment),
        organisationId: z
          .string()
          .refine(isBusinessId, 'a business id in the form 1234567-8 with a valid check digit'),
        limitSeconds: z
          .number()
          .min(0.1)
          .max(HIGHEST_LIMIT_SECONDS, `in seconds, at most ${HIGHEST_LIMIT_SECONDS}`)
          .default(LOWEST_LIMIT_SECONDS)
          .describe(
            "Netvisor's own time limit for one request. Every wait of Silta is derived from it; below 120 only against a simulator.",
          ),
      }),
      invoices: z
        .strictObject({
          journals,
          numbering: z
            .enum(['odoo', 'netvisor'])
            .default('odoo')
            .describe(
              'Whose number an invoice has in Netvisor. By netvisor, each first sending costs one more look-up.',
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
          lineSums: z
            .enum(['net', 'gross', 'never'])
            .default('net')
            .describe(
              'What Netvisor takes a given row sum for. Sums are given only where Netvisor would round otherwise than Odoo; never: such an invoice is refused.',
            ),
          productGroup: z
            .string()
            .min(1)
            .max(200)
            .default('Odoo')
            .describe('Netvisor product group of new products.'),
        })
        .prefault({ journals: { INV: {} } }),
      schedules: z
        .strictObject({
          invoiceSweep: schedule
            .default({ everyMinutes: 5 })
            .describe('How often Silta looks in Odoo for what a webhook has missed.'),
          verifyInvoices: schedule
            .default({ everyMinutes: 30 })
            .describe('How often Silta compares the sums of sent invoices with what Netvisor computed.'),
        })
        .prefault({}),
    })
    .refine(limitFits, {
      path: ['netvisor', 'limitSeconds'],
      error: `at least ${LOWEST_LIMIT_SECONDS}, except against a simulator on this machine`,
      // Told together with whatever else is wrong.
      when: () => true,
    });
}

function settingsSchema(environment: Environment) {
  return z.strictObject({
    temporal: z
      .strictObject({
        address: z.string().default('127.0.0.1:7233'),
        namespace: z.string().default('default'),
      })
      .prefault({}),
    gateway: z
      .strictObject({
        url: httpUrl
          .optional()
          .describe('Address under which Odoo reaches the gateway. Without it Odoo sends no webhooks.'),
        host: z.string().default('127.0.0.1').describe('Address to listen on.'),
        port: z.int().min(0).max(65_535).default(8092),
      })
      .prefault({}),
    connections: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'small letters, digits and hyphens'),
        connectionSchema(environment),
      )
      .refine((all) => Object.keys(all).length > 0, 'at least one connection')
      .refine((all) => {
        const ledgers = Object.values(all).map((each) => `${each.netvisor.url} ${ledgerOf(each)}`);
        return new Set(ledgers).size === ledgers.length;
      }, 'two connections send to one Netvisor organisation, where their numbers would meet'),
  });
}

/** A limit below Netvisor's own is for simulators on this machine. Looks at what may be half a connection. */
function limitFits(connection: unknown): boolean {
  const parsed = z
    .looseObject({
      environment: z.string(),
      netvisor: z.looseObject({ url: z.string(), limitSeconds: z.number() }),
    })
    .safeParse(connection);
  if (!parsed.success) return true;
  const { environment, netvisor } = parsed.data;
  return (
    netvisor.limitSeconds >= LOWEST_LIMIT_SECONDS || (environment === 'test' && isLoopback(netvisor.url))
  );
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

type Parsed = z.output<ReturnType<typeof settingsSchema>>;

/** A connection with its secrets resolved. Never log it, never put it into workflow history. */
export type ConnectionSettings = Parsed['connections'][string] & { readonly name: string };

export interface Settings {
  readonly temporal: Parsed['temporal'];
  readonly gateway: Parsed['gateway'];
  readonly connections: ReadonlyMap<string, ConnectionSettings>;
}

/** Names every setting that is wrong, in one go. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

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
  const parsed = settingsSchema(environment).safeParse(readYaml(text));
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`),
    );
  }
  const { temporal, gateway, connections } = parsed.data;
  const named = Object.entries(connections).map(
    ([name, connection]) => [name, { ...connection, name }] as const,
  );
  return { temporal, gateway, connections: new Map(named) };
}

/** Says where the file is wrong and not what stands there: that may be a secret in the wrong place. */
function readYaml(text: string): unknown {
  try {
    // Its warnings quote the line, which may hold a secret.
    return parseYaml(text, { logLevel: 'error' });
  } catch (error) {
    const at = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    throw new SettingsError([`not valid YAML${at ? ` (line ${at.line}, column ${at.col})` : ''}`]);
  }
}

/** The name as it stands there, unless it may be the secret itself, typed into the wrong place. */
function shownName(name: string): string {
  return /^[A-Z]+(_[A-Z0-9]+)+$/.test(name) ? name : 'that is named there';
}

function readSecret(
  reference: { readonly env: string } | { readonly file: string },
  environment: Environment,
): string | undefined {
  if ('env' in reference) return environment[reference.env]?.trim() || undefined;
  try {
    return readFileSync(reference.file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Which books a Netvisor key belongs to, e.g. `production:9120034-9`. Part of every identity. */
export function ledgerOf({
  environment,
  netvisor,
}: {
  readonly environment: string;
  readonly netvisor: { readonly organisationId: string };
}): string {
  return `${environment}:${netvisor.organisationId}`;
}

/** Where Odoo's webhooks of a connection go; undefined where none are wanted. Part of it is a secret. */
export function webhookUrlOf(
  { gateway }: Pick<Settings, 'gateway'>,
  { name, odoo }: Pick<ConnectionSettings, 'name' | 'odoo'>,
): string | undefined {
  if (gateway.url === undefined || odoo.webhookSecret === undefined) return undefined;
  return `${gateway.url}/odoo/${name}/${odoo.webhookSecret}`;
}
