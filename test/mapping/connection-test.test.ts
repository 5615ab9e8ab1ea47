import { describe, expect, test } from '@jest/globals';
import {
  HELPFUL_RESOURCES,
  READ_MODELS,
  READ_RESOURCES,
  WRITE_RESOURCES,
  readLine,
  rightLine,
} from '../../mapping/connection-test/lines.ts';
import { LINES } from '../../mapping/connection-test/words.ts';
import { inWords, judge, tally, type Finding, type LineId } from '../../mapping/connection-test.ts';
import { LANGUAGES } from '../../mapping/texts.ts';
import { helpfulResources } from '../../netvisor/registers.ts';
import { choice, facts, installed, journal, paymentLine, tax, type Changes } from './connection-facts.ts';

const findingsOf = (changes: Changes, language: (typeof LANGUAGES)[number] = 'en'): readonly Finding[] =>
  inWords(judge(facts(changes)), language);

function lineOf(changes: Changes, id: LineId): Finding {
  const found = findingsOf(changes).find((finding) => finding.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}

const enterprise = { seen: installed('base', 'account', 'base_automation', 'l10n_fi', 'account_accountant') };
const twoJournals = {
  settings: {
    journals: {
      INV: { numberPrefix: '', creditNotePrefix: '9' },
      WEB: { numberPrefix: '2', creditNotePrefix: '8' },
    },
  },
  odoo: { journals: { seen: [journal('INV'), journal('WEB')] } },
};
const known = { 'production:9120034-9': '77' };

type Case = readonly [what: string, id: LineId, changes: Changes, cure: RegExp];

/** Each way in which a line turns red, and what its cure names. */
const REDS: readonly Case[] = [
  [
    'production at the address for tests',
    'settings',
    { settings: { netvisorHost: 'isvapi.netvisor.fi' } },
    /netvisor\.url/,
  ],
  [
    'a silent Temporal',
    'temporal',
    { temporal: { address: 'x:1', namespace: 'default', answers: false } },
    /temporal\.address/,
  ],
  [
    'nobody at the address',
    'netvisor.reached',
    { netvisor: { answer: { not: 'NotReached' } } },
    /netvisor\.url/,
  ],
  ['maintenance', 'netvisor.reached', { netvisor: { answer: 'Maintenance' } }, /Nothing needs to be done/],
  ['refused keys', 'netvisor.keys', { netvisor: { answer: 'AuthFailed' } }, /company menu → API identifiers/],
  ['a clock that is behind', 'netvisor.clock', { netvisor: { clockDifferenceMs: 400_000 } }, /NTP/],
  ['a clock that is ahead', 'netvisor.clock', { netvisor: { clockDifferenceMs: -400_000 } }, /NTP/],
  ...READ_RESOURCES.map((resource): Case => [
    `no right to ${resource}`,
    rightLine(resource),
    { netvisor: { rights: { ...facts().netvisor.rights, [resource]: 'missing' } } },
    new RegExp(`company menu → API resource access rights → the integration → allow ${resource}`),
  ]),
  ...WRITE_RESOURCES.map((resource): Case => [
    `${resource} refused lately`,
    rightLine(resource),
    { netvisor: { refusedLately: new Set([resource]) } },
    new RegExp(`allow ${resource}`),
  ]),
  ['nobody at Odoo’s address', 'odoo.reached', { odoo: { answer: { not: 'ECONNREFUSED' } } }, /odoo\.url/],
  ['an Odoo that is too old', 'odoo.reached', { odoo: { answer: { not: 'OdooTooOld' } } }, /Upgrade Odoo/],
  [
    'an Odoo that wants a login',
    'odoo.reached',
    { odoo: { answer: { not: 'OdooUserMissing' } } },
    /odoo\.user/,
  ],
  ['a refused key', 'odoo.key', { odoo: { answer: 'KeyRefused' } }, /Account Security → New API Key/],
  ['a key that ends', 'odoo.key-expiry', { odoo: { keys: { seen: ['2026-12-05'] } } }, /New API Key/],
  [
    'an old version',
    'odoo.version',
    { odoo: { modules: { seen: [{ name: 'base', state: 'installed', version: '15.0.1.3' }] } } },
    /Upgrade/,
  ],
  [
    'a missing module',
    'odoo.modules',
    { odoo: { modules: { seen: installed('base', 'account') } } },
    /search base_automation, l10n_fi/,
  ],
  [
    'a language that is off',
    'odoo.languages',
    { odoo: { languages: { seen: ['en_US'] } } },
    /Add Languages → fi_FI/,
  ],
  [
    'fields of an older version',
    'odoo.fields',
    { odoo: { missingFields: { seen: ['account.move.x_netvisor_open'] } } },
    /silta provision main/,
  ],
  [
    'an action that may not be run',
    'odoo.action',
    { odoo: { action: { seen: 'refused' } } },
    /Allowed Groups/,
  ],
  [
    'a database without a pin',
    'odoo.pin',
    { odoo: { pin: { seen: 'not-provisioned' } } },
    /silta provision main/,
  ],
  [
    'a copy of the database',
    'odoo.pin',
    { odoo: { pin: { seen: 'other-database' } } },
    /On a copy: leave it so/,
  ],
  [
    'rights beyond need',
    'odoo.excess-rights',
    { odoo: { excess: { seen: ['account.move write'] } } },
    /leave it the group Silta/,
  ],
  ...READ_MODELS.map((model): Case => [
    `no right to read ${model}`,
    readLine(model),
    { odoo: { reads: { ...facts().odoo.reads, [model]: { seen: false } } } },
    new RegExp(`group the right to read ${model}`),
  ]),
  [
    'a company abroad',
    'books.company',
    { odoo: { company: { seen: { country: 'SE', currency: 'SEK', taxRounding: 'round_globally' } } } },
    /Fiscal Country/,
  ],
  [
    'ranges that meet',
    'books.number-ranges',
    {
      ...twoJournals,
      settings: {
        journals: {
          INV: { numberPrefix: '', creditNotePrefix: '9' },
          WEB: { numberPrefix: '9', creditNotePrefix: '8' },
        },
      },
    },
    /numberPrefix, creditNotePrefix/,
  ],
  [
    'numbers that Netvisor does not take',
    'books.number-ranges',
    { odoo: { journals: { seen: [journal('INV', { lastInvoice: 'INV/00012' })] } } },
    /INV\/2026\/00001/,
  ],
  [
    'a number of Netvisor’s own in the range',
    'books.netvisor-numbers',
    { netvisor: { foreignNumbers: { seen: ['1001', '202600077'] } } },
    /next invoice number/,
  ],
  ['references that collide', 'books.references', twoJournals, /WEB1\/2026\/00001/],
  [
    'a journal without rule',
    'books.journals',
    { odoo: { journals: { seen: [journal('INV'), journal('WEB1')] } } },
    /invoices\.journals/,
  ],
  [
    'a rule without journal',
    'books.journals',
    { settings: twoJournals.settings },
    /Accounting → Configuration → Journals → Short Code/,
  ],
  [
    'sums that differ and may not be sent',
    'books.tax-rounding',
    { settings: { lineSums: 'never' } },
    /Round per Line/,
  ],
  [
    'a journal that leaves invoices In Payment',
    'books.in-payment',
    { odoo: { modules: enterprise, paymentLines: { seen: [paymentLine({ paymentAccount: undefined })] } } },
    /silta odoo fix-journals main/,
  ],
  [
    'a used tax without code',
    'books.taxes-without-code',
    { odoo: { taxes: { seen: [tax({ code: undefined })] }, usedTaxes: { seen: new Set([1]) } } },
    /Accounting → Configuration → Taxes → the tax → Netvisor VAT code/,
  ],
  [
    'a code that does not fit',
    'books.vat-codes',
    { odoo: { taxes: { seen: [tax({ code: 'EUMY' })] } } },
    /Configuration → Taxes/,
  ],
  [
    'an account without number',
    'books.accounts',
    { odoo: { usedAccounts: { seen: ['A-1'] } } },
    /Chart of Accounts/,
  ],
  [
    'an account that Netvisor lacks',
    'books.accounts',
    { odoo: { usedAccounts: { seen: ['3000', '3999'] } } },
    /In Netvisor: Accounting → Chart of accounts/,
  ],
  [
    'no general product chosen',
    'books.general-product',
    { odoo: { product: choice(undefined, 'generic') } },
    /tab Netvisor/,
  ],
  [
    'a general product without code',
    'books.general-product',
    { odoo: { product: choice({ default_code: undefined }) } },
    /Internal Reference/,
  ],
  [
    'a code that two products have',
    'books.general-product',
    { odoo: { product: choice({}), productsWithCode: { seen: 2 } } },
    /search YLEIS/,
  ],
  [
    'a code that Netvisor has twice',
    'books.general-product',
    {
      odoo: { product: choice({}), productsWithCode: { seen: 1 } },
      netvisor: { generalProduct: { seen: [77, 78] } },
    },
    /Sales → Products/,
  ],
  [
    'a general product that is gone',
    'books.general-product',
    {
      odoo: { product: choice({ x_netvisor_keys: known }), productsWithCode: { seen: 1 } },
      netvisor: { generalProduct: { seen: [] } },
    },
    /make YLEIS active again/,
  ],
];

describe('a connection with which all is well', () => {
  test('is green in every line but the rights that only writing proves', () => {
    const { greens, reds, unknown } = tally(judge(facts()));
    expect(reds).toEqual([]);
    expect(greens + unknown).toBe(LINES.length);
    const open = findingsOf({}).filter(({ verdict }) => verdict === 'unknown');
    expect(open.map(({ id }) => id)).toEqual(WRITE_RESOURCES.map(rightLine));
    for (const { says } of open) expect(says).toMatch(/^Not provable without writing/);
  });

  test.each([
    ['a key that never ends', { odoo: { keys: { seen: [undefined] } } }, 'odoo.key-expiry'],
    ['several keys that last', { odoo: { keys: { seen: [undefined, '2027-01-01'] } } }, 'odoo.key-expiry'],
    ['no time told, but keys accepted', { netvisor: { clockDifferenceMs: undefined } }, 'netvisor.clock'],
    ['a difference within the tolerance', { netvisor: { clockDifferenceMs: -299_000 } }, 'netvisor.clock'],
    ['numbers by Netvisor', { settings: { numbering: 'netvisor' } }, 'books.number-ranges'],
    [
      'numbers by Netvisor, beside its own',
      { settings: { numbering: 'netvisor' } },
      'books.netvisor-numbers',
    ],
    [
      'a rolling release of Odoo Online',
      { odoo: { modules: { seen: [{ name: 'base', state: 'installed', version: 'saas~18.2.1.3' }] } } },
      'odoo.version',
    ],
    ['rounding alike', { settings: { vatRounding: 'code', lineSums: 'never' } }, 'books.tax-rounding'],
    [
      'Community, whatever the journals say',
      { odoo: { paymentLines: { seen: [paymentLine({ paymentAccount: undefined })] } } },
      'books.in-payment',
    ],
    ['Enterprise with the journal’s own account', { odoo: { modules: enterprise } }, 'books.in-payment'],
    [
      'an unused tax without code',
      { odoo: { taxes: { seen: [tax({ code: undefined })] } } },
      'books.taxes-without-code',
    ],
    [
      'an account that is mapped',
      { settings: { accounts: { 'A-1': '3000' } }, odoo: { usedAccounts: { seen: ['A-1'] } } },
      'books.accounts',
    ],
    ['no account in use yet', { odoo: { usedAccounts: { seen: [] } } }, 'books.accounts'],
    [
      'a general product that is there',
      {
        odoo: { product: choice({ x_netvisor_keys: known }), productsWithCode: { seen: 1 } },
        netvisor: { generalProduct: { seen: [77] } },
      },
      'books.general-product',
    ],
    [
      'journals whose digits differ',
      {
        settings: {
          journals: { ...facts().settings.journals, W1: { numberPrefix: '', creditNotePrefix: '8' } },
        },
        odoo: { journals: { seen: [journal('INV'), journal('W1', { lastInvoice: 'W1/2026/00001' })] } },
      },
      'books.references',
    ],
    [
      'journals of which one has no Finnish references',
      {
        ...twoJournals,
        odoo: { journals: { seen: [journal('INV'), journal('WEB', { finnishReferences: false })] } },
      },
      'books.references',
    ],
  ] as const satisfies readonly (readonly [string, Changes, LineId])[])(
    '%s is green',
    (_what, changes, id) => {
      expect(lineOf(changes, id).verdict).toBe('green');
    },
  );
});

describe('a line turns red', () => {
  test.each(REDS)('for %s (%s), and its cure names the way', (_what, id, changes, cure) => {
    const { verdict, cure: way } = lineOf(changes, id);
    expect(verdict).toBe('red');
    expect(way).toMatch(cure);
  });

  test('and every line of the closed list can', () => {
    expect(new Set(REDS.map(([, id]) => id))).toEqual(new Set(LINES.map(({ id }) => id)));
  });

  test.each(LANGUAGES)('with words and a cure in %s, all values filled in', (language) => {
    for (const [what, id, changes] of REDS) {
      const finding = findingsOf(changes, language).find((one) => one.id === id);
      expect([what, finding?.cure?.length]).toEqual([what, expect.any(Number)]);
      for (const text of [finding?.says, finding?.cure, finding?.title]) {
        expect(text?.trim()).not.toBe('');
        expect(text).not.toMatch(/\{\w+\}|–\./);
      }
    }
  });

  test('and no other does, unless it could not be examined for it', () => {
    for (const [what, id, changes] of REDS) {
      const others = findingsOf(changes).filter((one) => one.verdict === 'red' && one.id !== id);
      const also = ALSO[what] ?? [];
      expect([what, others.map((one) => one.id)]).toEqual([what, also]);
    }
  });
});

/** Where one cause rightly shows in two lines. */
const ALSO: Readonly<Record<string, readonly LineId[]>> = {
  'ranges that meet': ['books.references'],
  'an old version': ['odoo.modules'],
};

describe('a line that could not be examined says why', () => {
  const silent = ({ id, verdict, says }: Finding): readonly [LineId, string, string] => [id, verdict, says];

  test('where Netvisor does not answer, all that needs it', () => {
    const found = findingsOf({ netvisor: { answer: { not: 'NotReached' }, clockDifferenceMs: undefined } });
    const because = 'Not examined, because "Netvisor answers" is not in order.';
    for (const finding of found.filter(({ area, id }) => area === 'netvisor' && id !== 'netvisor.reached'))
      expect(silent(finding)).toEqual([finding.id, 'unknown', because]);
    for (const id of ['books.netvisor-numbers', 'books.accounts'] as const)
      expect(silent(found.find((one) => one.id === id) as Finding)).toEqual([id, 'unknown', because]);
  });

  test('where the keys are refused because of the clock, the clock is named and the keys are not blamed', () => {
    const changes: Changes = { netvisor: { answer: 'AuthFailed', clockDifferenceMs: 400_000 } };
    expect(lineOf(changes, 'netvisor.clock')).toMatchObject({
      verdict: 'red',
      says: expect.stringMatching(/400 s behind .*up to 300 s/),
    });
    expect(lineOf(changes, 'netvisor.keys')).toMatchObject({
      verdict: 'unknown',
      says: expect.stringContaining('"Clocks agree with Netvisor"'),
    });
  });

  test('where Odoo refuses the key, all that needs Odoo', () => {
    const found = findingsOf({ odoo: { answer: 'KeyRefused' } });
    const open = found.filter(({ area, id }) => area === 'books' || id.startsWith('odoo.read.'));
    for (const { verdict, says } of open) {
      expect([verdict, says]).toEqual([
        'unknown',
        'Not examined, because "Odoo accepts the key" is not in order.',
      ]);
    }
  });

  test('where a model may not be read, what rests on it; where fields are missing, those', () => {
    const denied = { not: 'odoo.exceptions.AccessError' };
    const reads = { ...facts().odoo.reads, 'account.journal': { seen: false } };
    expect(lineOf({ odoo: { reads, journals: denied } }, 'books.references').says).toContain(
      '"Odoo: read account.journal"',
    );
    const missingFields = { seen: ['account.tax.x_netvisor_vat_code'] };
    expect(lineOf({ odoo: { missingFields, taxes: denied } }, 'books.vat-codes').says).toContain(
      '"Fields of Silta in Odoo"',
    );
  });

  test.each([
    [
      'netvisor.right.salespaymentlist.nv',
      { netvisor: { rights: { 'salespaymentlist.nv': { not: 'Timeout' } } } },
    ],
    ['odoo.modules', { odoo: { modules: { not: 'odoo.exceptions.AccessError' } } }],
    ['books.in-payment', { odoo: { paymentLines: { not: 'OutOfTime' } } }],
  ] as const satisfies readonly (readonly [LineId, Changes])[])(
    '%s with the code of what stood in the way',
    (id, changes) => {
      expect(lineOf(changes, id)).toMatchObject({
        verdict: 'unknown',
        says: expect.stringMatching(/^Could not be examined \([\w.]+\)/),
      });
    },
  );

  test.each([
    [
      'of several keys one ends soon',
      'odoo.key-expiry',
      { odoo: { keys: { seen: ['2026-12-01', undefined] } } },
    ],
    ['no key is shown', 'odoo.key-expiry', { odoo: { keys: { seen: [] } } }],
    ['the version is not told', 'odoo.version', { odoo: { modules: { seen: [] } } }],
    [
      'the version is newer than Silta',
      'odoo.version',
      { odoo: { modules: { seen: [{ name: 'base', state: 'installed', version: '20.0.1.3' }] } } },
    ],
    [
      'no number of Netvisor’s own was seen',
      'books.netvisor-numbers',
      { netvisor: { foreignNumbers: { seen: [] } } },
    ],
    [
      'the general product is yet to come',
      'books.general-product',
      {
        odoo: { product: choice({}), productsWithCode: { seen: 1 } },
        netvisor: { generalProduct: { seen: [] } },
      },
    ],
    [
      'keys are refused and no time is told',
      'netvisor.clock',
      { netvisor: { answer: 'AuthFailed', clockDifferenceMs: undefined } },
    ],
  ] as const satisfies readonly (readonly [string, LineId, Changes])[])(
    '%s: unknown, not guessed',
    (_what, id, changes) => {
      expect(lineOf(changes, id).verdict).toBe('unknown');
    },
  );
});

test('the resources that only help are those without which documents flow', () => {
  expect(HELPFUL_RESOURCES).toEqual(helpfulResources);
  for (const resource of READ_RESOURCES.filter((one) => HELPFUL_RESOURCES.has(one))) {
    const rights = { ...facts().netvisor.rights, [resource]: 'missing' as const };
    expect(lineOf({ netvisor: { rights } }, rightLine(resource)).says).toContain('helps and is not needed');
  }
});

test.each(LANGUAGES)('every line has a title of its own in %s', (language) => {
  const titles = LINES.map(({ title }) => title[language]);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.join()).not.toMatch(/[{}]/);
});
