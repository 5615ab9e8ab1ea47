/**
 * What comes of each button and of the sweep for each state that an invoice in Odoo can be in: data, which
 * test/odoo/states.test.ts holds against a real Odoo cell by cell, and docs/buttons.md is written from.
 */
export const BUTTONS = {
  send: 'Send to Netvisor',
  retry: 'Retry (list)',
  preview: 'Netvisor preview',
  compare: 'Resend to Netvisor',
  resend: 'Edit in Netvisor',
  open: 'Open in Netvisor',
} as const;
export type Button = keyof typeof BUTTONS;

/** Odoo's answers to a press that Silta's words refuse, in English as a person reads them. */
export const REFUSALS = {
  kind: 'Only customer invoices and credit notes go to Netvisor.',
  company: 'The company {company} is not connected to Netvisor.',
  copy: 'This database is a copy. The connection to Netvisor belongs to the original, so nothing is sent from here.',
  draft: 'Confirm the invoice first.',
  old: 'The invoice is dated before {since}, from when on invoices go to Netvisor (company form, tab Netvisor). Older ones are never sent.',
  sent: 'The invoice is in Netvisor already. To bring a change there, press Resend to Netvisor.',
  sending: 'The invoice is being sent right now.',
  idle: 'The invoice does not wait for anything. Press Send to Netvisor.',
  unsent: 'The invoice is not in Netvisor yet. Press Send to Netvisor.',
  unlooked: 'Press Resend to Netvisor first: it shows what Netvisor holds now.',
  gone: 'Record does not exist or has been deleted.',
} as const;
export type Refusal = keyof typeof REFUSALS;

export type Answer = 'asks' | 'on its way' | 'opens' | 'nothing' | Refusal;
/** In brackets: the form does not show the button, so it is pressed in a window that was opened before, or by a list. */
export type Cell = Answer | `(${Answer})`;
export type Swept = 'sends' | 'shows' | '–';

/** When a sweep comes: at once, or when an hour has passed and no run holds the document, or one that is at it does. */
export const SWEEPS = { now: 'at once', later: 'an hour later', held: '… while its run works' } as const;
export type Sweep = keyof typeof SWEEPS;

type Presses = readonly [send: Cell, retry: Answer, preview: Cell, compare: Cell, resend: Cell, open: Cell];
type Sweeps = readonly [now: Swept, later: Swept, held: Swept];

const LEFT_ALONE = ['–', '–', '–'] as const;
const TAKEN_UP = ['sends', 'sends', '–'] as const;
const LOST = ['–', 'sends', '–'] as const;
const SHOWN = ['shows', 'shows', 'shows'] as const;

const DRAFT = ['(draft)', 'draft', '(draft)', '(draft)', '(draft)', '(nothing)'] as const;
const DRAFT_WITH_KEY = ['(draft)', 'draft', '(draft)', '(draft)', '(draft)', 'opens'] as const;
const UNSENT = ['asks', 'idle', 'asks', '(unsent)', '(unsent)', '(nothing)'] as const;
const PARKED = ['asks', 'asks', 'asks', '(unsent)', '(unsent)', '(nothing)'] as const;
const THERE = ['(sent)', 'sent', '(sent)', 'asks', '(unlooked)', 'opens'] as const;
const all = <A extends Answer>(answer: A) =>
  [`(${answer})`, answer, `(${answer})`, `(${answer})`, `(${answer})`, '(nothing)'] as const;
const GONE = ['(gone)', 'gone', '(gone)', '(gone)', '(gone)', '(gone)'] as const;

/** Situations by name, in the order in which an invoice may live through them. */
export const TABLE = {
  'a draft': [DRAFT, LEFT_ALONE],
  'confirmed, nothing asked for': [UNSENT, LEFT_ALONE],
  'confirmed, dated before the cut-over': [
    ['old', 'old', 'old', '(unsent)', '(unsent)', '(nothing)'],
    LEFT_ALONE,
  ],
  'a preview is asked for': [['asks', 'idle', 'on its way', '(unsent)', '(unsent)', '(nothing)'], SHOWN],
  'asked for, waits to be sent': [
    ['(on its way)', 'on its way', 'asks', '(unsent)', '(unsent)', '(nothing)'],
    TAKEN_UP,
  ],
  'asked for, then reset to draft': [DRAFT, LEFT_ALONE],
  'being sent': [['(sending)', 'sending', '(asks)', '(unsent)', '(unsent)', '(nothing)'], LOST],
  'being sent, reset to draft past the guard': [DRAFT, LOST],
  'needs attention': [PARKED, LEFT_ALONE],
  'needs attention, its cause has been cured': [PARKED, ['sends', 'sends', 'sends']],
  'needs attention, may have arrived': [PARKED, LEFT_ALONE],
  'left out': [UNSENT, LEFT_ALONE],
  'cancelled, never sent': [DRAFT, LEFT_ALONE],
  'credited in Odoo, never sent': [UNSENT, LEFT_ALONE],
  'in Netvisor, waits to be matched': [THERE, LOST],
  'in Netvisor, its payment follows': [THERE, LOST],
  sent: [THERE, LEFT_ALONE],
  'sent, dated before the cut-over': [THERE, LEFT_ALONE],
  'sent, a comparison is asked for': [
    ['(sent)', 'sent', '(sent)', 'on its way', '(unlooked)', 'opens'],
    SHOWN,
  ],
  'sent, may be edited': [['(sent)', 'sent', '(sent)', 'asks', 'asks', 'opens'], LEFT_ALONE],
  'sent, an edit is asked for': [THERE, TAKEN_UP],
  'sent, an edit is being sent': [['(sending)', 'sending', '(sent)', '(asks)', '(unlooked)', 'opens'], LOST],
  'sent, needs attention': [['asks', 'asks', '(sent)', 'asks', '(unlooked)', 'opens'], LEFT_ALONE],
  'sent, credited in Odoo': [THERE, LEFT_ALONE],
  'credit note of what was sent, nothing asked for': [UNSENT, LEFT_ALONE],
  'sent, reset to draft past the guard': [DRAFT_WITH_KEY, LEFT_ALONE],
  'sent, cancelled past the guard': [DRAFT_WITH_KEY, LEFT_ALONE],
  'sent, reset to draft past the guard and confirmed again': [THERE, LEFT_ALONE],
  'sent, then moved to another company past the guard': [all('company'), LEFT_ALONE],
  'of another company, which is not connected': [all('company'), LEFT_ALONE],
  'asked for, then in a copy of the database': [
    ['(copy)', 'copy', 'copy', '(copy)', '(copy)', '(nothing)'],
    TAKEN_UP,
  ],
  'a vendor bill': [all('kind'), LEFT_ALONE],
  'deleted, never sent': [GONE, LEFT_ALONE],
  'sent, deleted past the guard': [GONE, LEFT_ALONE],
} as const satisfies Readonly<Record<string, readonly [Presses, Sweeps]>>;
export type Situation = keyof typeof TABLE;

export const SITUATIONS = Object.keys(TABLE) as readonly Situation[];

export const pressesOf = (situation: Situation): Readonly<Record<Button, Cell>> => {
  const [send, retry, preview, compare, resend, open] = TABLE[situation][0];
  return { send, retry, preview, compare, resend, open };
};

export const sweepsOf = (situation: Situation): Readonly<Record<Sweep, Swept>> => {
  const [now, later, held] = TABLE[situation][1];
  return { now, later, held };
};
