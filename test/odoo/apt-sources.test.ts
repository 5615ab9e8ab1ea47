import { describe, expect, test } from '@jest/globals';
import { parseDeb822, parseOneLine, sidSource } from '../../tools/odoo/apt.ts';

describe('the source that Odoo is fetched from', () => {
  test("is the machine's own mirror, key included, with the suite sid", () => {
    const text = [
      '# a comment',
      'Types: deb deb-src',
      '# in between',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main contrib',
      'Signed-By:',
      ' -----BEGIN KEY-----',
      ' .',
      '',
      'Types: deb',
      'URIs: http://mirror.example/security',
      'Suites: bookworm-security',
      'Components: main',
    ].join('\n');
    expect(sidSource(parseDeb822(text))).toBe(
      [
        'Types: deb',
        'URIs: http://mirror.example/debian',
        'Suites: sid',
        'Components: main',
        'Signed-By: \n -----BEGIN KEY-----\n .',
        '',
      ].join('\n'),
    );
  });

  test('may be written in the one-line style', () => {
    const text = [
      '# deb http://old.example/debian bookworm main',
      'deb http://tools.example/apt tools-bookworm main',
      'deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian bookworm main # local',
    ].join('\n');
    expect(sidSource(parseOneLine(text))).toBe(
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: sid\nComponents: main\nSigned-By: /keys/debian.gpg\n',
    );
  });

  test.each([
    ['a source that is switched off', 'Enabled: no'],
    ['a disc', 'URIs: cdrom:[Debian]/'],
    ['another release', 'Suites: trixie'],
  ])('is not %s', (_what, line) => {
    const base = 'Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n';
    expect(sidSource(parseDeb822(base + line))).toBeUndefined();
  });
});
