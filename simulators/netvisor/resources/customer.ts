import { invalidData } from '../errors.ts';
import {
  AUTOMATION_RULES,
  FACTORING_ACCOUNTS,
  PAYMENT_TERMS,
  SALES_PERSONS,
  SECOND_NAMES,
} from '../fixture.ts';
import type { PaymentTerm, Register } from '../fixture.ts';
import { dimensionsOf, flatten, mergeValues, readValidMessage } from '../message.ts';
import type { RegisterRecord } from '../records.ts';
import { CUSTOMER } from '../schema/customer.ts';
import { duplicate, today } from '../store.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { child } from '../xml.ts';
import type { XmlNode } from '../xml.ts';
import { addOrEdit, checkDimensions, inserted } from './resource.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

const LEFT_OUT = new Set(['customerdimensiondetails']);

/** customer.nv: adds a customer, or changes what the message names and leaves the rest. */
export function writeCustomer(request: ResourceRequest, context: Context): ResourceResult {
  const call = addOrEdit(request.query);
  const existing = call.method === 'edit' ? customerByKey(context.store, call.id) : undefined;
  const message = readValidMessage(request.body, CUSTOMER, {
    settings: context.settings,
    mode: call.method === 'edit' ? 'patch' : 'whole',
    warn: context.warn,
  });
  const record = buildCustomer(message, existing, context);
  checkDimensions(request.query, record.dimensions, today(context), context);
  checkCustomer(record, context);
  keepCustomer(record, context.store);
  const details = { netvisorKey: record.netvisorKey };
  return call.method === 'add'
    ? { payload: inserted(record.netvisorKey), booked: true, details }
    : { booked: true, details };
}

function buildCustomer(
  message: XmlNode,
  existing: RegisterRecord | undefined,
  context: Context,
): RegisterRecord {
  const flat = flatten(message, LEFT_OUT);
  const values = mergeValues(existing?.values ?? {}, flat.values);
  const automatic = flat.attributes['internalidentifier@type'] === 'automatic';
  if (automatic && values.internalidentifier === undefined) {
    values.internalidentifier = existing?.values.internalidentifier ?? nextCode(context.store);
  }
  const dimensionDetails = child(message, 'customerdimensiondetails');
  const now = context.clock.now();
  return {
    netvisorKey: existing?.netvisorKey ?? context.store.nextKey('customer'),
    values,
    attributes: { ...existing?.attributes, ...flat.attributes },
    dimensions:
      dimensionDetails === undefined ? (existing?.dimensions ?? []) : dimensionsOf(dimensionDetails),
    tags: [],
    createdAt: existing?.createdAt ?? now,
    modifiedAt: now,
  };
}

function checkCustomer(record: RegisterRecord, context: Context): void {
  const { values, attributes } = record;
  const { store, settings } = context;
  const others = [...store.customers.values()].filter((other) => other.netvisorKey !== record.netvisorKey);
  const sameIn = (name: string): boolean =>
    values[name] !== undefined && others.some((other) => other.values[name] === values[name]);
  if (settings.duplicateCustomerCodes === 'refuse' && sameIn('internalidentifier')) {
    throw duplicate(`Customer code ${values.internalidentifier} is already in use`, settings);
  }
  if (settings.duplicateBusinessIds === 'refuse' && sameIn('externalidentifier')) {
    throw duplicate(`Business ID ${values.externalidentifier} is already in use`, settings);
  }
  const router = values.finvoiceroutercode;
  if (router !== undefined && !settings.einvoiceOperators.includes(router)) {
    throw invalidData(`E-invoice operator not found: ${router}`);
  }
  if (values.defaultpaymentterm !== undefined) {
    paymentTerm(values.defaultpaymentterm, attributes['defaultpaymentterm@type']);
  }
  for (const [name, register] of LINKS) {
    const value = values[name];
    if (value !== undefined) requireEntry(name, value, attributes[`${name}@type`], register);
  }
}

const LINKS: readonly (readonly [string, Register])[] = [
  ['defaultsecondname', SECOND_NAMES],
  ['receivablesmanagementautomationrule', AUTOMATION_RULES],
  ['factoringaccount', FACTORING_ACCOUNTS],
  ['salespersonid', SALES_PERSONS],
];

/** Refuses a reference (by key, or with type `customer` by name) to an entry that a register lacks. */
export function requireEntry(
  element: string,
  value: string,
  type: string | undefined,
  register: Register,
): void {
  const found = register.some((entry) =>
    type === 'customer' ? entry.name === value : String(entry.netvisorKey) === value,
  );
  if (!found) throw invalidData(`No match for ${element}: ${value}`);
}

/** The payment term of that key or, with type `customer`, of that description. */
export function paymentTerm(value: string, type: string | undefined): PaymentTerm {
  const found = PAYMENT_TERMS.find((term) =>
    type === 'customer' ? term.description === value : String(term.netvisorKey) === value,
  );
  if (found === undefined) throw invalidData(`Payment term not found: ${value}`);
  return found;
}

/** The customer, or the refusal that Netvisor gives for an unknown key. */
export function customerByKey(store: NetvisorStore, key: number): RegisterRecord {
  const found = store.customers.get(key);
  if (found === undefined) {
    throw invalidData(`Customer not found with Netvisor identifier: ${key}`);
  }
  return found;
}

/** Stores a customer as it is, with the lists that it extends. */
export function keepCustomer(record: RegisterRecord, store: NetvisorStore): void {
  const group = record.values.customergroupname;
  if (group !== undefined) store.listKey('customerGroups', group);
  store.dimensions.add(record.dimensions);
  store.customers.set(record.netvisorKey, record);
}

function nextCode(store: NetvisorStore): string {
  const codes = [...store.customers.values()]
    .map((record) => record.values.internalidentifier ?? '')
    .filter((code) => /^\d{1,15}$/.test(code))
    .map(Number);
  return String(Math.max(1000, ...codes) + 1);
}
