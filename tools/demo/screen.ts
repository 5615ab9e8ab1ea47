/** Plain lines for a terminal, a pipe or a log: wrapped, and coloured only where colours can be seen. */
import { styleText } from 'node:util';

const WIDTH = 98;
const MARGIN = '   ';

export const STYLES = ['bold', 'dim', 'green', 'red', 'yellow', 'cyan'] as const;
export type Style = (typeof STYLES)[number];
export type Align = 'left' | 'right';

export interface Screen {
  /** A sentence at the left edge. */
  say(text: string): void;
  heading(text: string): void;
  /** Title of the next scene; scenes are numbered. */
  scene(title: string): void;
  /** What happens in a scene. */
  tell(text: string): void;
  /** What was found to be true, with how long it took where that is of interest. */
  fact(text: string, startedAt?: number): void;
  /** Text that stands somewhere else word by word. */
  quote(text: string): void;
  /** A command as it was typed, and what it answered, line by line. */
  command(typed: string, answer: string): void;
  link(what: string, url: string): void;
  table(columns: readonly Column[], rows: readonly (readonly string[])[], totals: readonly string[]): void;
  verdict(kind: 'good' | 'bad', text: string): void;
  gap(): void;
  /** On a terminal, shows what is being waited for until it is over. */
  during<T>(what: string, work: Promise<T>): Promise<T>;
  /** From now on nothing is shown any more. */
  mute(): void;
}

export interface Column {
  readonly title: string;
  readonly align: Align;
}

/** Writes to the stream; `NO_COLOR` and `FORCE_COLOR` are respected. */
export function createScreen(out: NodeJS.WriteStream): Screen {
  const terminal = out.isTTY;
  const colours = process.env['FORCE_COLOR']
    ? process.env['FORCE_COLOR'] !== '0'
    : terminal && !process.env['NO_COLOR'];
  let muted = false;
  const paint = (style: Style, text: string): string => (colours ? styleText(style, text) : text);
  const write = (text: string): void => {
    if (!muted) out.write(text);
  };
  const lines = (all: readonly string[]): void => all.forEach((line) => write(`${line}\n`));
  const sign = (mark: string, style: Style, text: string): void =>
    lines(wrap(text, WIDTH - 5).map((line, index) => `${MARGIN}${index ? ' ' : paint(style, mark)} ${line}`));

  let scenes = 0;
  const heading = (text: string): void => lines(['', paint('bold', text)]);

  return {
    say: (text) => lines(wrap(text, WIDTH)),
    heading,
    scene: (title) => heading(`${(scenes += 1)}  ${title}`),
    tell: (text) => lines(wrap(text, WIDTH - MARGIN.length).map((line) => MARGIN + line)),
    fact(text, startedAt) {
      const seconds = startedAt === undefined ? '' : ((Date.now() - startedAt) / 1000).toFixed(1);
      // No break between the number and its unit.
      sign('✓', 'green', seconds ? `${text} (${seconds}\u00a0s)` : text);
    },
    quote: (text) =>
      lines(wrap(text, WIDTH - 7).map((line) => `${MARGIN}  ${paint('dim', '│')} ${paint('yellow', line)}`)),
    command: (typed, answer) =>
      lines([
        `${MARGIN}  ${paint('dim', '$')} ${paint('bold', typed)}`,
        ...answer.split('\n').map((line) => `${MARGIN}  ${line}`),
      ]),
    link: (what, url) => lines([`${MARGIN}${paint('dim', what.padEnd(18))} ${paint('cyan', url)}`]),
    table(columns, rows, totals) {
      const widths = columns.map(({ title }, index) =>
        Math.max(
          ...[[title], ...rows.map((row) => [row[index] ?? '']), [totals[index] ?? '']].map(
            ([c]) => c?.length ?? 0,
          ),
        ),
      );
      const line = (cells: readonly string[]): string =>
        columns
          .map(({ align }, index) => {
            const [cell = '', width = 0] = [cells[index], widths[index]];
            return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
          })
          .join('  ')
          .trimEnd();
      const rule = paint('dim', widths.map((width) => '─'.repeat(width)).join('──'));
      const titles = paint('bold', line(columns.map(({ title }) => title)));
      lines([titles, rule, ...rows.map(line), rule, paint('bold', line(totals))]);
    },
    verdict: (kind, text) =>
      lines(wrap(text, WIDTH).map((part) => paint('bold', paint(kind === 'good' ? 'green' : 'red', part)))),
    gap: () => write('\n'),
    async during(what, work) {
      if (!terminal) return work;
      write(`${MARGIN}${paint('dim', `… ${what}`)}`);
      try {
        return await work;
      } finally {
        write('\r\u001b[K');
      }
    },
    mute: () => void (muted = true),
  };
}

/** Lines of at most `width` characters, broken at spaces; line breaks of the text stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, line];
  });
}

/** A sum for people: `12 345.60`. */
export function euros(sum: { toFixed(places: number): string }): string {
  const [whole = '', cents = ''] = sum.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')}.${cents}`;
}
