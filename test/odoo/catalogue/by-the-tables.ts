import { parseXml, type XmlNode } from '../../../simulators/netvisor/xml.ts';
import { longestOf, readTable, type Row } from '../../simulators/netvisor-breaker.ts';
import { CUSTOMER, MATCH_CREDIT_NOTE, PRODUCT, SALES_INVOICE } from '../../simulators/netvisor-tables.ts';

const TABLES = new Map(
  [SALES_INVOICE, CUSTOMER, PRODUCT, MATCH_CREDIT_NOTE].map(readTable).map((root) => [root.name, root]),
);

/** What is wrong with a message by the element tables of the documentation; empty when nothing is. */
export function faultsOf(message: string): readonly string[] {
  const [business, ...more] = parseXml(message).children;
  const table = business && TABLES.get(business.name);
  if (!business || !table || more.length > 0) return ['not one business object'];
  return nodeFaults(business, table);
}

function nodeFaults(node: XmlNode, row: Row): string[] {
  const own = [...attributeFaults(node, row), ...(row.type === 'group' ? [] : valueFaults(node, row))];
  return [...own, ...orderFaults(node, row), ...node.children.flatMap((child) => childFaults(child, row))];
}

/** Of rows with one name the one that has what the node holds: a line is a product, a comment or a sub-row. */
function childFaults(child: XmlNode, row: Row): string[] {
  const rows = row.children.filter(({ name }) => name === child.name);
  const fitting = rows.find(({ children }) => children.some(({ name }) => child.children[0]?.name === name));
  const found = fitting ?? rows[0];
  return found ? nodeFaults(child, found) : [`${row.path}: unknown element ${child.name}`];
}

function orderFaults(node: XmlNode, row: Row): string[] {
  const names = [...new Set(row.children.map(({ name }) => name))];
  const places = node.children.map(({ name }) => names.indexOf(name));
  const disorder = places.some((place, index) => place < (places[index - 1] ?? 0));
  const counts = names.flatMap((name) => {
    const count = node.children.filter((child) => child.name === name).length;
    const occurs = row.children.find((each) => each.name === name)?.occurs ?? '1';
    if (occurs.startsWith('1') && count === 0) return [`${row.path}/${name}: missing`];
    return !occurs.endsWith('n') && count > 1 ? [`${row.path}/${name}: ${count} times`] : [];
  });
  return [...(disorder ? [`${row.path}: not in the order of the table`] : []), ...counts];
}

function attributeFaults({ attributes }: XmlNode, row: Row): string[] {
  const known = new Map(row.attributes.map((attribute) => [attribute.name, attribute]));
  const missing = row.attributes
    .filter(({ name, compulsory }) => compulsory === 'yes' && attributes[name] === undefined)
    .map(({ name }) => `${row.path}: no attribute ${name}`);
  const wrong = Object.entries(attributes).flatMap(([name, value]) => {
    const values = known.get(name)?.values ?? [];
    if (!known.has(name)) return [`${row.path}: unknown attribute ${name}`];
    // Of VAT codes the table names examples.
    const fits = name === 'vatcode' || values.length === 0 || values.includes(value);
    return fits ? [] : [`${row.path}: ${name} is ${value}`];
  });
  return [...missing, ...wrong];
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  int: /^-?\d+$/,
  key: /^[1-9]\d*$/,
  decimal: /^-?\d+(,\d+)?$/,
  'decimal+': /^\d+(,\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
  flag: /^[01]$/,
  country: /^[A-Z]{2}$/,
  reference: /^\d{4,20}$/,
  account: /^\d+$/,
  base64: /^[A-Za-z0-9+/]+=*$/,
};

function valueFaults({ text }: XmlNode, row: Row): string[] {
  const value = text.trim();
  if (value === '') return row.occurs === '1' ? [`${row.path}: empty`] : [];
  const [kind = '', options = ''] = row.type.split(':');
  const longest = longestOf(row);
  if (longest !== undefined && [...value].length > longest) return [`${row.path}: longer than ${longest}`];
  if (kind === 'enum') return options.split(',').includes(value) ? [] : [`${row.path}: ${value}`];
  return (PATTERNS[kind]?.test(value) ?? true) ? [] : [`${row.path}: ${value} is no ${kind}`];
}
