/**
 * Which folder may import what: the table "Folders" of the design, as data. `values` are imports that run,
 * `types` are imports that vanish (`import type`). What a folder may import as values it may import as types.
 */
export interface FolderRule {
  /** Folders of ours, or single files of ours, that may be imported. */
  values: readonly string[];
  types: readonly string[];
  /** Packages by name; `*` is any, `!name` excludes one. A scope is written `@temporalio/*`. */
  packages: readonly string[];
  /** Modules of Node itself, written with `node:`; `*` is any. */
  node: readonly string[];
  /** The reason in one sentence, shown with each violation. */
  why: string;
}

const NO_TEMPORAL = ['*', '!@temporalio/*'] as const;
const ANYTHING = ['*'] as const;
/** Names and shapes that both sides of a workflow need; no behaviour. */
const CONTRACT = 'workflows/contract.ts';

/** Reads and maps as sending does, for a person who asks. */
const PREVIEW = 'activities/preview.ts';
/** Looks at both sides and judges, for a person who asks. */
const CONNECTION_TEST = 'activities/test-connection.ts';

const CLIENT_SIDE = ['@temporalio/client', '@temporalio/common'] as const;

const EVERYTHING: FolderRule = { values: ['*'], types: [], packages: ANYTHING, node: ANYTHING, why: '' };

export const RULES: Readonly<Record<string, FolderRule>> = {
  netvisor: {
    values: [],
    types: [],
    packages: NO_TEMPORAL,
    node: ANYTHING,
    why: 'netvisor/ is a client by itself: it knows nothing of ours and nothing of Temporal',
  },
  odoo: {
    values: [],
    types: [],
    packages: NO_TEMPORAL,
    node: ANYTHING,
    why: 'odoo/ is a client by itself: it knows nothing of ours and nothing of Temporal',
  },
  mapping: {
    values: [],
    types: ['netvisor', 'odoo'],
    packages: ['decimal.js', 'zod'],
    node: ['node:crypto'],
    why: 'mapping/ is pure (no I/O, no Temporal): only types of netvisor/ and odoo/, decimal.js, zod and node:crypto',
  },
  config: {
    values: ['mapping'],
    types: [],
    packages: NO_TEMPORAL,
    node: ANYTHING,
    why: 'config/ is read by all others and reads none of them, except pure rules of mapping/ (business ids)',
  },
  workflows: {
    values: ['mapping'],
    types: ['activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
    node: [],
    why: 'workflows/ decide and do nothing themselves: types of activities/, pure code of mapping/, @temporalio/workflow and @temporalio/common',
  },
  activities: {
    values: ['odoo', 'netvisor', 'mapping', 'config', CONTRACT],
    types: [],
    packages: ANYTHING,
    node: ANYTHING,
    why: 'activities/ do what workflows decide: odoo/, netvisor/, mapping/, config/ and the names in workflows/contract.ts',
  },
  workers: {
    values: ['workflows', 'activities', 'mapping', 'netvisor', 'odoo', 'config', 'control', 'schedules'],
    types: [],
    packages: ANYTHING,
    node: ANYTHING,
    why: 'workers/ put everything below them together, but know nothing of cli/ and gateway/',
  },
  schedules: {
    values: ['config', CONTRACT],
    types: ['workflows'],
    packages: CLIENT_SIDE,
    node: [],
    why: 'schedules/ are data about workflows: config/, names of workflows, the Temporal client',
  },
  control: {
    values: ['config', CONTRACT],
    types: ['workflows'],
    packages: CLIENT_SIDE,
    node: [],
    why: 'control/ asks running workflows by name: config/, names and types of workflows, the Temporal client',
  },
  cli: {
    values: [
      'control',
      'schedules',
      'odoo',
      'netvisor',
      'config',
      'workers',
      'gateway',
      'mapping',
      CONTRACT,
      PREVIEW,
      CONNECTION_TEST,
    ],
    types: [],
    packages: ANYTHING,
    node: ANYTHING,
    why: 'cli/ goes through control/, schedules/, odoo/, netvisor/, config/ and pure code of mapping/ (and starts workers/ and gateway/)',
  },
  gateway: {
    values: ['control', 'config', CONTRACT],
    types: [],
    packages: ANYTHING,
    node: ANYTHING,
    why: 'gateway/ turns HTTP into control/ and does nothing else',
  },
  bin: { values: ['cli'], types: [], packages: ['tsx'], node: ANYTHING, why: 'bin/ only starts cli/' },
  simulators: {
    values: [],
    types: [],
    packages: NO_TEMPORAL,
    node: ANYTHING,
    why: 'simulators/ are written from wire facts alone: no code of ours, so that one mistake is not made twice',
  },
  test: EVERYTHING,
  tools: EVERYTHING,
  demo: EVERYTHING,
  bench: EVERYTHING,
};

/** What ends up in Temporal's workflow sandbox: `workflows/` and all that it imports as values, however far. */
export const SANDBOX = {
  from: 'workflows',
  packages: ['@temporalio/workflow', '@temporalio/common', 'decimal.js'],
  node: [],
  why: 'workflow code and all that it imports runs in the workflow sandbox: no zod, no I/O, no module of Node',
} as const;
