import { z } from 'zod';
import { check } from '../check.ts';
import type { OdooTransport } from '../transport.ts';
import { MODULE, ofCompany } from './object.ts';
import { KEY_DAYS } from './objects/rights.ts';
import { runOnce } from './one-off.ts';
import type { ProvisionStep } from './reconcile.ts';
import { create, fieldsGet, ProvisionError, reference, search, write } from './rpc.ts';
import { detectVersion } from './version.ts';

export interface UserOptions {
  readonly admin: OdooTransport;
  readonly company: number;
  readonly login: string;
}

const TIME_ZONE = 'Europe/Helsinki';

const userSchema = z.looseObject({
  id: z.number(),
  name: z.string(),
  active: z.boolean(),
  tz: z.union([z.literal(false), z.string()]),
  email: z.union([z.literal(false), z.string()]),
  company_id: z.number(),
  company_ids: z.array(z.number()),
});
type User = z.output<typeof userSchema>;

/** External id of the user that Silta works as for a company. */
const userName = (company: number): string => ofCompany('user', company);

/**
 * What the user that Silta works as lacks: internal, of that company alone, in the group "Silta" and in no other,
 * with an e-mail address (Odoo wants one of whoever writes a note) and without a password. To be applied after
 * {@link planProvisioning}, which makes the group.
 */
export async function planUser(options: UserOptions): Promise<readonly ProvisionStep[]> {
  const { admin, company, login } = options;
  const user = await findUser(options);
  if (user) await refuseAdministrator(admin, user, login);
  const group = await reference(admin, MODULE, 'group_silta');
  const wrong = !user ? [] : await differences(options, user, group);
  const known = await reference(admin, MODULE, userName(company));
  if (user && wrong.length === 0 && known === user.id) return [];
  const name = user && user.name !== 'Silta' ? `"${login}" (${user.name})` : `"${login}"`;
  return [
    {
      what: user
        ? `user ${name}: ${wrong.join(', ') || 'noted as the one of Silta'}`
        : `user ${name}, without a password`,
      apply: () => bringAbout(options),
    },
  ];
}

async function findUser({ admin, login }: UserOptions): Promise<User | undefined> {
  const fields = ['name', 'active', 'tz', 'email', 'company_id', 'company_ids', await groupsField(admin)];
  return (await search(admin, 'res.users', [['login', '=', login]], userSchema, fields))[0];
}

/** `group_ids` from 19. */
async function groupsField(admin: OdooTransport): Promise<'group_ids' | 'groups_id'> {
  return (await fieldsGet(admin, 'res.users', ['group_ids']))['group_ids'] ? 'group_ids' : 'groups_id';
}

/** A wrong login must not take an administrator's rights away. */
async function refuseAdministrator(admin: OdooTransport, user: User, login: string): Promise<void> {
  const settings = await reference(admin, 'base', 'group_system');
  if (settings === undefined || !(await groupsOf(admin, user)).includes(settings)) return;
  throw new ProvisionError(
    `"${login}" is an administrator of Odoo. Give Silta a user of its own: --create-user <login>`,
  );
}

async function groupsOf(admin: OdooTransport, user: User): Promise<number[]> {
  return z.array(z.number()).parse(user[await groupsField(admin)]);
}

async function differences(
  { admin, company }: UserOptions,
  user: User,
  group: number | undefined,
): Promise<string[]> {
  const groups = await groupsOf(admin, user);
  const allowed = group === undefined ? [] : [group, ...(await impliedBy(admin, group))];
  const wrong: Record<string, boolean> = {
    archived: !user.active,
    'time zone': user.tz !== TIME_ZONE,
    'e-mail address': !user.email,
    company: user.company_id !== company || user.company_ids.join() !== String(company),
    groups: group === undefined || !groups.includes(group) || groups.some((id) => !allowed.includes(id)),
  };
  return Object.keys(wrong).filter((name) => wrong[name]);
}

/** Before 19 a user's groups are listed with all that they imply. */
async function impliedBy(admin: OdooTransport, group: number): Promise<number[]> {
  const known = await fieldsGet(admin, 'res.groups', ['all_implied_ids', 'trans_implied_ids']);
  const field = known['all_implied_ids'] ? 'all_implied_ids' : 'trans_implied_ids';
  const schema = z.looseObject({ id: z.number() });
  const [row] = await search(admin, 'res.groups', [['id', '=', group]], schema, [field]);
  return z.array(z.number()).parse(row?.[field] ?? []);
}

async function bringAbout(options: UserOptions): Promise<void> {
  const { admin, company } = options;
  const group = await reference(admin, MODULE, 'group_silta');
  if (group === undefined) throw new ProvisionError('The group "Silta" is not there.');
  const user = await findUser(options);
  const values = {
    active: true,
    tz: TIME_ZONE,
    company_id: company,
    company_ids: [[6, 0, [company]]],
    [await groupsField(admin)]: [[6, 0, [group]]],
    ...(!user?.email && { email: await addressFor(options) }),
  };
  const id = user?.id ?? (await createUser(options, values));
  if (user) await write(admin, 'res.users', [user.id], values);
  const known = await reference(admin, MODULE, userName(company));
  if (known === id) return;
  const domain = [
    ['module', '=', MODULE],
    ['name', '=', userName(company)],
  ];
  const [row] = await search(admin, 'ir.model.data', domain, z.object({ id: z.number() }), ['id']);
  const data = { module: MODULE, name: userName(company), model: 'res.users', res_id: id };
  if (row) await write(admin, 'ir.model.data', [row.id], data);
  else await create(admin, 'ir.model.data', [data]);
}

async function createUser(
  { admin, login }: UserOptions,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  const answer = await admin.call({
    model: 'res.users',
    method: 'create',
    args: { vals_list: [{ ...values, name: 'Silta', login }] },
    // Nobody shall get an invitation to set a password.
    context: { no_reset_password: true },
  });
  const [id] = check(z.array(z.number()), answer, 'res.users/create');
  if (id === undefined) throw new ProvisionError('Odoo did not make the user.');
  return id;
}

async function addressFor({ admin, company, login }: UserOptions): Promise<string> {
  if (login.includes('@')) return login;
  const schema = z.object({ id: z.number(), email: z.union([z.literal(false), z.string()]) });
  const [row] = await search(admin, 'res.company', [['id', '=', company]], schema, ['email']);
  const [, domain = 'silta.invalid'] = (row?.email || '').split('@');
  return `silta@${domain}`;
}

export interface MadeKey {
  readonly key: string;
  /** Day until which it works; undefined where keys last. */
  readonly expires: string | undefined;
  /** Keys that the user had before, and has still. */
  readonly others: number;
}

const keySchema = z.object({
  key: z.string().min(1),
  expires: z.union([z.literal(false), z.string()]),
  others: z.number(),
});

const keyCode = (
  expire: 'expire' | 'last',
): string => `user = env['res.users'].browse(env.context['silta_user'])
keys = env['res.users.apikeys'].with_user(user)
others = keys.sudo().search_count([('user_id', '=', user.id)])
expires = ${expire === 'expire' ? `datetime.datetime.now() + datetime.timedelta(days=${KEY_DAYS})` : 'False'}
key = keys._generate('rpc', 'Silta'${expire === 'expire' ? ', expires' : ''})
action = {'key': key, 'expires': ${expire === 'expire' ? `expires.strftime('%Y-%m-%d')` : 'False'}, 'others': others}`;

/** A new key for the user; Odoo tells it this once. */
export async function makeKey({ admin, company }: Pick<UserOptions, 'admin' | 'company'>): Promise<MadeKey> {
  const user = await reference(admin, MODULE, userName(company));
  if (user === undefined) throw new ProvisionError('The user of Silta is not there.');
  const { keys } = await detectVersion(admin);
  const answer = await runOnce(admin, keyCode(keys), { silta_user: user });
  const { key, expires, others } = check(keySchema, answer, 'ir.actions.server/run');
  return { key, expires: expires || undefined, others };
}

const REVOKE = `env['res.users.apikeys'].sudo().search([('user_id', '=', env.context['silta_user'])]).unlink()`;

/** Archives the user, since what it has written stays its own, and takes its keys away. */
export async function planUserRemoval({
  admin,
  company,
}: Pick<UserOptions, 'admin' | 'company'>): Promise<readonly ProvisionStep[]> {
  const user = await reference(admin, MODULE, userName(company));
  if (user === undefined) return [];
  return [
    {
      what: 'user of Silta: archived, its keys deleted',
      apply: async () => {
        await runOnce(admin, REVOKE, { silta_user: user });
        await write(admin, 'res.users', [user], { active: false });
      },
    },
  ];
}
