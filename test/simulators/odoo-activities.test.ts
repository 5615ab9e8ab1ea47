import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { postMessage } from '../../simulators/odoo/models/mail.ts';
import { scheduleActivity } from '../../simulators/odoo/models/activity.ts';
import { Env } from '../../simulators/odoo/orm/env.ts';
import { startOdoo } from './odoo-client.ts';
import type { Setting } from './odoo-client.ts';

const [ADMIN, BOT] = [1, 2];
let odoo: Setting;
let invoice: number;
beforeEach(async () => {
  odoo = await startOdoo();
  invoice = odoo.simulator.createInvoice({ partner: 'Havutupa Tukku Oy', lines: [{ product: 'KB-100' }] }).id;
});
afterEach(() => odoo.close());

const schedule = (over: object = {}): Promise<number> =>
  odoo.bot.one('account.move', 'activity_schedule', {
    ids: [invoice],
    act_type_xmlid: 'mail.mail_activity_data_todo',
    summary: 'Netvisor refused it',
    note: '<p>VAT code missing</p>',
    ...over,
  });

const FIELDS = ['user_id', 'create_uid', 'automated', 'state', 'res_name', 'res_model', 'summary', 'note'];
const read = (id: number, fields = FIELDS): Promise<unknown> =>
  odoo.bot.call('mail.activity', 'search_read', { domain: [['id', '=', id]], fields });

describe('an activity that is planned on a record', () => {
  test('is marked as automated, made by who planned it, due today, and nobody is to do it unless one is named', async () => {
    const name = odoo.simulator.value('account.move', invoice, 'name');
    expect(await read(await schedule())).toEqual([
      {
        id: expect.any(Number),
        user_id: false,
        create_uid: [BOT, 'Silta'],
        automated: true,
        state: expect.stringMatching(/^(today|planned)$/),
        res_name: name,
        res_model: 'account.move',
        summary: 'Netvisor refused it',
        note: '<p>VAT code missing</p>',
      },
    ]);
    // Due when the day ends for who is to do it; where that is nobody, in UTC.
    expect(await read(await schedule({ user_id: ADMIN }))).toMatchObject([{ state: 'today' }]);
    expect(await read(await schedule({ user_id: ADMIN, date_deadline: '2020-01-31' }))).toMatchObject([
      { user_id: [ADMIN, 'Mitchell Admin'], state: 'overdue' },
    ]);
  });

  test('takes more values by name, and the first type where the one named does not exist', async () => {
    const id = await schedule({ automated: false, act_type_xmlid: 'mail.ghost' });
    const type = odoo.simulator.ref('mail.mail_activity_data_todo');
    expect(await read(id, ['automated', 'activity_type_id'])).toEqual([
      { id, automated: false, activity_type_id: [type, 'To-Do'] },
    ]);
  });

  test('can be searched, changed and deleted', async () => {
    const id = await schedule();
    const domain = [
      ['res_model', '=', 'account.move'],
      ['res_id', 'in', [invoice]],
      ['automated', '=', true],
    ];
    expect(await odoo.bot.call('mail.activity', 'search', { domain })).toEqual([id]);
    await odoo.bot.call('mail.activity', 'write', { ids: [id], vals: { summary: 'Still refused' } });
    expect(await read(id, ['summary'])).toEqual([{ id, summary: 'Still refused' }]);
    await odoo.bot.call('mail.activity', 'unlink', { ids: [id] });
    expect(await read(id)).toEqual([]);
  });

  test('shows on the record until somebody has done it', async () => {
    const id = await schedule();
    const planned = (): unknown => odoo.simulator.value('account.move', invoice, 'activity_ids');
    expect(planned()).toEqual([id]);
    odoo.simulator.edit('mail.activity', id, { active: false });
    expect(planned()).toEqual([]);
    const done = { domain: [['active', '=', false]], fields: ['state'] };
    expect(await odoo.bot.call('mail.activity', 'search_read', done)).toEqual([{ id, state: 'done' }]);
  });

  test('goes with activity_unlink if it was made automatically and is of the type', async () => {
    const [mine, byHand] = [await schedule(), await schedule({ automated: false })];
    const result = await odoo.bot.call('account.move', 'activity_unlink', {
      ids: [invoice],
      act_type_xmlids: ['mail.mail_activity_data_todo'],
    });
    expect(result).toBe(true);
    expect(odoo.simulator.value('account.move', invoice, 'activity_ids')).toEqual([byHand]);
    expect(await read(mine)).toEqual([]);
  });

  test('cannot hang in the air: it names model and record, or neither', async () => {
    const reply = await odoo.bot.reply('mail.activity', 'create', {
      vals_list: { res_id: invoice, summary: 'x' },
    });
    expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError' });
  });
});

describe('sudo', () => {
  const bot = (): Env => {
    const user = odoo.simulator.db.row('res.users', BOT);
    if (user === undefined) throw new Error('no bot');
    return new Env(odoo.simulator.db, user, {});
  };

  test('writes and creates what the user may not, in the name of the user', () => {
    const env = bot();
    const vals = { fiscalyear_lock_date: '2025-12-31' };
    expect(() => env.write('res.company', [1], vals)).toThrow('not allowed to modify');
    env.sudo().write('res.company', [1], vals);
    expect(odoo.simulator.value('res.company', 1, 'fiscalyear_lock_date')).toBe('2025-12-31');
    expect(odoo.simulator.value('res.company', 1, 'write_uid')).toBe(BOT);
    const parameter = { key: 'a', value: 'b' };
    expect(() => env.createOne('ir.config_parameter', parameter)).toThrow('not allowed to create');
    const id = env.sudo().createOne('ir.config_parameter', parameter);
    expect(odoo.simulator.value('ir.config_parameter', id, 'create_uid')).toBe(BOT);
  });

  test('posts messages and plans activities in the name of the user', () => {
    const sudo = bot().sudo();
    postMessage(sudo, 'account.move', [invoice], { body: 'Sent' });
    const author = odoo.simulator.value('res.users', BOT, 'partner_id');
    expect(odoo.simulator.state().messages.at(-1)).toMatchObject({ author_id: author, create_uid: BOT });
    scheduleActivity(sudo, 'account.move', [invoice], { user_id: ADMIN });
    expect(odoo.simulator.state().activities.at(-1)).toMatchObject({ create_uid: BOT, user_id: ADMIN });
  });
});
