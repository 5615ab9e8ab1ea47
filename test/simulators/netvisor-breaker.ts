/** Reads a transcribed element table and generates messages that break one row in one way. */

interface AttributeNote {
  readonly name: string;
  readonly compulsory: 'yes' | 'no';
  readonly values: readonly string[];
}

export interface Row {
  readonly name: string;
  readonly occurs: '1' | '1e' | '0..1' | '0..n' | '1..n';
  readonly type: string;
  readonly sample: string;
  readonly attributes: readonly AttributeNote[];
  readonly children: readonly Row[];
  /** Names from the business object down, with a place where siblings share a name. */
  readonly path: string;
}

interface Node {
  readonly row: Row;
  value: string;
  attributes: Record<string, string>;
  children: Node[];
}

export interface BrokenMessage {
  readonly how: 'order' | 'occurrence' | 'length' | 'type' | 'attribute';
  readonly what: string;
  readonly xml: string;
  readonly code: 'INVALID_DATA' | 'INVALID_DATA_SIZE';
}

/** The table's outermost row, with its rows below it. */
export function readTable(table: string): Row {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  const [root] = readLevel(lines, 0, '');
  if (root === undefined) throw new Error('the table is empty');
  return root;
}

function readLevel(lines: readonly string[], depth: number, above: string): Row[] {
  const starts = lines.flatMap((line, at) => (indentOf(line) === depth ? [at] : []));
  const seen = new Map<string, number>();
  return starts.map((start, place) => {
    const cells = (lines[start] ?? '').split('|').map((cell) => cell.trim());
    const [name = '', occurs = '', type = '', sample = '', attributes = ''] = cells;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const path = `${above}${above === '' ? '' : '/'}${name}${count > 1 ? `[${count}]` : ''}`;
    const inner = lines.slice(start + 1, starts[place + 1] ?? lines.length);
    return {
      name,
      occurs: toOccurs(occurs),
      type,
      sample,
      attributes: attributes.split(' ').filter(Boolean).map(toAttribute),
      children: readLevel(inner, depth + 2, path),
      path,
    };
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function toOccurs(text: string): Row['occurs'] {
  const found = (['1', '1e', '0..1', '0..n', '1..n'] as const).find((known) => known === text);
  if (found === undefined) throw new Error(`unknown occurrence ${text}`);
  return found;
}

function toAttribute(text: string): AttributeNote {
  const [, name = '', mark = '', values = ''] = /^([a-z0-9]+)([!?])(?:=(.*))?$/.exec(text) ?? [];
  return { name, compulsory: mark === '!' ? 'yes' : 'no', values: values.split(',').filter(Boolean) };
}

/** All rows of the table below its outermost row. */
export function rowsBelow(root: Row): Row[] {
  return root.children.flatMap((row) => [row, ...rowsBelow(row)]);
}

function toNode(row: Row): Node {
  const compulsory = row.attributes.filter((attribute) => attribute.compulsory === 'yes');
  return {
    row,
    value: row.sample,
    attributes: Object.fromEntries(compulsory.map((a) => [a.name, a.values[0] ?? 'x'])),
    children: row.children.map(toNode),
  };
}

/** The message that has every row of the table once. */
export function fullMessage(root: Row): string {
  return render(toNode(root));
}

/** The full message with another value in one row. */
export function messageWith(root: Row, row: Row, value: string): string {
  return mutated(root, row, (_siblings, node) => {
    node.value = value;
  });
}

function render(node: Node): string {
  return `<root>${element(node)}</root>`;
}

function element(node: Node): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
  const inner = node.children.map(element).join('');
  return `<${node.row.name}${attributes}>${node.value}${inner}</${node.row.name}>`;
}

function mutated(root: Row, target: Row, change: (siblings: Node[], node: Node, at: number) => void): string {
  const tree = toNode(root);
  const visit = (parent: Node): boolean => {
    const at = parent.children.findIndex((child) => child.row === target);
    const node = parent.children[at];
    if (node === undefined) return parent.children.some(visit);
    change(parent.children, node, at);
    return true;
  };
  if (!visit(tree)) throw new Error(`row ${target.path} is not in the table`);
  return render(tree);
}

/** Every way in which this row can be broken, one message each. */
export function brokenMessages(root: Row, row: Row, siblings: readonly Row[]): BrokenMessage[] {
  const invalid = (how: BrokenMessage['how'], what: string, xml: string): BrokenMessage => ({
    how,
    what,
    xml,
    code: 'INVALID_DATA',
  });
  const broken: BrokenMessage[] = [];
  const names = new Set(siblings.map((sibling) => sibling.name));
  if (names.size > 1) {
    const xml = mutated(root, row, (nodes, node, at) => {
      const other = nodes[at + 1]?.row.name !== row.name && at + 1 < nodes.length ? at + 1 : at - 1;
      const neighbour = nodes[other];
      if (neighbour === undefined) return;
      nodes[at] = neighbour;
      nodes[other] = node;
    });
    broken.push(invalid('order', 'in its neighbour’s place', xml));
  }
  const lonely = siblings.filter((sibling) => sibling.name === row.name).length === 1;
  if (row.occurs.startsWith('1') && lonely) {
    broken.push(
      invalid(
        'occurrence',
        'missing',
        mutated(root, row, (nodes, _node, at) => nodes.splice(at, 1)),
      ),
    );
  }
  if (!row.occurs.endsWith('n')) {
    const twice = mutated(root, row, (nodes, node, at) => nodes.splice(at, 0, node));
    broken.push(invalid('occurrence', 'twice', twice));
  }
  if (row.occurs === '1' && row.type !== 'group') {
    broken.push(invalid('occurrence', 'empty', messageWith(root, row, '')));
  }
  const longest = longestOf(row);
  if (longest !== undefined) {
    const xml = messageWith(root, row, 'ä'.repeat(longest + 1));
    broken.push({ how: 'length', what: `${longest + 1} characters`, xml, code: 'INVALID_DATA_SIZE' });
  }
  for (const value of wrongValues(row)) {
    broken.push(invalid('type', value, messageWith(root, row, value)));
  }
  return [...broken, ...brokenAttributes(root, row).map((b) => invalid('attribute', b.what, b.xml))];
}

export function longestOf(row: Row): number | undefined {
  const longest = /^text:(\d+)$/.exec(row.type)?.[1];
  return longest === undefined ? undefined : Number(longest);
}

function brokenAttributes(root: Row, row: Row): { what: string; xml: string }[] {
  const unknown = mutated(root, row, (_siblings, node) => {
    node.attributes = { ...node.attributes, nonsense: '1' };
  });
  const own = row.attributes.flatMap((attribute) => {
    const without = mutated(root, row, (_siblings, node) => {
      node.attributes = Object.fromEntries(
        Object.entries(node.attributes).filter(([name]) => name !== attribute.name),
      );
    });
    const wrong = mutated(root, row, (_siblings, node) => {
      node.attributes = { ...node.attributes, [attribute.name]: 'nonsense' };
    });
    return [
      ...(attribute.compulsory === 'yes' ? [{ what: `no ${attribute.name}`, xml: without }] : []),
      ...(attribute.values.length > 0 ? [{ what: `wrong ${attribute.name}`, xml: wrong }] : []),
    ];
  });
  return [{ what: 'unknown', xml: unknown }, ...own];
}

function wrongValues(row: Row): string[] {
  switch (row.type.split(':')[0]) {
    case 'int':
      return ['x', '1,5'];
    case 'key':
      return ['x', '0', '-1'];
    case 'decimal':
      return ['x', '1,2,3', '1 000,00', '1e3'];
    case 'decimal+':
      return ['x', '-1'];
    case 'date':
      return ['20.11.2026', '2026-02-30', '2026-11-20T00:00:00'];
    case 'date-or-week':
      return ['2026-11-20', '2026-W54'];
    case 'flag':
      return ['true', '2'];
    case 'enum':
      return ['nonsense'];
    case 'country':
      return ['Finland', 'fi', 'ZZ'];
    case 'reference':
      return ['20260001', '12', '20260 0017'];
    case 'unit':
      return ['9345672-7', '003793456'];
    case 'account':
      return ['Myynti'];
    case 'base64':
      return ['***', 'abc'];
    default:
      return row.type === 'group' ? ['text'] : [];
  }
}
