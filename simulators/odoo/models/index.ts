import { activity } from './activity.ts';
import { automation } from './automation.ts';
import { attachment } from './attachment.ts';
import type { Behaviour } from './behaviour.ts';
import { currency, currencyRate } from './currency.ts';
import { account, analyticAccount, analyticPlan, company, parameter } from './ledger.ts';
import { message } from './mail.ts';
import { fieldSelection, modelField } from './model-fields.ts';
import { irModel } from './ir-model.ts';
import { move } from './move.ts';
import { moveLine } from './move-line.ts';
import { partner, partnerBank } from './partner.ts';
import { product, template } from './product.ts';
import { payment } from './settling/payments.ts';
import { tax, taxPart } from './tax.ts';
import { externalId, serverAction } from './technical.ts';
import { recordRule } from './access.ts';
import { view } from './view.ts';
import { apiKey, group, user } from './users.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'account.account': account,
  'account.analytic.account': analyticAccount,
  'account.analytic.plan': analyticPlan,
  'account.move': move,
  'account.move.line': moveLine,
  'account.payment': payment,
  'account.tax': tax,
  'account.tax.repartition.line': taxPart,
  'base.automation': automation,
  'ir.actions.server': serverAction,
  'ir.attachment': attachment,
  'ir.config_parameter': parameter,
  'ir.model': irModel,
  'ir.model.data': externalId,
  'ir.model.fields': modelField,
  'ir.model.fields.selection': fieldSelection,
  'ir.rule': recordRule,
  'ir.ui.view': view,
  'mail.activity': activity,
  'mail.message': message,
  'product.product': product,
  'product.template': template,
  'res.company': company,
  'res.currency': currency,
  'res.currency.rate': currencyRate,
  'res.groups': group,
  'res.partner': partner,
  'res.partner.bank': partnerBank,
  'res.users': user,
  'res.users.apikeys': apiKey,
};

const PLAIN: Behaviour = {};

/** What a model does beyond keeping values. */
export function behaviourOf(model: string): Behaviour {
  return BEHAVIOURS[model] ?? PLAIN;
}
