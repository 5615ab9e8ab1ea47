import type { ModelDef } from './types.ts';

/** Views, as data (field dump of Odoo 19). */
export const viewModel: ModelDef = {
  name: 'ir.ui.view',
  label: 'View',
  order: 'priority, name, id',
  fields: {
    name: { type: 'char', required: true },
    model: { type: 'char' },
    model_id: { type: 'many2one', relation: 'ir.model', readonly: true, stored: false },
    key: { type: 'char' },
    type: {
      type: 'selection',
      selection: [
        'list',
        'form',
        'graph',
        'pivot',
        'calendar',
        'kanban',
        'search',
        ['qweb', 'QWeb'],
        'hierarchy',
        'activity',
      ],
    },
    mode: {
      type: 'selection',
      required: true,
      selection: [
        ['primary', 'Base view'],
        ['extension', 'Extension View'],
      ],
      default: 'primary',
    },
    active: { type: 'boolean', default: true },
    priority: { type: 'integer', required: true, default: 16 },
    inherit_id: { type: 'many2one', relation: 'ir.ui.view', onDelete: 'restrict' },
    inherit_children_ids: { type: 'one2many', relation: 'ir.ui.view', inverse: 'inherit_id' },
    arch: { type: 'text', stored: false },
    arch_base: { type: 'text', stored: false },
    arch_db: { type: 'text' },
    group_ids: { type: 'many2many', relation: 'res.groups' },
    xml_id: { type: 'char', readonly: true, stored: false },
  },
};

/** Menus, as data. The action is a reference, `<model>,<id>`. */
export const menuModel: ModelDef = {
  name: 'ir.ui.menu',
  label: 'Menu',
  order: 'sequence, id',
  fields: {
    name: { type: 'char', required: true, translate: true },
    active: { type: 'boolean', default: true },
    sequence: { type: 'integer', default: 10 },
    parent_id: { type: 'many2one', relation: 'ir.ui.menu', onDelete: 'restrict' },
    child_id: { type: 'one2many', relation: 'ir.ui.menu', inverse: 'parent_id' },
    action: { type: 'char' },
    group_ids: { type: 'many2many', relation: 'res.groups' },
  },
};
