import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BUTTONS, pressesOf, REFUSALS, SITUATIONS, SWEEPS, sweepsOf } from './table.ts';

const FILE = fileURLToPath(new URL('../../../docs/buttons.md', import.meta.url));

const INTRODUCTION = `# What each button does, by the state of the invoice

Every cell was played on a real Odoo 19 (\`test/odoo/states.test.ts\`): an accountant presses each button, and Silta's sweep comes by. The page is written from the table of that test.

- **asks**: Odoo notes the request, and Silta finds it there. Pressed again it stays the one request, also when two press at the same time. Nothing is sent by the press itself: Silta reads the invoice anew and decides.
- **on its way**: the same has been asked for already, so nothing is added.
- **opens**: the address of the invoice in Netvisor, where the company form says how it is made.
- **nothing**: there is nothing to open.
- **sends**, **shows**: the sweep starts the run that sends the document, or answers the look, which reads the invoice anew, too. **–**: it is left alone.
- Any other word is a refusal; the person reads what stands below for it, in Finnish and Swedish too.
- (In brackets): the form does not show the button. Somebody can still press it in a window that was opened before, or for a selection in the list, and this is the answer.

_Past the guard_ says that an administrator has switched off the automations that refuse to reset, cancel or delete what is in Netvisor. Whoever may not make invoices in Odoo can press none of the buttons.
`;

/** The page for people. */
export function buttonsPage(): string {
  const head = ['state of the invoice', ...Object.values(BUTTONS), ...Object.values(SWEEPS).map(sweepTitle)];
  const lines = SITUATIONS.map((situation) =>
    line([situation, ...Object.values(pressesOf(situation)), ...Object.values(sweepsOf(situation))]),
  );
  const words = Object.entries(REFUSALS).map(([name, text]) => line([name, text]));
  return [
    INTRODUCTION,
    '<!-- prettier-ignore-start -->\n',
    [line(head), line(head.map(() => '---')), ...lines].join('\n'),
    '\n## What a person reads\n',
    [line(['refusal', 'words']), line(['---', '---']), ...words].join('\n'),
    '\n<!-- prettier-ignore-end -->\n',
  ].join('\n');
}

export const writeButtonsPage = (): void => writeFileSync(FILE, buttonsPage());
export const readButtonsPage = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');

const sweepTitle = (when: string): string => `sweep ${when}`;
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
