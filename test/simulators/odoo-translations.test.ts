import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

let odoo: Setting;
let invoice: number;
beforeEach(async () => {
  odoo = await startOdoo();
  invoice = odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;
  await addFields(odoo.admin, 'account.move', [{ name: 'x_message', ttype: 'text', translate: 'standard' }]);
});
afterEach(() => odoo.close());

const write = (text: string | false, lang = 'en_US'): Promise<unknown> =>
  odoo.bot.call('account.move', 'write', { ids: [invoice], vals: { x_message: text }, context: { lang } });

const translate = (translations: object, lang = 'en_US'): Promise<Reply> =>
  odoo.bot.reply('account.move', 'update_field_translations', {
    ids: [invoice],
    field_name: 'x_message',
    translations,
    context: { lang },
  });

/** The text in English, Finnish and Swedish. */
async function texts(): Promise<unknown[]> {
  const read = async (lang: string): Promise<unknown> => {
    const [record] = (await odoo.bot.call('account.move', 'read', {
      ids: [invoice],
      fields: ['x_message'],
      context: { lang },
    })) as { x_message: unknown }[];
    return record?.x_message;
  };
  return [await read('en_US'), await read('fi_FI'), await read('sv_SE')];
}

const fieldId = async (name = 'x_message'): Promise<number> =>
  odoo.admin.one('ir.model.fields', 'search', {
    domain: [
      ['name', '=', name],
      ['model', '=', 'account.move'],
    ],
  });

describe('a translated field', () => {
  test('keeps a text for each language; English stands in for those that have none', async () => {
    await write('Sent');
    await write('Lähetetty', 'fi_FI');
    expect(await texts()).toEqual(['Sent', 'Lähetetty', 'Sent']);
  });

  test('takes its first text as the English one too, whatever the language', async () => {
    await write('Lähetetty', 'fi_FI');
    expect(await texts()).toEqual(['Lähetetty', 'Lähetetty', 'Lähetetty']);
    await write('Sent');
    expect(await texts()).toEqual(['Sent', 'Lähetetty', 'Sent']);
  });

  test('does not keep a text that is written as it shows already: it goes on following English', async () => {
    await write('Sent');
    await write('Sent', 'fi_FI');
    await write('Posted');
    expect(await texts()).toEqual(['Posted', 'Posted', 'Posted']);
  });

  test('is emptied in every language by False, in whatever language it is written', async () => {
    await write('Sent');
    await write('Lähetetty', 'fi_FI');
    await write(false, 'sv_SE');
    expect(await texts()).toEqual([false, false, false]);
    await write('Sent');
    expect(await texts()).toEqual(['Sent', 'Sent', 'Sent']);
  });

  test('is searched in the language of the call', async () => {
    await write('Sent');
    await write('Lähetetty', 'fi_FI');
    const found = (text: string, lang: string): Promise<unknown> =>
      odoo.bot.call('account.move', 'search', { domain: [['x_message', '=', text]], context: { lang } });
    expect(await found('Lähetetty', 'fi_FI')).toEqual([invoice]);
    expect(await found('Lähetetty', 'sv_SE')).toEqual([]);
    expect(await found('Sent', 'sv_SE')).toEqual([invoice]);
  });

  test('can be html, which is cleaned in every language', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_page', ttype: 'html', translate: 'standard' }]);
    const vals = { x_page: '<p>Hei</p><script>x</script>' };
    await odoo.bot.call('account.move', 'write', { ids: [invoice], vals, context: { lang: 'fi_FI' } });
    expect(odoo.simulator.value('account.move', invoice, 'x_page')).toBe('<p>Hei</p>');
  });
});

describe('update_field_translations', () => {
  test('sets several languages at once', async () => {
    expect((await translate({ en_US: 'Sent', fi_FI: 'Lähetetty' })).json).toBe(true);
    expect(await texts()).toEqual(['Sent', 'Lähetetty', 'Sent']);
  });

  test('makes English from what it is given where there is none', async () => {
    await translate({ fi_FI: 'Lähetetty', sv_SE: 'Skickad' }, 'sv_SE');
    expect(await texts()).toEqual(['Skickad', 'Lähetetty', 'Skickad']);
  });

  test('takes a text away with False, so that English shows again; English itself stays', async () => {
    await translate({ en_US: 'Sent', fi_FI: 'Lähetetty' });
    await translate({ fi_FI: false, en_US: false });
    expect(await texts()).toEqual(['Sent', 'Sent', 'Sent']);
    expect((await translate({ en_US: false })).json).toBe(false);
  });

  test('refuses a language that is not installed', async () => {
    const reply = await translate({ de_DE: 'Gesendet' });
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.UserError',
      message: 'The following languages are not activated: de_DE',
    });
  });

  test('answers false for a field without translations', async () => {
    const reply = await odoo.bot.reply('account.move', 'update_field_translations', {
      ids: [invoice],
      field_name: 'ref',
      translations: { fi_FI: 'x' },
    });
    expect(reply.json).toBe(false);
  });

  test('is what get_field_translations shows', async () => {
    await translate({ en_US: 'Sent', fi_FI: 'Lähetetty' });
    const shown = await odoo.bot.call('account.move', 'get_field_translations', {
      ids: [invoice],
      field_name: 'x_message',
    });
    expect(shown).toEqual([
      [
        { lang: 'en_US', source: 'Sent', value: 'Sent' },
        { lang: 'fi_FI', source: 'Sent', value: 'Lähetetty' },
        { lang: 'sv_SE', source: 'Sent', value: 'Sent' },
      ],
      { translation_type: 'text', translation_show_source: false },
    ]);
  });
});

describe('translating a field that is there already', () => {
  test('keeps what it holds as the English text, and English when it is no longer translated', async () => {
    await addFields(odoo.admin, 'account.move', [{ name: 'x_plain', ttype: 'char' }]);
    const set = (text: string, lang: string): Promise<unknown> =>
      odoo.bot.call('account.move', 'write', { ids: [invoice], vals: { x_plain: text }, context: { lang } });
    const get = async (lang: string): Promise<unknown> =>
      odoo.bot.call('account.move', 'read', { ids: [invoice], fields: ['x_plain'], context: { lang } });
    const field = await fieldId('x_plain');
    const turn = (way: string | false): Promise<unknown> =>
      odoo.admin.call('ir.model.fields', 'write', { ids: [field], vals: { translate: way } });
    await set('Sent', 'fi_FI');
    await turn('standard');
    await set('Lähetetty', 'fi_FI');
    expect(await get('en_US')).toEqual([{ id: invoice, x_plain: 'Sent' }]);
    expect(await get('fi_FI')).toEqual([{ id: invoice, x_plain: 'Lähetetty' }]);
    await turn(false);
    expect(await get('fi_FI')).toEqual([{ id: invoice, x_plain: 'Sent' }]);
  });

  test('by its terms is more than the simulator knows', async () => {
    const model = odoo.simulator.db.rows('ir.model').find((row) => row['model'] === 'account.move');
    const reply = await odoo.admin.reply('ir.model.fields', 'create', {
      vals_list: { name: 'x_terms', ttype: 'html', translate: 'html_translate', model_id: model?.id },
    });
    expect(reply.status).toBe(501);
  });
});

describe('fields_get', () => {
  const described = async (name: string, lang: string): Promise<unknown> =>
    odoo.bot.call('account.move', 'fields_get', {
      allfields: [name],
      attributes: ['string', 'help', 'selection', 'translate'],
      context: { lang },
    });

  test('gives label and help in the language of the call', async () => {
    const words = { field_description: 'Netvisor-viesti', help: 'Mitä tapahtui' };
    const ids = [await fieldId()];
    await odoo.admin.call('ir.model.fields', 'write', { ids, vals: { help: 'What happened' } });
    await odoo.admin.call('ir.model.fields', 'write', { ids, vals: words, context: { lang: 'fi_FI' } });
    expect(await described('x_message', 'fi_FI')).toEqual({
      x_message: { string: 'Netvisor-viesti', help: 'Mitä tapahtui', translate: true },
    });
    expect(await described('x_message', 'sv_SE')).toEqual({
      x_message: { string: 'Netvisor', help: 'What happened', translate: true },
    });
  });

  test('gives the choices in the language of the call', async () => {
    const choice = [[0, 0, { value: 'sent', name: 'In Netvisor' }]];
    await addFields(odoo.admin, 'account.move', [
      { name: 'x_state', ttype: 'selection', selection_ids: choice },
    ]);
    const ids = await odoo.admin.ids('ir.model.fields.selection', 'search', {
      domain: [['field_id', '=', await fieldId('x_state')]],
    });
    await odoo.admin.call('ir.model.fields.selection', 'update_field_translations', {
      ids,
      field_name: 'name',
      translations: { fi_FI: 'Netvisorissa' },
    });
    expect(await described('x_state', 'fi_FI')).toMatchObject({
      x_state: { selection: [['sent', 'Netvisorissa']] },
    });
    expect(await described('x_state', 'sv_SE')).toMatchObject({
      x_state: { selection: [['sent', 'In Netvisor']] },
    });
  });

  test("translates labels of Odoo's own fields too, and nothing else of them may change", async () => {
    const ids = [await fieldId('ref')];
    const vals = { field_description: 'Viite' };
    await odoo.admin.call('ir.model.fields', 'write', { ids, vals, context: { lang: 'fi_FI' } });
    expect(await described('ref', 'fi_FI')).toMatchObject({ ref: { string: 'Viite' } });
    const reply = await odoo.admin.reply('ir.model.fields', 'write', { ids, vals: { required: true } });
    expect(reply.status).toBe(422);
  });
});
