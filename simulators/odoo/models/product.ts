import { NotSimulated } from '../errors.ts';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { Json } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';

function variants(env: Env, template: Row): Row[] {
  return env.db.rows('product.product').filter((row) => row['product_tmpl_id'] === template.id);
}

function ofSingleVariant(env: Env, template: Row, field: string): Json {
  const [only, ...others] = variants(env, template);
  return only === undefined || others.length > 0 ? false : (only[field] ?? false);
}

export const template: Behaviour = {
  prepare: (env, values) => {
    if (!env.su) throw new NotSimulated('makes products through product.product, not product.template.');
    return { uom_id: env.ref('uom.product_uom_unit'), ...values };
  },
  computed: {
    default_code: (env, row) => ofSingleVariant(env, row, 'default_code'),
    barcode: (env, row) => ofSingleVariant(env, row, 'barcode'),
    product_variant_id: (env, row) => variants(env, row)[0]?.id ?? false,
    product_variant_count: (env, row) => variants(env, row).length,
  },
};

export const product: Behaviour = {
  displayName: (env, row) => {
    const code = row['default_code'];
    const name = env.text('product.product', row, 'name');
    return typeof code === 'string' && code !== '' ? `[${code}] ${name}` : name;
  },
  computed: { lst_price: (env, row) => env.get('product.product', row, 'list_price') },
  beforeWrite: (_env, _row, values) => {
    if (!('lst_price' in values)) return values;
    const { lst_price: price = 0, ...rest } = values;
    return { ...rest, list_price: price };
  },
  prepare: (_env, values) => {
    if (!('lst_price' in values)) return values;
    const { lst_price: price = 0, ...rest } = values;
    return { ...rest, list_price: price };
  },
  unlinked: (env, row) => {
    const templateId = row['product_tmpl_id'];
    const owner = typeof templateId === 'number' ? env.db.row('product.template', templateId) : undefined;
    if (owner !== undefined && variants(env, owner).length === 0)
      env.sudo().unlink('product.template', [owner.id]);
  },
};
