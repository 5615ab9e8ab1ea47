import type { ModelDef } from './types.ts';

const models: ModelDef = {
  name: 'ir.model',
  label: 'Models',
  order: 'model, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    model: { type: 'char', required: true },
    order: { type: 'char', required: true, default: 'id' },
    info: { type: 'text' },
    state: { type: 'selection', readonly: true, selection: ['manual', 'base'], default: 'manual' },
    abstract: { type: 'boolean' },
    transient: { type: 'boolean' },
    field_id: { type: 'one2many', relation: 'ir.model.fields', inverse: 'model_id' },
    access_ids: { type: 'one2many', relation: 'ir.model.access', inverse: 'model_id' },
    rule_ids: { type: 'one2many', relation: 'ir.rule', inverse: 'model_id' },
  },
};

const selections: ModelDef = {
  name: 'ir.model.fields.selection',
  label: 'Fields Selection',
  order: 'sequence, id',
  fields: {
    field_id: { type: 'many2one', relation: 'ir.model.fields', required: true, onDelete: 'cascade' },
    value: { type: 'char', required: true },
    name: { type: 'char', required: true, translate: true },
    sequence: { type: 'integer', default: 1000 },
  },
};

const modules: ModelDef = {
  name: 'ir.module.module',
  label: 'Module',
  order: 'name, id',
  fields: {
    name: { type: 'char', required: true, readonly: true },
    shortdesc: { type: 'char', readonly: true },
    /** The version that is installed, whatever its name says. */
    latest_version: { type: 'char', readonly: true },
    state: {
      type: 'selection',
      readonly: true,
      selection: ['uninstallable', 'uninstalled', 'installed', 'to upgrade', 'to remove', 'to install'],
    },
  },
};

const parameters: ModelDef = {
  name: 'ir.config_parameter',
  label: 'System Parameter',
  order: 'key, id',
  fields: {
    key: { type: 'char', required: true },
    value: { type: 'text', required: true },
  },
};

const languages: ModelDef = {
  name: 'res.lang',
  label: 'Languages',
  order: 'active desc, name, id',
  fields: {
    name: { type: 'char', required: true },
    code: { type: 'char', required: true },
    iso_code: { type: 'char' },
    active: { type: 'boolean' },
  },
};

const countries: ModelDef = {
  name: 'res.country',
  label: 'Country',
  order: 'name, id',
  fields: {
    name: { type: 'char', required: true },
    code: { type: 'char', required: true },
    currency_id: { type: 'many2one', relation: 'res.currency' },
    country_group_ids: { type: 'many2many', relation: 'res.country.group' },
  },
};

const countryGroups: ModelDef = {
  name: 'res.country.group',
  label: 'Country Group',
  order: 'id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    code: { type: 'char' },
    country_ids: { type: 'many2many', relation: 'res.country' },
  },
};

const currencies: ModelDef = {
  name: 'res.currency',
  label: 'Currency',
  order: 'active desc, name, id',
  fields: {
    name: { type: 'char', label: 'Currency', required: true },
    full_name: { type: 'char' },
    symbol: { type: 'char', required: true },
    active: { type: 'boolean', default: true },
    rounding: { type: 'float', default: 0.01 },
    decimal_places: { type: 'integer', readonly: true, default: 2 },
    /** Units of this currency for one of the company's, today. */
    rate: { type: 'float', readonly: true, stored: false },
    rate_ids: { type: 'one2many', relation: 'res.currency.rate', inverse: 'currency_id' },
  },
};

const currencyRates: ModelDef = {
  name: 'res.currency.rate',
  label: 'Currency Rate',
  order: 'name desc, id',
  fields: {
    name: { type: 'date', label: 'Date', required: true },
    rate: { type: 'float' },
    company_rate: { type: 'float', stored: false, related: 'rate' },
    inverse_company_rate: { type: 'float', readonly: true, stored: false },
    currency_id: { type: 'many2one', relation: 'res.currency', required: true, onDelete: 'cascade' },
    company_id: { type: 'many2one', relation: 'res.company' },
  },
};

const termLines: ModelDef = {
  name: 'account.payment.term.line',
  label: 'Payment Terms Line',
  order: 'id',
  fields: {
    payment_id: {
      type: 'many2one',
      relation: 'account.payment.term',
      required: true,
      onDelete: 'cascade',
    },
    value: { type: 'selection', required: true, selection: ['percent', 'fixed'], default: 'percent' },
    value_amount: { type: 'float', default: 100 },
    delay_type: {
      type: 'selection',
      required: true,
      selection: [
        'days_after',
        'days_after_end_of_month',
        'days_after_end_of_next_month',
        'days_end_of_month_on_the',
      ],
      default: 'days_after',
    },
    days_next_month: { type: 'char', default: '10' },
    nb_days: { type: 'integer' },
  },
};

const activities: ModelDef = {
  name: 'mail.activity',
  label: 'Activity',
  order: 'date_deadline, id',
  fields: {
    res_model_id: { type: 'many2one', relation: 'ir.model', onDelete: 'cascade' },
    res_model: { type: 'char', readonly: true },
    res_id: { type: 'many2one_reference' },
    res_name: { type: 'char', readonly: true },
    activity_type_id: { type: 'many2one', relation: 'mail.activity.type', onDelete: 'restrict' },
    summary: { type: 'char' },
    note: { type: 'html' },
    date_deadline: { type: 'date', required: true },
    user_id: { type: 'many2one', relation: 'res.users', onDelete: 'cascade' },
    /** RPC may set it, through the values of activity_schedule too. */
    automated: { type: 'boolean', readonly: true, rpc: 'write' },
    state: {
      type: 'selection',
      readonly: true,
      stored: false,
      selection: ['overdue', 'today', 'planned', 'done'],
    },
    active: { type: 'boolean', default: true },
  },
};

const activityTypes: ModelDef = {
  name: 'mail.activity.type',
  label: 'Activity Type',
  order: 'id',
  fields: { name: { type: 'char', required: true } },
};

const subtypes: ModelDef = {
  name: 'mail.message.subtype',
  label: 'Message subtypes',
  order: 'id',
  fields: { name: { type: 'char', required: true }, internal: { type: 'boolean' } },
};

const trackingValues: ModelDef = {
  name: 'mail.tracking.value',
  label: 'Mail Tracking Value',
  order: 'id desc',
  fields: {
    mail_message_id: {
      type: 'many2one',
      relation: 'mail.message',
      required: true,
      onDelete: 'cascade',
    },
    field_id: { type: 'many2one', relation: 'ir.model.fields', onDelete: 'set null' },
    old_value_char: { type: 'char' },
    new_value_char: { type: 'char' },
  },
};

/** Models that the field dump leaves out, with the few fields that a connector meets. */
export const baseModels: readonly ModelDef[] = [
  models,
  selections,
  modules,
  parameters,
  languages,
  countries,
  countryGroups,
  currencies,
  currencyRates,
  termLines,
  activities,
  activityTypes,
  subtypes,
  trackingValues,
];
