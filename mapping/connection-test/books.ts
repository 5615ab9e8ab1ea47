import type { CompanySetUp, SalesJournal } from '../../odoo/books-inspection.ts';
import type { PaymentLine } from '../../odoo/payment-lines.ts';
import type { SalesTax } from '../../odoo/taxes.ts';
import { vatProblem } from '../vat.ts';
import type { Facts, Seen } from './facts.ts';
import { lineName, paymentsWait, waitingLines } from './in-payment.ts';
import { readLine, type LineId, type ReadModel } from './lines.ts';
import { netvisorObstacle } from './netvisor.ts';
import {
  journalsWithOneReference,
  meetingRanges,
  netvisorRanges,
  rangesWith,
  type Range,
} from './numbers.ts';
import { afterReaching } from './odoo.ts';
import { because, green, listed, notSeen, red, unknown, type Outcome } from './outcome.ts';
import { BOOKS_WORDS as W } from './words-books.ts';

/** The lines about what Silta takes for granted of the books on both sides. */
export function booksOutcomes(facts: Facts): readonly (readonly [LineId, Outcome])[] {
  const { settings } = facts;
  const { company, journals, paymentLines, modules, taxes, product } = facts.odoo;
  const seen = <T>(models: readonly ReadModel[], what: Seen<T>, judge: (value: T) => Outcome): Outcome =>
    afterReading(facts, models, what, judge);
  return [
    ['books.company', seen(['res.company'], company, ofCompany)],
    ['books.number-ranges', seen(NUMBERED, journals, (found) => numberRanges(facts, found))],
    ['books.netvisor-numbers', seen(NUMBERED, journals, (found) => netvisorNumbers(facts, found))],
    ['books.references', seen(NUMBERED, journals, references)],
    ['books.journals', seen(NUMBERED, journals, (found) => journalRules(settings, found))],
    ['books.tax-rounding', seen(['res.company'], company, (found) => taxRounding(settings, found))],
    [
      'books.in-payment',
      seen(['account.journal'], paymentLines, (lines) =>
        waitingLines(lines).length === 0
          ? green(W.endsInPaid)
          : seen([], modules, (found) =>
              paymentsWait(found) ? inPayment(settings.connection, waitingLines(lines)) : green(W.endsInPaid),
            ),
      ),
    ],
    [
      'books.taxes-without-code',
      seen(TAXED, taxes, (found) =>
        seen(TAXED, facts.odoo.usedTaxes, (used) => codeless(settings.connection, found, used)),
      ),
    ],
    ['books.vat-codes', seen(['account.tax'], taxes, vatCodes)],
    [
      'books.accounts',
      seen(['account.move.line', 'account.account'], facts.odoo.usedAccounts, (used) =>
        accounts(facts, used),
      ),
    ],
    ['books.general-product', seen(['product.product'], product, () => generalProduct(facts))],
  ];
}

const NUMBERED: readonly ReadModel[] = ['account.journal', 'account.move'];
const TAXED: readonly ReadModel[] = ['account.tax', 'account.move.line'];

/** What could not be read for want of a right, or of fields, is explained by the line about those. */
function afterReading<T>(
  { odoo }: Facts,
  models: readonly ReadModel[],
  what: Seen<T>,
  judge: (value: T) => Outcome,
): Outcome {
  const closed = models.find((model) => {
    const may = odoo.reads[model];
    return may !== undefined && 'seen' in may && !may.seen;
  });
  if ('not' in what && closed) return because(readLine(closed));
  const fieldsLack = 'seen' in odoo.missingFields && odoo.missingFields.seen.length > 0;
  if ('not' in what && fieldsLack) return because('odoo.fields');
  return afterReaching(odoo, what, judge);
}

function ofCompany({ country, currency }: CompanySetUp): Outcome {
  const values = { country: country ?? '–', currency };
  return country === 'FI' && currency === 'EUR'
    ? green(W.company)
    : red(W.otherCompany, W.companyCure, values);
}

function numberRanges({ settings }: Facts, journals: readonly SalesJournal[]): Outcome {
  if (settings.numbering === 'netvisor') return green(W.netvisorNumbers);
  const ranges = netvisorRanges(journals, settings.journals);
  const unusable = ranges.filter(({ usable }) => !usable).map(({ of }) => of);
  if (unusable.length > 0) return red(W.rangesUnusable, W.rangesUnusableCure, { ranges: listed(unusable) });
  const meeting = meetingRanges(ranges);
  return meeting.length > 0
    ? red(W.rangesMeet, W.rangesMeetCure, { ranges: listed(meeting) })
    : green(W.rangesApart);
}

function netvisorNumbers({ settings, netvisor }: Facts, journals: readonly SalesJournal[]): Outcome {
  if (settings.numbering === 'netvisor') return green(W.netvisorNumbers);
  const obstacle = netvisorObstacle(netvisor);
  if (obstacle) return because(obstacle);
  if (netvisor.rights['salesinvoicelist.nv'] === 'missing')
    return because('netvisor.right.salesinvoicelist.nv');
  if ('not' in netvisor.foreignNumbers) return notSeen(netvisor.foreignNumbers.not);
  const foreign = netvisor.foreignNumbers.seen;
  const ranges = netvisorRanges(journals, settings.journals);
  const within = (number: string): readonly Range[] => rangesWith(number, ranges);
  const [clash] = foreign.filter((number) => within(number).length > 0);
  if (clash !== undefined) {
    const of = within(clash).map((range) => range.of);
    return red(W.numbersClash, W.numbersClashCure, { number: clash, ranges: listed(of) });
  }
  return foreign.length > 0
    ? green(W.numbersApart, { example: foreign.at(-1) ?? '' })
    : unknown(W.noForeignNumbers);
}

function references(journals: readonly SalesJournal[]): Outcome {
  const pairs = journalsWithOneReference(journals);
  return pairs.length > 0
    ? red(W.referencesCollide, W.referencesCure, { journals: listed(pairs) })
    : green(W.referencesApart);
}

function journalRules({ journals: rules }: Facts['settings'], journals: readonly SalesJournal[]): Outcome {
  const codes = journals.map(({ code }) => code);
  const without = codes.filter((code) => !rules[code]);
  const gone = Object.keys(rules).filter((code) => !codes.includes(code));
  if (without.length > 0) return red(W.journalsWithout, W.journalsWithoutCure, { journals: listed(without) });
  if (gone.length > 0) return red(W.journalsGone, W.journalsGoneCure, { journals: listed(gone) });
  return green(W.journalsReady, { journals: listed(codes) });
}

/** Where the two round otherwise, rows carry their sums along, unless the settings forbid it. */
function taxRounding(
  { vatRounding, lineSums }: Facts['settings'],
  { taxRounding: odoo }: CompanySetUp,
): Outcome {
  const values = { odoo, vatRounding, lineSums };
  const alike =
    (odoo === 'round_per_line' && vatRounding === 'row') ||
    (odoo === 'round_globally' && vatRounding === 'code');
  if (alike) return green(W.roundingAlike, values);
  return lineSums === 'never'
    ? red(W.roundingDiffers, W.roundingCure, values)
    : green(W.roundingCarried, values);
}

function inPayment(connection: string, waiting: readonly PaymentLine[]): Outcome {
  return red(W.inPayment, W.inPaymentCure, { lines: listed(waiting.map(lineName)), connection });
}

function codeless(connection: string, taxes: readonly SalesTax[], used: ReadonlySet<number>): Outcome {
  const without = taxes.filter(({ id, code }) => code === undefined && used.has(id));
  if (without.length === 0) return green(W.taxesHaveCodes);
  return red(W.taxesWithout, W.taxesCure, { taxes: listed(without.map(taxName)), connection });
}

/** Whether a rate is in force is asked of each invoice, by its day of supply. */
function vatCodes(taxes: readonly SalesTax[]): Outcome {
  const unfit = taxes.filter(({ active, code, percentage }) => {
    const problem = active && code !== undefined ? vatProblem(code, percentage, '', true) : undefined;
    return problem === 'CodeUnknown' || problem === 'PercentageUnfit';
  });
  if (unfit.length === 0) return green(W.codesFit);
  const names = unfit.map((tax) => `${taxName(tax)}: ${tax.code ?? ''}`);
  return red(W.codesUnfit, W.codesCure, { taxes: listed(names) });
}

const taxName = ({ name, percentage }: SalesTax): string => `${name} (${percentage} %)`;

function accounts({ settings, netvisor }: Facts, used: readonly string[]): Outcome {
  if (used.length === 0) return green(W.noAccountsYet);
  const mapped = used.map((code) => ({ code, number: settings.accounts[code] ?? code }));
  const unmapped = mapped.filter(({ number }) => !/^\d{1,10}$/.test(number)).map(({ code }) => code || '–');
  if (unmapped.length > 0)
    return red(W.accountsUnmapped, W.accountsUnmappedCure, { accounts: listed(unmapped) });
  const obstacle = netvisorObstacle(netvisor);
  if (obstacle) return because(obstacle);
  if (netvisor.rights['accountlist.nv'] === 'missing') return because('netvisor.right.accountlist.nv');
  if ('not' in netvisor.accounts) return notSeen(netvisor.accounts.not);
  const there = netvisor.accounts.seen;
  const lacking = mapped.filter(({ number }) => !there.has(number));
  if (lacking.length === 0) return green(W.accountsThere, { count: used.length });
  const names = lacking.map(({ code, number }) => (code === number ? code : `${code} → ${number}`));
  return red(W.accountsLacking, W.accountsLackingCure, { accounts: listed(names) });
}

function generalProduct(facts: Facts): Outcome {
  const { odoo, settings, netvisor } = facts;
  if ('not' in odoo.product) return notSeen(odoo.product.not);
  const { x_netvisor_product_mode: mode, x_netvisor_generic_product: product } = odoo.product.seen;
  if (!product)
    return mode === 'generic' ? red(W.productNotChosen, W.productNotChosenCure) : green(W.productUnused);
  const code = product.default_code;
  if (code === undefined)
    return red(W.productWithoutCode, W.productWithoutCodeCure, { product: product.name });
  return afterReading(facts, ['product.product'], odoo.productsWithCode, (count) => {
    if (count > 1) return red(W.productCodeTwice, W.productCodeTwiceCure, { code, count });
    const obstacle = netvisorObstacle(netvisor);
    if (obstacle) return because(obstacle);
    if (netvisor.rights['getproduct.nv'] === 'missing') return because('netvisor.right.getproduct.nv');
    if ('not' in netvisor.generalProduct) return notSeen(netvisor.generalProduct.not);
    const keys = netvisor.generalProduct.seen;
    if (keys.length > 1) return red(W.productAmbiguous, W.productAmbiguousCure, { code });
    const [own] = keys;
    const known = product.x_netvisor_keys[settings.ledger];
    if (known === undefined)
      return own === undefined ? unknown(W.productToCome, { code }) : green(W.productThere, { code });
    return known === String(own)
      ? green(W.productThere, { code })
      : red(W.productGone, W.productGoneCure, { code, key: known });
  });
}
