import type { FieldDef, ModelDef } from './types.ts';

const users: ModelDef = {
  name: 'res.users',
  label: 'User',
  order: 'name, login, id',
  inherits: { model: 'res.partner', through: 'partner_id' },
  fields: {
    login: { type: 'char', required: true },
    /** Never shown; what is written is kept apart. */
    password: { type: 'char' },
    active: { type: 'boolean', default: true },
    partner_id: { type: 'many2one', relation: 'res.partner', required: true, onDelete: 'restrict' },
    name: { type: 'char', stored: false, related: 'partner_id.name' },
    email: { type: 'char', stored: false, related: 'partner_id.email' },
    lang: {
      type: 'selection',
      stored: false,
      related: 'partner_id.lang',
      selection: ['en_US', 'fi_FI', 'sv_SE', 'de_DE'],
    },
    tz: {
      type: 'selection',
      stored: false,
      related: 'partner_id.tz',
      selection: ['Europe/Helsinki', 'Europe/Stockholm', 'UTC'],
    },
    company_id: { type: 'many2one', relation: 'res.company', required: true },
    company_ids: { type: 'many2many', relation: 'res.company' },
    /** Those given to the user; what they imply is in `all_group_ids`. */
    group_ids: { type: 'many2many', relation: 'res.groups' },
    all_group_ids: { type: 'many2many', relation: 'res.groups', readonly: true, stored: false },
    share: { type: 'boolean', readonly: true, stored: false, searchable: true },
  },
};

const groups: ModelDef = {
  name: 'res.groups',
  label: 'Access Groups',
  order: 'name, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    full_name: { type: 'char', readonly: true, stored: false },
    comment: { type: 'text', translate: true },
    user_ids: { type: 'many2many', relation: 'res.users', stored: false },
    all_user_ids: { type: 'many2many', relation: 'res.users', readonly: true, stored: false },
    implied_ids: { type: 'many2many', relation: 'res.groups' },
    all_implied_ids: { type: 'many2many', relation: 'res.groups', readonly: true, stored: false },
    /** Days that an API key of a member may last at most. */
    api_key_duration: { type: 'float' },
    share: { type: 'boolean' },
    model_access: { type: 'one2many', relation: 'ir.model.access', inverse: 'group_id' },
  },
};

const perms = (granted: boolean): Readonly<Record<string, FieldDef>> => ({
  perm_read: { type: 'boolean', default: granted },
  perm_write: { type: 'boolean', default: granted },
  perm_create: { type: 'boolean', default: granted },
  perm_unlink: { type: 'boolean', default: granted },
});

const access: ModelDef = {
  name: 'ir.model.access',
  label: 'Model Access',
  order: 'name, id',
  fields: {
    name: { type: 'char', required: true },
    active: { type: 'boolean', default: true },
    model_id: { type: 'many2one', relation: 'ir.model', required: true, onDelete: 'cascade' },
    group_id: { type: 'many2one', relation: 'res.groups', onDelete: 'restrict' },
    ...perms(false),
  },
};

const rules: ModelDef = {
  name: 'ir.rule',
  label: 'Record Rule',
  order: 'id',
  fields: {
    name: { type: 'char' },
    active: { type: 'boolean', default: true },
    model_id: { type: 'many2one', relation: 'ir.model', required: true, onDelete: 'cascade' },
    groups: { type: 'many2many', relation: 'res.groups' },
    domain_force: { type: 'text' },
    global: { type: 'boolean', readonly: true, stored: false },
    ...perms(true),
  },
};

/** Without the keys themselves, which Odoo shows once. */
const apiKeys: ModelDef = {
  name: 'res.users.apikeys',
  label: 'Users API Keys',
  order: 'id',
  fields: {
    name: { type: 'char', required: true, readonly: true },
    user_id: { type: 'many2one', relation: 'res.users', required: true, readonly: true, onDelete: 'cascade' },
    scope: { type: 'char', readonly: true },
    expiration_date: { type: 'datetime', readonly: true },
  },
};

/** Who there is and who may do what (field dump and reading of a real Odoo 19). */
export const securityModels: readonly ModelDef[] = [users, groups, access, rules, apiKeys];
