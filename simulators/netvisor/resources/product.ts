import { invalidData } from '../errors.ts';
import { dimensionsOf, flatten, mergeValues, readValidMessage, tagsOf } from '../message.ts';
import type { RegisterRecord } from '../records.ts';
import { productRule } from '../schema/product.ts';
import { duplicate, today } from '../store.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { child } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { addOrEdit, checkDimensions, inserted } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

const LEFT_OUT = new Set(['dimension', 'productcustomtags']);
const ACCOUNTS_OF_PRODUCT = [
  'defaultdomesticaccountnumber',
  'defaulteuaccountnumber',
  'defaultoutsideeuaccountnumber',
];

/** product.nv: adds a product, or changes what the message names and leaves the rest. */
export function writeProduct(request: ResourceRequest, context: Context): ResourceResult {
  const call = addOrEdit(request.query);
  if (call.method === 'edit' && context.settings.extendedProductManagement) {
    throw invalidData('Products cannot be edited: extended product management is in use');
  }
  const existing = call.method === 'edit' ? productByKey(context.store, call.id) : undefined;
  const message = readValidMessage(request.body, productRule(context.settings.productDetailOrder), {
    settings: context.settings,
    mode: call.method === 'edit' ? 'patch' : 'whole',
    warn: context.warn,
  });
  const record = buildProduct(message, existing, context);
  checkDimensions(request.query, record.dimensions, today(context), context);
  checkProduct(record, context);
  keepProduct(record, context.store);
  const details = { netvisorKey: record.netvisorKey };
  return call.method === 'add'
    ? { payload: inserted(record.netvisorKey), booked: true, details }
    : { booked: true, details };
}

function buildProduct(
  message: XmlNode,
  existing: RegisterRecord | undefined,
  context: Context,
): RegisterRecord {
  const flat = flatten(message, LEFT_OUT);
  const additional = child(message, 'productadditionalinformation');
  const dimensions = additional === undefined ? [] : dimensionsOf(additional);
  const tags = child(message, 'productcustomtags');
  const now = context.clock.now();
  return {
    netvisorKey: existing?.netvisorKey ?? context.store.nextKey('product'),
    values: mergeValues(existing?.values ?? {}, flat.values),
    attributes: { ...existing?.attributes, ...flat.attributes },
    dimensions: dimensions.length > 0 ? dimensions : (existing?.dimensions ?? []),
    tags: tags === undefined ? (existing?.tags ?? []) : tagsOf(tags, 'productcustomtag'),
    createdAt: existing?.createdAt ?? now,
    modifiedAt: now,
  };
}

function checkProduct(record: RegisterRecord, { store, settings }: Context): void {
  const code = record.values.productcode;
  const taken = [...store.products.values()].some(
    (other) =>
      other.netvisorKey !== record.netvisorKey && code !== undefined && other.values.productcode === code,
  );
  if (taken && settings.duplicateProductCodes === 'refuse') {
    throw duplicate(`Product code ${code} is already in use`, settings);
  }
  for (const name of ACCOUNTS_OF_PRODUCT) {
    const number = record.values[name];
    if (number !== undefined) store.postableAccount(number);
  }
}

function productByKey(store: NetvisorStore, key: number): RegisterRecord {
  const found = store.products.get(key);
  if (found === undefined) {
    throw invalidData(`Product not found with Netvisor identifier: ${key}`);
  }
  return found;
}

/** Stores a product as it is, with the lists that it extends. */
export function keepProduct(record: RegisterRecord, store: NetvisorStore): void {
  const { productgroup, unit } = record.values;
  if (productgroup !== undefined) store.listKey('productGroups', productgroup);
  if (unit !== undefined) store.listKey('units', unit);
  store.dimensions.add(record.dimensions);
  store.products.set(record.netvisorKey, record);
}
