import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../tools/check/rules.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

/** Cells of the rows of all tables below a heading, up to the next one. */
function tableUnder(page: string, heading: string): readonly (readonly string[])[] {
  const [, rest = ''] = page.split(`\n${heading}\n`);
  const [section = ''] = rest.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

describe('the documentation', () => {
  test('counts the documents of the catalogue alike everywhere, and rightly', () => {
    const rows = read('docs/catalogue.md')
      .split('\n')
      .filter((line) => /^\| (?!document |---)/.test(line));
    const seen: unknown = JSON.parse(read('test/odoo/catalogue/seen.json'));
    expect(Object.keys(seen as object)).toHaveLength(rows.length);
    for (const page of ['docs/accountants.md', 'docs/real-odoo.md', 'CHANGELOG.md']) {
      expect([page, read(page).includes(`${rows.length} `)]).toEqual([page, true]);
      expect(read(page)).not.toMatch(/(?:some|about) 1[345]\d/);
    }
  });

  test('has a row for each folder that has a rule for its imports', () => {
    const documented = tableUnder(read('docs/development.md'), '## Folders').map(([, folder = '']) => folder);
    const folders = Object.keys(RULES).filter((name) => name !== 'test' && existsSync(new URL(name, ROOT)));
    expect(documented.toSorted()).toEqual(folders.map((name) => `\`${name}/\``).toSorted());
  });
});
