import { parseSync } from '@swc/core';

export interface ImportStatement {
  /** What is imported, as written: `./money.ts`, `zod`, `node:fs`. */
  source: string;
  /** `type` vanishes when the program runs. */
  kind: 'value' | 'type';
  /** 1-based. */
  line: number;
}

/**
 * All imports of a TypeScript or JavaScript module: import and export-from statements, `import()`, `require()`
 * and `import('…')` inside types. An import whose every name is marked `type` counts as `value`, since under
 * verbatimModuleSyntax the module is loaded all the same.
 */
export function importsOf(code: string): ImportStatement[] {
  // The parser counts positions on from earlier calls; a statement of our own marks where this file starts.
  const source = `;${code.startsWith('#!') ? `//${code.slice(2)}` : code}`;
  const bytes = Buffer.from(source);
  const module = parseSync(source, { syntax: 'typescript', target: 'es2022' });
  const start = module.span.start;
  const found: ImportStatement[] = [];
  const add = (value: string, typeOnly: unknown, position: number): void => {
    const line = bytes
      .subarray(0, position - start)
      .toString('utf8')
      .split('\n').length;
    found.push({ source: value, kind: typeOnly === true ? 'type' : 'value', line });
  };
  visit(module.body, (node) => {
    const position = startOf(node);
    const from = textOf(node['source']);
    switch (node['type']) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (from !== undefined) add(from, node['typeOnly'], position);
        break;
      case 'TsImportType': {
        const argument = textOf(node['argument']);
        if (argument !== undefined) add(argument, true, position);
        break;
      }
      case 'TsExternalModuleReference': {
        const argument = textOf(node['expression']);
        if (argument !== undefined) add(argument, false, position);
        break;
      }
      case 'CallExpression': {
        const argument = isLoading(node['callee']) ? firstArgument(node['arguments']) : undefined;
        if (argument !== undefined) add(argument, false, position);
        break;
      }
    }
  });
  return found.sort((a, b) => a.line - b.line);
}

type SyntaxNode = Record<string, unknown>;

function visit(value: unknown, onNode: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, onNode);
  } else if (isNode(value)) {
    onNode(value);
    for (const child of Object.values(value)) visit(child, onNode);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null;
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && node['type'] === 'StringLiteral' && typeof node['value'] === 'string'
    ? node['value']
    : undefined;
}

function startOf(node: SyntaxNode): number {
  const span = node['span'];
  return isNode(span) && typeof span['start'] === 'number' ? span['start'] : 0;
}

function isLoading(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  return callee['type'] === 'Import' || (callee['type'] === 'Identifier' && callee['value'] === 'require');
}

function firstArgument(list: unknown): string | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isNode(first) ? textOf(first['expression']) : undefined;
}
