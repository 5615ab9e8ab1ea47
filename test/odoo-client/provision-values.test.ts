import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { fieldsFor, objectsFor } from '../../odoo/provision/catalogue.ts';
import type { Value, Wanted } from '../../odoo/provision/object.ts';
import type { OwnRecord } from '../../odoo/provision/reconcile.ts';
import { detectVersion, limitsOf, type OdooVersion } from '../../odoo/provision/version.ts';
import { inLanguage, WORDS } from '../../odoo/provision/words.ts';
import type { OdooCall, OdooTransport } from '../../odoo/transport.ts';

/** What Odoo's models have in each version (Odoo external API, 5.1–5.5). */
interface Traits {
  readonly groups: 'groups_id' | 'group_ids';
  readonly states: readonly string[];
  readonly viewTypes: readonly string[];
  readonly translate: string;
  readonly index: string;
  readonly keysExpire: 'yes' | 'no';
  readonly actions: 'yes' | 'no';
  readonly access: 'yes' | 'no';
  readonly dialogs: readonly string[];
}

const VERSIONS: Readonly<Record<string, Traits>> = {
  '16': {
    groups: 'groups_id',
    states: ['code', 'multi'],
    viewTypes: ['tree', 'form'],
    translate: 'boolean',
    index: 'boolean',
    keysExpire: 'no',
    actions: 'no',
    access: 'yes',
    dialogs: ['account_invoice_send_wizard_form'],
  },
  '17': {
    groups: 'groups_id',
    states: ['code', 'multi', 'webhook'],
    viewTypes: ['tree', 'form'],
    translate: 'boolean',
    index: 'boolean',
    keysExpire: 'no',
    actions: 'yes',
    access: 'yes',
    dialogs: ['account_move_send_form'],
  },
  '19': {
    groups: 'group_ids',
    states: ['code', 'multi', 'webhook'],
    viewTypes: ['list', 'form'],
    translate: 'selection',
    index: 'boolean',
    keysExpire: 'yes',
    actions: 'yes',
    access: 'yes',
    dialogs: ['account_move_send_wizard_form', 'account_move_send_batch_wizard_form'],
  },
  '20': {
    groups: 'group_ids',
    states: ['code', 'multi', 'webhook'],
    viewTypes: ['list', 'form'],
    translate: 'selection',
    index: 'selection',
    keysExpire: 'yes',
    actions: 'yes',
    access: 'no',
    dialogs: [],
  },
};

function answering(traits: Traits): OdooTransport {
  const choices = (values: readonly string[]) => ({
    type: 'selection',
    selection: values.map((v) => [v, v]),
  });
  const fields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'ir.actions.server': { [traits.groups]: { type: 'many2many' }, state: choices(traits.states) },
    'ir.ui.view': { type: choices(traits.viewTypes) },
    'ir.model.fields': { translate: { type: traits.translate }, index: { type: traits.index } },
    'res.groups': traits.keysExpire === 'yes' ? { api_key_duration: { type: 'float' } } : {},
    'base.automation': traits.actions === 'yes' ? { action_server_ids: { type: 'one2many' } } : {},
  };
  return {
    async call({ model, method, args }: OdooCall) {
      if (method === 'fields_get') return fields[model];
      if (method === 'check_object_reference')
        return ['ir.ui.view', traits.dialogs.includes(String(args?.['xml_id'])) ? 1 : false];
      const asked = JSON.stringify(args?.['domain']);
      return asked.includes('ir.model.access') && traits.access === 'no' ? [] : [{ id: 1 }];
    },
  };
}

const versionOf = (name: string): Promise<OdooVersion> => {
  const traits = VERSIONS[name];
  if (!traits) throw new Error(`no version ${name}`);
  return detectVersion(answering(traits));
};

const HOOK = 'https://silta.example/odoo/main/secret';
const objects = (version: OdooVersion, own: readonly OwnRecord[] = []): readonly Wanted[] =>
  objectsFor(version, 1, HOOK, own);
const valuesOf = (all: readonly Wanted[], name: string): Readonly<Record<string, Value>> => {
  const found = all.find((object) => object.name === name);
  if (!found) throw new Error(`no object ${name}`);
  return found.values(() => 7);
};
const names = (all: readonly Wanted[]): string[] => all.map(({ name }) => name);

describe('the version of an Odoo is told by its fields', () => {
  test('16: attrs, trees, no webhooks, automations that are their action', async () => {
    const version = await versionOf('16');
    expect(version).toMatchObject({ conditions: 'attrs', list: 'tree', webhooks: 'not possible' });
    const all = objects(version);
    expect(names(all)).not.toContain('hint_c1');
    expect(names(all)).not.toContain('guard_change_action');
    expect(valuesOf(all, 'guard_change')).toMatchObject({ state: 'code', trigger: 'on_create_or_write' });
    expect(valuesOf(all, 'action_send')).toHaveProperty('groups_id');
    const form = String(valuesOf(all, 'view_invoice_form')['arch']);
    expect(form).toContain(
      `attrs="{'invisible': ['|', '|', ('x_netvisor_here', '=', False), ('state', '!=', 'posted')`,
    );
    expect(form).not.toContain('invisible="not ');
    expect(form).toContain('<tree default_order');
    expect(limitsOf(version, HOOK)).toEqual([expect.stringContaining('cannot call out by itself')]);
    expect(limitsOf(version, undefined)).toEqual([]);
  });

  test('17: expressions, trees, webhooks', async () => {
    const version = await versionOf('17');
    const all = objects(version);
    expect(names(all)).toEqual(expect.arrayContaining(['hint_c1', 'hint_invoices', 'guard_change_action']));
    // 17 and 18 name the action of an automation by themselves.
    expect(valuesOf(all, 'guard_change_action')).not.toHaveProperty('name');
    const form = String(valuesOf(all, 'view_invoice_form')['arch']);
    expect(form).toContain(`invisible="not x_netvisor_here or state != 'posted' or x_netvisor_state in (`);
    expect(form).not.toContain('attrs=');
    expect(form).toContain('<tree default_order');
    expect(valuesOf(all, 'action_send')).toHaveProperty('groups_id');
    expect(valuesOf(all, 'group_silta')).not.toHaveProperty('api_key_duration');
  });

  test('19: lists, keys that last as long as the group allows, both dialogs warn', async () => {
    const version = await versionOf('19');
    const all = objects(version);
    expect(valuesOf(all, 'group_silta')).toMatchObject({ api_key_duration: 365 });
    expect(valuesOf(all, 'action_send')).toHaveProperty('group_ids');
    expect(String(valuesOf(all, 'view_invoice_form')['arch'])).toContain('<list default_order');
    const warnings = fieldsFor(version).filter(({ name }) => name === 'x_netvisor_warning');
    expect(warnings.map(({ model }) => model)).toEqual([
      'account.move.send.wizard',
      'account.move.send.batch.wizard',
    ]);
    expect(limitsOf(version, HOOK)).toEqual([]);
  });

  test('20: what is not known of it is said, and not made', async () => {
    const version = await versionOf('20');
    expect(version).toMatchObject({ index: 'choice', access: 'unknown' });
    expect(
      objects(version).filter(({ model }) => model === 'ir.model.access' || model === 'ir.rule'),
    ).toEqual([]);
    expect(limitsOf(version, HOOK)).toEqual([
      expect.stringContaining('Send & Print'),
      expect.stringContaining('rights'),
    ]);
  });

  test('without the module of automations they are still wanted, in the shape of the version', async () => {
    const traits = VERSIONS['17'];
    if (!traits) throw new Error('no 17');
    const { call } = answering(traits);
    const version = await detectVersion({
      call: async (asked) =>
        JSON.stringify(asked.args?.['domain'] ?? '').includes('base.automation') ? [] : call(asked),
    });
    expect(version).toMatchObject({ automationModule: 'not installed', automations: 'with actions' });
  });
});

describe.each(Object.keys(VERSIONS))('all that is made in Odoo %s', (name) => {
  test('has names of its own, and needs only what stands before it', async () => {
    const all = objects(await versionOf(name));
    expect(new Set(names(all)).size).toBe(all.length);
    all.forEach(({ needs }, index) => {
      const before = names(all.slice(0, index));
      for (const ref of Object.values(needs)) if ('ours' in ref) expect(before).toContain(ref.ours);
    });
  });

  test('has views of well-formed XML without indentation, which Odoo keeps as it is', async () => {
    for (const { model, values } of objects(await versionOf(name))) {
      if (model !== 'ir.ui.view') continue;
      const arch = String(values(() => 7)['arch']);
      expect(XMLValidator.validate(arch)).toBe(true);
      expect(arch).not.toMatch(/\n/);
    }
  });

  test('asks only for fields that are made or are Odoo’s own', async () => {
    const version = await versionOf(name);
    const made = new Set(fieldsFor(version).map((field) => field.name));
    for (const { model, values, needs } of objects(version)) {
      const text = model === 'res.groups' ? '' : JSON.stringify(values(() => 7)) + JSON.stringify(needs);
      for (const [word] of text.matchAll(/\bx_netvisor_\w+/g)) {
        const known =
          made.has(word) || word === 'x_netvisor_link' || ['x_netvisor_', 'x_netvisor_link'].includes(word);
        expect([word, known]).toEqual([word, true]);
      }
    }
  });

  test('has words in every language', async () => {
    const version = await versionOf(name);
    const texts = [
      ...fieldsFor(version).flatMap(({ label, help, selection }) => [
        label,
        ...(help === undefined ? [] : [help]),
        ...(selection ?? []).map(([, text]) => text),
      ]),
      ...objects(version).flatMap((object) =>
        object.name === 'silta_action' ? [] : Object.values(object.texts).flatMap((text) => text),
      ),
    ];
    for (const text of texts) expect([text, Object.hasOwn(WORDS, text)]).toEqual([text, true]);
  });
});

test('no words are left that nothing uses, and none are the English ones by mistake', async () => {
  const used = new Set(['Netvisor link']);
  for (const name of Object.keys(VERSIONS)) {
    const version = await versionOf(name);
    for (const { label, help, selection } of fieldsFor(version))
      for (const text of [label, help, ...(selection ?? []).map(([, choice]) => choice)])
        if (text) used.add(text);
    for (const { texts } of objects(version)) for (const text of Object.values(texts).flat()) used.add(text);
  }
  expect(Object.keys(WORDS).filter((text) => !used.has(text))).toEqual([]);
  const same = Object.entries(WORDS).filter(([english, both]) => both.includes(english));
  expect(same.map(([english]) => english)).toEqual(['Netvisor']);
  expect(inLanguage('Sent to Netvisor', { code: 'sv_SE', name: 'Swedish' })).toBe('Skickad till Netvisor');
});

describe('what server actions say', () => {
  const folder = new URL('../../odoo/provision/actions/', import.meta.url);
  const speaking = readdirSync(folder).flatMap((file) => {
    const code = readFileSync(new URL(file, folder), 'utf8');
    return code.includes('WORDS = {') ? [{ file, code }] : [];
  });

  /** Keys with their placeholders, of one language's dictionary. */
  function wordsIn(code: string, language: string): string[] {
    const [, block = ''] = new RegExp(`^ {4}'${language}': \\{\\n((?: {8}.*\\n)+)`, 'm').exec(code) ?? [];
    return [...block.matchAll(/^ {8}'(\w+)': '(.*)',$/gm)].map(
      ([, key, text = '']) => `${key} ${(text.match(/%(\(\w+\))?s/g) ?? []).toSorted().join()}`,
    );
  }

  test.each(speaking)('$file says all it says in English, Finnish and Swedish', ({ code }) => {
    const english = wordsIn(code, 'en');
    expect(english.length).toBeGreaterThan(2);
    expect(wordsIn(code, 'fi')).toEqual(english);
    expect(wordsIn(code, 'sv')).toEqual(english);
    for (const [, key] of code.matchAll(/words\['(\w+)'\]/g))
      expect(english.map((line) => line.split(' ')[0])).toContain(key);
  });
});
