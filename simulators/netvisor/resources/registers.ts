import { ACCOUNTING_PERIODS, ACCOUNTS, COMPANY_DEFAULT_ACCOUNTS, PAYMENT_TERMS } from '../fixture.ts';
import { el } from '../render.ts';
import type { Context } from '../store.ts';
import { finnishDay } from '../values.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** accountlist.nv: the company's default accounts and its chart of accounts. */
export function listAccounts({ query }: ResourceRequest): ResourceResult {
  query.allowOnly();
  const defaults = Object.entries(COMPANY_DEFAULT_ACCOUNTS).map(([name, n]) => el(name, n));
  const accounts = ACCOUNTS.map((account, index) =>
    el('Account', [
      el('NetvisorKey', account.netvisorKey),
      el('Number', account.number),
      el('Name', account.name),
      el('ForeignName', account.englishName, { 'ISO-3166': 'en' }),
      el('AccountType', account.type),
      el('FatherNetvisorKey', account.fatherKey),
      el('IsActive', account.active),
      el('IsCumulative', '0'),
      el('Sort', index + 1),
      el('EndSort', index + 1),
      el('IsNaturalNegative', account.naturalNegative),
    ]),
  );
  const payload = el('AccountList', [el('CompanyDefaultAccounts', defaults), el('Accounts', accounts)]);
  return { payload, booked: false };
}

/** accountingperiodlist.nv: lock dates and accounting periods; days are d.M.yyyy although called ansi. */
export function listAccountingPeriods({ query }: ResourceRequest, { settings }: Context): ResourceResult {
  query.allowOnly();
  const day = (name: string, value: string | null) =>
    el(name, value === null ? '' : finnishDay(value), { format: 'ansi' });
  const payload = el('AccountingPeriodList', [
    el('PeriodLockInformation', [
      day('AccountingPeriodLockDate', settings.accountingPeriodLockDate),
      day('VatPeriodLockDate', settings.vatPeriodLockDate),
      day('PurchaseLockDate', settings.purchaseLockDate),
    ]),
    ...ACCOUNTING_PERIODS.map((period) =>
      el('Period', [
        el('NetvisorKey', period.netvisorKey),
        el('Name', period.name),
        day('BeginDate', period.begin),
        day('EndDate', period.end),
      ]),
    ),
  ]);
  return { payload, booked: false };
}

/** paymenttermlist.nv. */
export function listPaymentTerms({ query }: ResourceRequest): ResourceResult {
  query.allowOnly();
  const terms = PAYMENT_TERMS.map((term) =>
    el('PaymentTerm', [
      el('NetvisorKey', term.netvisorKey),
      el('Description', term.description),
      el('NetDays', term.netDays),
      el('DiscountDays', term.discountDays),
      el('DiscountPercent', term.discountPercent),
      el('IsDefault', term.standing === 'company-default' ? '1' : '0'),
    ]),
  );
  return { payload: el('PaymentTermList', terms), booked: false };
}
