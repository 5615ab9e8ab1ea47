import { beforeAll, describe, expect, test } from '@jest/globals';
import { describeOdoo } from './harness.ts';
import { readMove } from './helpers.ts';
import { newPerson, type Person } from './person.ts';
import { posted, put, refusedWith } from './provisioned.ts';
import { openButtons, openDesk, refusalIn, sweepAt, type Buttons } from './states/desk.ts';
import { MAKE, type Desk } from './states/situations.ts';
import { buttonsPage, readButtonsPage, writeButtonsPage } from './states/page.ts';
import {
  BUTTONS,
  pressesOf,
  SITUATIONS,
  SWEEPS,
  sweepsOf,
  type Button,
  type Situation,
  type Sweep,
} from './states/table.ts';

const buttons = Object.keys(BUTTONS) as readonly Button[];
const sweeps = Object.keys(SWEEPS) as readonly Sweep[];
const SENT = { x_netvisor_state: 'sent', x_netvisor_key: 'test:1:42', x_netvisor_number: '20261' };
const TOKEN = /^(send|resend|preview|compare) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}( en_US)?$/;
const COPY: Situation = 'asked for, then in a copy of the database';

describeOdoo('every state of an invoice', (odoo) => {
  let desk: Desk;
  let pressed: Buttons;
  const invoices = new Map<Situation, number>();
  const idOf = (situation: Situation): number => invoices.get(situation) ?? 0;

  beforeAll(async () => {
    desk = await openDesk(odoo());
    pressed = await openButtons(desk);
    for (const situation of SITUATIONS) invoices.set(situation, await MAKE[situation](desk));
  }, 600_000);

  const inCopy = async <T>(work: () => Promise<T>): Promise<T> => {
    const { rpc, adminKey, databaseUuid } = odoo();
    const set = (value: string): Promise<unknown> =>
      rpc(adminKey, 'ir.config_parameter', 'set_param', { key: 'database.uuid', value });
    await set('00000000-0000-4000-8000-000000000002');
    try {
      return await work();
    } finally {
      await set(databaseUuid);
    }
  };

  describe('meets the sweep', () => {
    test.each(sweeps)('%s', async (when) => {
      const { sends, shows } = await sweepAt(desk, when, [...invoices.values()]);
      const found = SITUATIONS.map((situation) => {
        const id = idOf(situation);
        return [situation, sends.has(id) ? 'sends' : shows.has(id) ? 'shows' : '–'];
      });
      expect(found).toEqual(SITUATIONS.map((situation) => [situation, sweepsOf(situation)[when]]));
      const known = new Set(invoices.values());
      expect([...sends, ...shows].filter((id) => !known.has(id))).toEqual([]);
    });
  });

  describe('meets each button', () => {
    test.each(SITUATIONS)('%s', async (situation) => {
      const play = async (): Promise<unknown> => {
        const found: Partial<Record<Button, string>> = {};
        for (const button of buttons) found[button] = await pressed.press(button, idOf(situation));
        return found;
      };
      expect(situation === COPY ? await inCopy(play) : await play()).toEqual(pressesOf(situation));
    });
  });

  test('in a copy of the database what the sweep asks for cannot be claimed', async () => {
    const write = {
      model: 'account.move',
      id: idOf(COPY),
      expect: { x_netvisor_attempt: false },
      values: { x_netvisor_attempt: 'token', x_netvisor_state: 'sending' },
    } as const;
    await inCopy(async () => {
      expect(await desk.deps.odoo.guardedWrite(write)).toMatchObject({ kind: 'other-database' });
      expect(await desk.deps.odoo.checkPin()).toEqual({ kind: 'other-database' });
    });
    expect(await readMove(odoo(), write.id, ['x_netvisor_attempt'])).toMatchObject({
      x_netvisor_attempt: false,
    });
  });

  test('two who press at the same time ask once', async () => {
    const second = await newPerson(odoo(), 'Taru Toinen', ['account.group_account_invoice']);
    for (const [button, field, values] of [
      ['send', 'x_netvisor_request', {}],
      ['preview', 'x_netvisor_look', {}],
      ['compare', 'x_netvisor_look', SENT],
      ['resend', 'x_netvisor_request', { ...SENT, x_netvisor_can_resend: true }],
    ] as const) {
      const id = await posted(odoo());
      await put(odoo(), id, values);
      const people = [desk.clerk, second, desk.clerk, second];
      // The later ones of Edit find that there is nothing to edit any more.
      const press = (person: Person): Promise<unknown> => pressed.run(button, id, person).catch(refusalIn);
      await Promise.all(people.map(press));
      const { [field]: token } = await pressed.tokens(id);
      expect(token).toMatch(TOKEN);
      await Promise.all(people.map(press));
      expect((await pressed.tokens(id))[field]).toBe(token);
      const domain = [
        ['id', '=', id],
        ['x_netvisor_open', '=', true],
      ];
      expect(await odoo().rpc(odoo().botKey, 'account.move', 'search_count', { domain })).toBe(1);
    }
  });

  test.each([
    ['an employee', []],
    ['a salesperson', ['sales_team.group_sale_salesman_all_leads']],
    ['an auditor, who may read invoices', ['account.group_account_readonly']],
    ['somebody with the rights of Silta', ['__netvisor__.group_silta']],
  ])('%s can press no button', async (name, groups) => {
    const person = await newPerson(odoo(), name, ['base.group_user', ...groups]);
    const id = await posted(odoo());
    const before = await pressed.tokens(id);
    for (const button of buttons)
      expect(await refusedWith(pressed.run(button, id, person))).toContain('AccessError');
    expect(await pressed.tokens(id)).toEqual(before);
  });

  test('an accountant of one company cannot press for an invoice of another', async () => {
    const person = await newPerson(odoo(), 'Veera Vieras', ['account.group_account_invoice']);
    const id = idOf('of another company, which is not connected');
    for (const button of buttons)
      expect(await refusedWith(pressed.run(button, id, person))).toContain('AccessError');
  });

  test('the page for accountants says all of this', () => {
    if (process.env['SILTA_BUTTONS'] === 'write') writeButtonsPage();
    expect(readButtonsPage()).toBe(buttonsPage());
  });
});
