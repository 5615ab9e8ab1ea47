/** What was seen on both sides, before anything is judged. Codes, numbers and names of settings only. */
import type { NumberRow } from '../../netvisor/inspection.ts';
import type { CompanySetUp, SalesJournal } from '../../odoo/books-inspection.ts';
import type { PaymentLine } from '../../odoo/payment-lines.ts';
import type { Module } from '../../odoo/inspection.ts';
import type { ProductChoice } from '../../odoo/models.ts';
import type { SalesTax } from '../../odoo/taxes.ts';
import type { NumberRule } from '../invoice-number.ts';
import type { Language } from '../texts.ts';
import type { ReadModel, ReadResource, WriteResource } from './lines.ts';

/** Something that was looked at, or the code of why it could not be: nothing is taken for granted. */
export type Seen<T> = { readonly seen: T } | { readonly not: string };

export interface SettingsFacts {
  readonly connection: string;
  readonly environment: 'production' | 'test';
  readonly organisationId: string;
  /** Host of the address of Netvisor. */
  readonly netvisorHost: string;
  readonly limitSeconds: number;
  readonly language: Language;
  readonly ledger: string;
  readonly numbering: 'odoo' | 'netvisor';
  readonly journals: Readonly<Record<string, NumberRule>>;
  readonly accounts: Readonly<Record<string, string>>;
  readonly vatRounding: 'row' | 'code' | 'unknown';
  readonly lineSums: 'net' | 'gross' | 'never';
}

/** How the first call to Netvisor ended; the others are made only where it was accepted. */
export type NetvisorAnswer = 'accepted' | 'AuthFailed' | 'Maintenance' | { readonly not: string };
export type Right = 'granted' | 'missing' | { readonly not: string };

export interface NetvisorFacts {
  readonly answer: NetvisorAnswer;
  /** Netvisor's clock minus this machine's, in ms; undefined where no reply said what time it is there. */
  readonly clockDifferenceMs: number | undefined;
  /** Age up to which a signed request is taken. */
  readonly toleranceMs: number;
  readonly rights: Readonly<Partial<Record<ReadResource, Right>>>;
  /** Writes that Netvisor has refused in this process since it last took one. */
  readonly refusedLately: ReadonlySet<WriteResource>;
  /** Numbers of accounts that can be booked on. */
  readonly accounts: Seen<ReadonlySet<string>>;
  /** Invoices of the last weeks that do not carry Silta's private comment. */
  readonly foreignNumbers: Seen<readonly NumberRow['number'][]>;
  /** Netvisor keys of the products with the code of the general product. */
  readonly generalProduct: Seen<readonly number[]>;
}

export type OdooAnswer = 'accepted' | 'KeyRefused' | { readonly not: string };

export interface OdooFacts {
  readonly answer: OdooAnswer;
  readonly pin: Seen<'pinned' | 'not-provisioned' | 'other-database'>;
  readonly action: Seen<'ran' | 'refused'>;
  /** Days (`YYYY-MM-DD`) on which the keys of Silta's user expire; undefined: never. */
  readonly keys: Seen<readonly (string | undefined)[]>;
  readonly missingFields: Seen<readonly string[]>;
  readonly modules: Seen<readonly Module[]>;
  readonly languages: Seen<readonly string[]>;
  readonly reads: Readonly<Partial<Record<ReadModel, Seen<boolean>>>>;
  /** Rights that Silta's user has and does not need, as `model operation`. */
  readonly excess: Seen<readonly string[]>;
  readonly company: Seen<CompanySetUp>;
  readonly journals: Seen<readonly SalesJournal[]>;
  readonly paymentLines: Seen<readonly PaymentLine[]>;
  readonly taxes: Seen<readonly SalesTax[]>;
  /** Taxes on posted customer documents of the last year. */
  readonly usedTaxes: Seen<ReadonlySet<number>>;
  /** Codes of income accounts on such documents. */
  readonly usedAccounts: Seen<readonly string[]>;
  readonly product: Seen<ProductChoice>;
  /** How many products carry the code of the general product. */
  readonly productsWithCode: Seen<number>;
}

export interface TemporalFacts {
  readonly address: string;
  readonly namespace: string;
  readonly answers: boolean;
  /** Search attributes that the namespace has not got, and the commands that make them. */
  readonly lacks?: string;
  readonly makes?: string;
}

export interface Facts {
  /** Today, `YYYY-MM-DD`. */
  readonly day: string;
  readonly settings: SettingsFacts;
  readonly netvisor: NetvisorFacts;
  readonly odoo: OdooFacts;
  /** Only the command line looks at Temporal: elsewhere the test runs on it. */
  readonly temporal?: TemporalFacts;
}
