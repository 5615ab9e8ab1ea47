import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkArrows } from '../../tools/check/arrows.ts';
import { importsOf } from '../../tools/check/imports.ts';
import { inTempFolder, writeTree } from './helpers.ts';

async function violationsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  return inTempFolder(async (root) => {
    await writeTree(root, files);
    return (await checkArrows(root)).map(({ file, line, text }) => `${file}:${line} ${text}`);
  });
}

describe('arrows between folders', () => {
  test.each<[string, string]>([
    ['netvisor/client.ts', `import axios from 'axios';\nimport { createHmac } from 'node:crypto';`],
    ['odoo/provision/fields.ts', `import { z } from 'zod';\nimport { x } from '../client.ts';`],
    [
      'mapping/invoice.ts',
      `import type { Doc } from '../netvisor/documents.ts';\nimport { Decimal } from 'decimal.js';`,
    ],
    ['mapping/customer.ts', `import type { Partner } from '../odoo/models.ts';`],
    [
      'workflows/send.ts',
      `import { proxyActivities } from '@temporalio/workflow';\nimport type { A } from '../activities/send.ts';\nimport { add } from '../mapping/money.ts';`,
    ],
    [
      'activities/send.ts',
      `import { a } from '../odoo/client.ts';\nimport { b } from '../netvisor/client.ts';\nimport { c } from '../mapping/x.ts';\nimport { d } from '../config/schema.ts';\nimport { NAMES } from '../workflows/contract.ts';`,
    ],
    [
      'control/send.ts',
      `import { Client } from '@temporalio/client';\nimport { NAMES } from '../workflows/contract.ts';\nimport type { S } from '../workflows/send.ts';`,
    ],
    [
      'simulators/netvisor/server.ts',
      `import fastify from 'fastify';\nimport { FaultBook } from '../shared/faults.ts';`,
    ],
    [
      'test/mapping/x.test.ts',
      `import { x } from '../../mapping/x.ts';\nimport { y } from '../../simulators/netvisor/server.ts';`,
    ],
    ['docs/example.ts', `import { anything } from '../netvisor/client.ts';`],
  ])('%s may import what the table gives it', async (file, code) => {
    expect(await violationsOf({ [file]: code })).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['netvisor/a.ts', `import { x } from '../odoo/client.ts';`, 'imports odoo/client.ts. Rule: netvisor/'],
    ['netvisor/a.ts', `import type { C } from '../config/schema.ts';`, 'imports config/schema.ts'],
    ['odoo/a.ts', `import { sleep } from '@temporalio/activity';`, 'the package @temporalio/activity'],
    ['mapping/a.ts', `import { list } from '../netvisor/client.ts';`, 'as code, where only `import type`'],
    ['mapping/a.ts', `import { readFile } from 'fs/promises';`, 'the module of Node fs/promises'],
    ['workflows/a.ts', `import { z } from 'zod/v4';`, 'the package zod/v4'],
    ['workflows/a.ts', `import axios from 'axios';`, 'the package axios'],
    ['workflows/a.ts', `import { createHash } from 'node:crypto';`, 'the module of Node node:crypto'],
    ['workflows/a.ts', `import { createX } from '../activities/x.ts';`, 'as code, where only `import type`'],
    ['workflows/a.ts', `import { type X } from '../activities/x.ts';`, 'as code, where only `import type`'],
    ['workflows/a.ts', `export * from '../activities/x.ts';`, 'as code, where only `import type`'],
    ['workflows/a.ts', `const x = await import('../odoo/client.ts');`, 'imports odoo/client.ts'],
    ['activities/a.ts', `import { sendInvoice } from '../workflows/send.ts';`, 'imports workflows/send.ts'],
    [
      'control/a.ts',
      `import { sendInvoice } from '../workflows/send.ts';`,
      'as code, where only `import type`',
    ],
    ['control/a.ts', `import { x } from '../netvisor/client.ts';`, 'imports netvisor/client.ts'],
    ['gateway/a.ts', `import { x } from '../odoo/client.ts';`, 'imports odoo/client.ts. Rule: gateway/'],
    [
      'simulators/odoo/a.ts',
      `import type { M } from '../../odoo/models.ts';`,
      'imports odoo/models.ts. Rule: simulators/',
    ],
    [
      'cli/a.ts',
      `import { credentials } from '../simulators/netvisor/credentials.ts';`,
      'imports simulators/',
    ],
    ['netvisor/a.ts', `import { x } from '../../elsewhere/x.ts';`, 'outside the project'],
    ['workflow/a.ts', `export {};`, 'folder workflow/ is not in the table'],
  ])('%s with %s is a violation', async (file, code, words) => {
    const found = await violationsOf({ [file]: `// first line\n${code}` });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
    expect(found[0]).toMatch(words.startsWith('folder') ? /^[^ ]+:1 / : /^[^ ]+:2 /);
  });

  test('what workflows import, over any number of files, is fit for their sandbox', async () => {
    const files = {
      'workflows/send.ts': `import { a } from '../mapping/a.ts';\nimport type { C } from '../mapping/c.ts';`,
      'mapping/a.ts': `import { b } from './b.ts';\nimport { Decimal } from 'decimal.js';`,
      'mapping/b.ts': `import { a } from './a.ts';\nimport { z } from 'zod';`,
      'mapping/c.ts': `import { createHash } from 'node:crypto';`,
    };
    const found = await violationsOf(files);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^mapping\/b\.ts:2 imports zod, and mapping\/a\.ts imports this file\. Rule: /);
  });

  test('this project keeps them', async () => {
    const found = await checkArrows(fileURLToPath(new URL('../..', import.meta.url)));
    expect(found.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });
});

describe('reading imports', () => {
  test('finds every kind with its line, past comments, strings and letters of several bytes', () => {
    const code = [
      '#!/usr/bin/env node',
      '/* ääkköset: import fake from "nowhere" */',
      `const text = "import { no } from 'nowhere'"; // €`,
      `import a from 'a';`,
      `import type { B } from 'b';`,
      `export { c } from 'c';`,
      `export type { D } from 'd';`,
      `import 'e';`,
      `type F = import('f').F;`,
      `const g = () => import('g');`,
      `const h = require('h');`,
      `export const local = text;`,
    ].join('\n');
    // Twice, since the parser's positions grow from call to call.
    for (let round = 0; round < 2; round += 1) {
      expect(importsOf(code)).toEqual([
        { source: 'a', kind: 'value', line: 4 },
        { source: 'b', kind: 'type', line: 5 },
        { source: 'c', kind: 'value', line: 6 },
        { source: 'd', kind: 'type', line: 7 },
        { source: 'e', kind: 'value', line: 8 },
        { source: 'f', kind: 'type', line: 9 },
        { source: 'g', kind: 'value', line: 10 },
        { source: 'h', kind: 'value', line: 11 },
      ]);
    }
  });
});
