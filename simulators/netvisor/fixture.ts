import type { VatCode } from './schema/rules.ts';

/** An account of the chart. Groups have no number to post to. */
export interface Account {
  readonly netvisorKey: number;
  readonly number: string;
  readonly name: string;
  readonly englishName: string;
  readonly type: 'account' | 'accountgroup';
  readonly fatherKey: number;
  readonly active: '1' | '0';
  readonly naturalNegative: '1' | '0';
  /** VAT code of the account's posting suggestion, for lines that name an account but no code. */
  readonly vatCode?: VatCode;
}

function account(
  netvisorKey: number,
  number: string,
  name: string,
  englishName: string,
  rest: Partial<Account> = {},
): Account {
  return {
    netvisorKey,
    number,
    name,
    englishName,
    type: 'account',
    fatherKey: number.startsWith('3') ? 500 : 400,
    active: '1',
    naturalNegative: number.startsWith('3') || number.startsWith('2') ? '1' : '0',
    ...rest,
  };
}

/** Chart of accounts with what sales need. */
export const ACCOUNTS: readonly Account[] = [
  account(400, '', 'Tase', 'Balance sheet', { type: 'accountgroup', fatherKey: 0 }),
  account(500, '', 'Liikevaihto', 'Turnover', { type: 'accountgroup', fatherKey: 0 }),
  account(410, '1521', 'Tavaravarasto', 'Inventory'),
  account(417, '1900', 'Kassa', 'Cash'),
  account(411, '1701', 'Myyntisaamiset', 'Sales receivables'),
  account(412, '1763', 'Arvonlisäverosaamiset', 'VAT receivables'),
  account(413, '1910', 'Pankkitili', 'Bank account'),
  account(414, '2861', 'Saadut ennakot', 'Advance payments'),
  account(415, '2871', 'Ostovelat', 'Trade payables'),
  account(416, '2939', 'Arvonlisäverovelka', 'VAT payable'),
  account(551, '3000', 'Myynti', 'Sales', { vatCode: 'KOMY' }),
  account(552, '3010', 'Palvelumyynti', 'Service sales', { vatCode: 'KOMY' }),
  account(553, '3020', 'Myynti, alennettu verokanta', 'Sales, reduced rate', { vatCode: 'KOMY' }),
  account(554, '3300', 'Veroton myynti', 'VAT-free sales', { vatCode: 'MUUL' }),
  account(555, '3340', 'Rakentamispalvelun myynti', 'Construction services', { vatCode: 'RAMY' }),
  account(556, '3360', 'EU-myynti', 'EU sales', { vatCode: 'EUMY' }),
  account(557, '3370', 'EU-palvelumyynti', 'EU service sales', { vatCode: 'EUPM312' }),
  account(558, '3380', 'Vientimyynti', 'Export sales', { vatCode: 'EUUM' }),
  account(559, '3500', 'Myynnin alennukset', 'Sales discounts'),
  account(560, '3990', 'Vanha myyntitili', 'Former sales account', { active: '0' }),
  account(561, '8570', 'Pyöristyserot', 'Rounding differences'),
  account(562, '8590', 'Luottotappiot', 'Credit losses'),
];

/** A payment booked to this account is a credit loss. */
export const CREDIT_LOSS_ACCOUNT = '8590';

/** Payment methods other than bank accounts, with the accounts that they are booked to. */
export const PAYMENT_METHODS = [
  { name: 'Kortti', account: '1910' },
  { name: 'Käteinen', account: '1900' },
] as const;

export const BANK_ACCOUNTS = [{ name: 'Testipankki', iban: 'FI2099999900123451', account: '1910' }] as const;

/** Default accounts of the company, by the element names of accountlist.nv. */
export const COMPANY_DEFAULT_ACCOUNTS = {
  TradePayables: '2871',
  PurchaseVATReceivable: '1763',
  RoundingOffDifference: '8570',
  VATpayable: '2939',
  AdvancePayments: '2861',
  SalesReceivables: '1701',
  SalesVATDebt: '2939',
  Inventory: '1521',
  SalesDiscount: '3500',
  SalesDomesticDefault: '3000',
  SalesEUDefault: '3360',
  SalesOutsideEUDefault: '3380',
} as const;

export interface PaymentTerm {
  readonly netvisorKey: number;
  readonly description: string;
  readonly netDays: number;
  readonly discountDays: string;
  readonly discountPercent: string;
  readonly standing: 'company-default' | 'other';
}

export const PAYMENT_TERMS: readonly PaymentTerm[] = [
  {
    netvisorKey: 3,
    description: '14 pv netto',
    netDays: 14,
    discountDays: '',
    discountPercent: '',
    standing: 'company-default',
  },
  {
    netvisorKey: 4,
    description: '30 pv netto',
    netDays: 30,
    discountDays: '',
    discountPercent: '',
    standing: 'other',
  },
  {
    netvisorKey: 5,
    description: '7 pv 2 %, 14 pv netto',
    netDays: 14,
    discountDays: '7',
    discountPercent: '2',
    standing: 'other',
  },
];

/** A register of which only keys and names matter here. */
export type Register = readonly { readonly netvisorKey: number; readonly name: string }[];

export const SALES_PERSONS: Register = [{ netvisorKey: 7, name: 'Säde Puolakka' }];
export const SECOND_NAMES: Register = [{ netvisorKey: 21, name: 'Kuurabox Muutot' }];
export const FACTORING_ACCOUNTS: Register = [{ netvisorKey: 31, name: 'Rahoitus Testi' }];
export const AUTOMATION_RULES: Register = [{ netvisorKey: 41, name: 'Vakio' }];
export const WAREHOUSES: Register = [{ netvisorKey: 1, name: 'Päävarasto' }];
export const OFFICES: Register = [{ netvisorKey: 61, name: 'ESPOO' }];
export const PRINT_LAYOUTS = ['Lasku + tilisiirto', 'Lasku'] as const;

/** Units of a currency per euro, used when a message gives no rate of its own. */
export const CURRENCY_RATES: Readonly<Record<string, string>> = {
  EUR: '1',
  USD: '1.10',
  SEK: '11.20',
  NOK: '11.60',
  DKK: '7.46',
  GBP: '0.86',
  CHF: '0.95',
};

/** An accounting period, days inclusive. */
export const ACCOUNTING_PERIODS = [
  { netvisorKey: 11, name: '2024', begin: '2024-01-01', end: '2024-12-31' },
  { netvisorKey: 12, name: '2025', begin: '2025-01-01', end: '2025-12-31' },
  { netvisorKey: 13, name: '2026', begin: '2026-01-01', end: '2026-12-31' },
  { netvisorKey: 14, name: '2027', begin: '2027-01-01', end: '2027-12-31' },
] as const;
