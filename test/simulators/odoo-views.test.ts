import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addFields, startOdoo } from './odoo-client.ts';
import type { Reply, Setting } from './odoo-client.ts';

const [FORM, LIST, SEARCH] = [
  'account.view_move_form',
  'account.view_invoice_tree',
  'account.view_account_invoice_filter',
];
let odoo: Setting;
beforeEach(async () => {
  odoo = await startOdoo();
  await addFields(odoo.admin, 'account.move', [{ name: 'x_state', ttype: 'char' }]);
});
afterEach(() => odoo.close());

const extend = (arch: string, base = FORM, more: object = {}): Promise<Reply> =>
  odoo.admin.reply('ir.ui.view', 'create', {
    vals_list: {
      name: 'netvisor',
      model: 'account.move',
      inherit_id: odoo.simulator.ref(base),
      mode: 'extension',
      priority: 99,
      arch,
      ...more,
    },
  });
const made = async (arch: string, base = FORM, more: object = {}): Promise<number> => {
  const reply = await extend(arch, base, more);
  if (reply.status !== 200) throw new Error(reply.text);
  return Number((reply.json as number[])[0]);
};
const at = (inner: string, expr = "//field[@name='ref']", position = 'after'): string =>
  `<xpath expr="${expr}" position="${position}">${inner}</xpath>`;

/** The message of a refusal as a ValidationError. */
async function refusal(arch: string, base = FORM): Promise<string> {
  const reply = await extend(arch, base);
  expect(reply.json).toMatchObject({ name: 'odoo.exceptions.ValidationError' });
  return String((reply.json as { message: string }).message);
}

describe('a view that extends another', () => {
  test('puts what it brings where it says', async () => {
    await made(at('<field name="x_state"/>', "//header/field[@name='state']", 'before'));
    await made(
      '<notebook position="inside"><page name="netvisor" string="Netvisor"><field name="x_state"/></page></notebook>',
    );
    await made('<field name="ref" position="attributes"><attribute name="readonly">1</attribute></field>');
    const form = odoo.simulator.view(FORM);
    expect(form).toContain('<field name="x_state"/><field name="state"');
    expect(form).toContain(
      '</page><page name="netvisor" string="Netvisor"><field name="x_state"/></page></notebook>',
    );
    expect(form).toContain(`<field name="ref" invisible="move_type != 'entry'" readonly="1"/>`);
  });

  test('can replace, move, and say several things at once', async () => {
    await made(`<data>
      ${at('<field name="x_state"/>', "//field[@name='delivery_date']", 'replace')}
      ${at('<field name="invoice_origin" position="move"/>', "//page[@name='invoice_tab']", 'inside')}
    </data>`);
    const form = odoo.simulator.view(FORM);
    expect(form).not.toContain('delivery_date');
    expect(form.match(/name="invoice_origin"/g)).toHaveLength(1);
    expect(form).toContain('<field name="amount_residual"/><field name="invoice_origin"/></page>');
  });

  test('shows in the views that stand on the one that it extends', async () => {
    await made(
      at('<field name="x_state" optional="show"/>', "//field[@name='amount_residual_signed']"),
      LIST,
    );
    for (const view of ['account.view_out_invoice_tree', 'account.view_in_invoice_refund_tree']) {
      expect(odoo.simulator.view(view)).toContain('x_state');
    }
  });

  test('is combined in the order of priority', async () => {
    await made(at('<field name="x_state"/>', '//sheet', 'inside'), FORM, { priority: 98 });
    await made(at('<field name="ref"/>', "//field[@name='x_state']"), FORM, { priority: 99 });
    expect(odoo.simulator.view(FORM)).toContain('<field name="x_state"/><field name="ref"/></sheet>');
  });

  test('takes type and mode from its parent', async () => {
    const id = await made(at('<field name="x_state"/>'), FORM, { mode: undefined });
    const fields = ['type', 'mode', 'priority', 'arch', 'arch_db', 'arch_base', 'active', 'xml_id'];
    const arch = at('<field name="x_state"/>');
    expect(await odoo.admin.call('ir.ui.view', 'read', { ids: [id], fields })).toEqual([
      {
        id,
        type: 'form',
        mode: 'extension',
        priority: 99,
        arch,
        arch_db: arch,
        arch_base: arch,
        active: true,
        xml_id: '',
      },
    ]);
  });

  test('is not there while it is not active', async () => {
    const id = await made(at('<field name="x_state"/>'));
    await odoo.admin.call('ir.ui.view', 'write', { ids: [id], vals: { active: false } });
    expect(odoo.simulator.view(FORM)).not.toContain('x_state');
  });

  test('can be provisioned with load, again and again', async () => {
    const load = (): Promise<unknown> =>
      odoo.admin.call('ir.ui.view', 'load', {
        fields: ['id', 'name', 'model', 'inherit_id/id', 'mode', 'priority', 'arch'],
        data: [
          ['__netvisor__.view', 'n', 'account.move', FORM, 'extension', '99', at('<field name="x_state"/>')],
        ],
      });
    const first = await load();
    expect(first).toMatchObject({ ids: [expect.any(Number)], messages: [] });
    expect(await load()).toEqual(first);
  });

  test('is made by the administrator only', async () => {
    expect((await odoo.bot.reply('ir.ui.view', 'search', { domain: [] })).status).toBe(403);
  });
});

describe('a view is refused at once, and nothing is stored,', () => {
  test.each([
    [
      'a place that is not there',
      at('<field name="x_state"/>', "//field[@name='ghost']"),
      'cannot be located',
    ],
    [
      'a field whose place is not there',
      '<field name="ghost" position="after"><field name="x_state"/></field>',
      `Element '<field name="ghost">' cannot be located in parent view`,
    ],
    [
      'an XPath that is none',
      at('<field name="x_state"/>', '//field[@name='),
      'Invalid Expression while parsing xpath',
    ],
    [
      'a position that there is not',
      at('<field name="x_state"/>', undefined, 'near'),
      "Invalid position attribute: 'near'",
    ],
    [
      'a place by a text that is translated',
      at('<field name="x_state"/>', "//page[@string='Other Info']"),
      "View inheritance may not use attribute 'string' as a selector.",
    ],
    [
      'an unknown field',
      at('<field name="x_ghost"/>'),
      'Field "x_ghost" does not exist in model "account.move"',
    ],
    ['a field without a name', at('<field/>'), 'Field tag must have a "name" attribute defined'],
    [
      'an unknown field of a list inside',
      at('<field name="line_ids"><list><field name="x_ghost"/></list></field>'),
      'Field "x_ghost" does not exist in model "account.move.line"',
    ],
    [
      'an unknown field in a condition',
      at('<field name="x_state" invisible="not x_ghost"/>'),
      'field “x_ghost” does not exist in model “account.move”',
    ],
    [
      'a condition that is no expression',
      at('<field name="x_state" invisible="state ="/>'),
      "Invalid modifier 'invisible': “state =”",
    ],
    [
      'an unknown field of the outer record',
      at(
        '<field name="line_ids"><list><field name="name" column_invisible="parent.x_ghost"/></list></field>',
      ),
      'field “x_ghost” does not exist in model “account.move”',
    ],
    [
      'an unknown field in a domain',
      at(`<field name="partner_id" domain="[('x_ghost', '=', 1)]"/>`),
      'Unknown field "res.partner.x_ghost" in domain of <field name="partner_id">',
    ],
    [
      'conditions as Odoo 16 had them',
      at(`<field name="x_state" attrs="{'invisible': [('state', '=', 'draft')]}"/>`),
      'Since 17.0, the "attrs" and "states" attributes are no longer used.',
    ],
    ['states on a button', at('<button name="action_post" type="object" states="draft"/>'), 'Since 17.0'],
    [
      'an action that is not there',
      at('<button name="999999" type="action" string="a"/>'),
      'Action 999999 (id: 999999) does not exist for button of type action.',
    ],
    [
      'an action by a placeholder',
      at('<button name="%(account.action)d" type="action" string="a"/>'),
      'Invalid xmlid %(account.action)d for button of type action.',
    ],
    [
      'a method that is not there',
      at('<button name="ghost" type="object" string="a"/>'),
      'ghost is not a valid action on account.move',
    ],
    [
      'a private method',
      at('<button name="_post" type="object" string="a"/>'),
      '_post on account.move is private and cannot be called from a button',
    ],
    [
      'a label for nothing',
      at('<label for="ghost"/>'),
      'Name or id “ghost” in <label for="..."> does not exist.',
    ],
    [
      'a page outside of a notebook',
      at('<page name="x"/>', '//sheet', 'inside'),
      'Page direct ancestor must be notebook',
    ],
  ])('for %s', async (_what, arch, message) => {
    const before = odoo.simulator.db.rows('ir.ui.view').length;
    expect(await refusal(arch)).toContain(message);
    expect(odoo.simulator.db.rows('ir.ui.view')).toHaveLength(before);
  });

  test('for XML that is not well-formed, which Odoo would mend as if it were HTML', async () => {
    for (const arch of ['<xpath expr="//a"><field></xpath>', at('<field name="x_state" string="A & B"/>')]) {
      expect((await extend(arch)).status).toBe(501);
    }
  });

  test.each([
    ['a tag', '<sheet/>'],
    ['an attribute', '<field name="x_state" ghost="1"/>'],
  ])('for %s that a list cannot have', async (_what, inner) => {
    expect(await refusal(at(inner), LIST)).toContain('Invalid view netvisor definition');
  });

  test.each([
    [
      '<filter name="n" string="N" domain="[(\'x_ghost\', \'=\', 1)]"/>',
      'Unknown field "account.move.x_ghost"',
    ],
    [
      '<filter name="n" string="N" context="{\'group_by\': \'x_ghost\'}"/>',
      'Unknown field “x_ghost” in "group_by"',
    ],
    ['<filter string="N" domain="[]"/>', 'Invalid view netvisor definition'],
    [
      "<filter name=\"n\" domain=\"[('display_name', '=', 1), ('amount_paid', '=', 1)]\"/>",
      'Unsearchable field',
    ],
  ])('for a filter such as %s', async (filter, message) => {
    expect(await refusal(at(filter, '//search', 'inside'), SEARCH)).toContain(message);
  });
});

describe('a view takes', () => {
  test.each([
    [
      'conditions on fields that are not in it',
      at(`<field name="x_state" invisible="state != 'posted' or not access_token"/>`),
    ],
    [
      "the outer record's fields",
      at(
        `<field name="line_ids"><list><field name="name" column_invisible="parent.state == 'draft'"/></list></field>`,
      ),
    ],
    ['widgets, icons and tags of any name', at('<widget/><field name="x_state" widget="ghost"/>')],
    ['labels for what it brings', at('<label for="x_state"/><field name="x_state"/>')],
    ['fields that Odoo has and the simulator has not', at('<field name="tax_totals"/>')],
  ])('%s', async (_what, arch) => {
    expect((await extend(arch)).status).toBe(200);
  });

  test('buttons of server actions, by number', async () => {
    const model_id = odoo.simulator.ref('account.model_account_move');
    const action = await odoo.admin.one('ir.actions.server', 'create', {
      vals_list: { name: 'Send', model_id, state: 'code', code: 'pass' },
    });
    await made(at(`<button name="${action}" type="action" string="Send" class="btn-primary"/>`));
    await made(at(`<button name="${action}" type="action" string="Send"/>`, '//header', 'inside'), LIST);
    const filter = `<filter name="nv" string="Netvisor" domain="[('x_state', '=', 'sent'), ('date', '&gt;', context_today())]"/>`;
    await made(at(`<separator/>${filter}`, '//search', 'inside'), SEARCH);
  });
});

describe('a view of its own', () => {
  const create = (values: object): Promise<Reply> =>
    odoo.admin.reply('ir.ui.view', 'create', {
      vals_list: { name: 'own', model: 'account.move', ...values },
    });

  test('has the type of its root', async () => {
    const id = Number(((await create({ arch: '<list><field name="x_state"/></list>' })).json as number[])[0]);
    const read = { ids: [id], fields: ['type', 'mode', 'inherit_id'] };
    expect(await odoo.admin.call('ir.ui.view', 'read', read)).toEqual([
      { id, type: 'list', mode: 'primary', inherit_id: false },
    ]);
  });

  test.each([
    [{ arch: '<tree/>' }, "Invalid view type: 'tree'."],
    [{ arch: '' }, 'Missing view architecture.'],
    [{ arch: '<form/>', model: 'x_ghost' }, 'Model not found: x_ghost'],
    [{ arch: '<form/>', mode: 'extension' }, 'Invalid inheritance mode'],
  ])('is refused as %j', async (values, message) => {
    const reply = await create(values);
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.ValidationError',
      message: expect.stringContaining(message),
    });
  });
});

describe('changing and deleting', () => {
  test('is checked as creating is', async () => {
    const id = await made(at('<field name="x_state"/>'));
    const write = (arch: string): Promise<Reply> =>
      odoo.admin.reply('ir.ui.view', 'write', { ids: [id], vals: { arch } });
    expect((await write(at('<field name="x_ghost"/>'))).status).toBe(422);
    expect((await write(at('<field name="x_state" readonly="1"/>'))).status).toBe(200);
    expect(odoo.simulator.view(FORM)).toContain('<field name="x_state" readonly="1"/>');
  });

  test('keeps what other views hold on to', async () => {
    const id = await made(at('<field name="x_state"/>'));
    await made(at('<field name="ref"/>', "//field[@name='x_state']"), FORM, { inherit_id: id });
    const reply = await odoo.admin.reply('ir.ui.view', 'write', {
      ids: [id],
      vals: { arch: at('<field name="ref"/>') },
    });
    expect(reply.text).toContain('cannot be located in parent view');
    expect((await odoo.admin.reply('ir.ui.view', 'unlink', { ids: [id] })).status).toBe(422);
  });

  test('of a field waits until no view shows it', async () => {
    const view = await made(at('<field name="ref" invisible="x_state"/>'));
    const ids = await odoo.admin.ids('ir.model.fields', 'search', {
      domain: [
        ['name', '=', 'x_state'],
        ['model', '=', 'account.move'],
      ],
    });
    const reply = await odoo.admin.reply('ir.model.fields', 'unlink', { ids });
    expect(reply.json).toMatchObject({
      name: 'odoo.exceptions.UserError',
      message:
        'Cannot rename/delete fields that are still present in views:\nFields: account.move.x_state\nView: netvisor',
    });
    await odoo.admin.call('ir.ui.view', 'unlink', { ids: [view] });
    expect(await odoo.admin.call('ir.model.fields', 'unlink', { ids })).toBe(true);
  });
});

describe('the words of a view', () => {
  test('are translated term by term', async () => {
    const page = '<page name="nv" string="Status"><field name="x_state" help="What happened"/>Read me</page>';
    const id = await made(at(page, '//notebook', 'inside'));
    await odoo.admin.call('ir.ui.view', 'update_field_translations', {
      ids: [id],
      field_name: 'arch_db',
      translations: { fi_FI: { Status: 'Tila', 'Read me': 'Lue minut', Ghost: 'Haamu' } },
    });
    expect(odoo.simulator.view(FORM, 'fi_FI')).toContain(
      '<page name="nv" string="Tila"><field name="x_state" help="What happened"/>Lue minut</page>',
    );
    expect(odoo.simulator.view(FORM, 'sv_SE')).toContain('string="Status"');
    expect(odoo.simulator.view(FORM)).toContain(page);
  });
});
