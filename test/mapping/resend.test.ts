import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decideResend, DIFFERENCES, STANDINGS, type ResendDecision } from '../../mapping/resend.ts';

const WORDS: Readonly<Record<string, string>> = {
  'nothing-to-do': 'stays as it is',
  edit: 'edited in Netvisor',
};

const shown = (decision: ResendDecision): string =>
  decision.kind === 'refuse' ? `refused: ${decision.reason}` : (WORDS[decision.kind] ?? decision.kind);

/** Rows of the first table of a Markdown page, cells trimmed. */
function tableIn(file: string): string[][] {
  const lines = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const cells = STANDINGS.flatMap((standing) =>
  [false, true].flatMap((paid) => DIFFERENCES.map((differs) => ({ standing, paid, differs }))),
);

describe('sending an invoice again that is in Netvisor', () => {
  test('the table in docs/resend.md is what Silta decides, cell by cell', () => {
    const documented = tableIn('resend.md');
    expect(documented).toEqual(
      cells.map(({ standing, paid, differs }) => [
        standing,
        paid ? 'yes' : 'no',
        differs,
        shown(decideResend(standing, paid, differs)),
      ]),
    );
  });

  test.each(cells.filter(({ standing }) => standing !== 'unsent'))(
    'what Netvisor has sent is never edited: $standing, payments $paid, $differs',
    ({ standing, paid, differs }) => {
      expect(decideResend(standing, paid, differs).kind).not.toBe('edit');
    },
  );

  test.each(cells.filter(({ differs, standing }) => differs !== 'nothing' || standing === 'gone'))(
    'a difference is never passed over in silence: $standing, payments $paid, $differs',
    ({ standing, paid, differs }) => {
      expect(decideResend(standing, paid, differs).kind).not.toBe('nothing-to-do');
    },
  );

  test('sums that money has been booked on are not edited, texts are', () => {
    expect(decideResend('unsent', true, 'sums')).toEqual({ kind: 'refuse', reason: 'ChangedAfterPayment' });
    expect(decideResend('unsent', true, 'details')).toEqual({ kind: 'edit' });
  });
});
