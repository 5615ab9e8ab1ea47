import { z } from 'zod';
import { check } from '../check.ts';
import type { OdooTransport } from '../transport.ts';
import { MODULE } from './object.ts';
import { idsOf, ProvisionError, reference, unlink } from './rpc.ts';

const NAME = 'one_off';
const loaded = z.object({ ids: z.union([z.literal(false), z.array(z.number())]) });

/**
 * Runs code inside Odoo as the administrator, for what its API does not offer, and leaves nothing behind: should
 * this process die in between, the next provisioning removes the action.
 */
export async function runOnce(
  admin: OdooTransport,
  code: string,
  context: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [model] = await idsOf(admin, 'ir.model', [['model', '=', 'res.users']]);
  const args = {
    fields: ['id', 'name', 'model_id/.id', 'state', 'code'],
    data: [[`${MODULE}.${NAME}`, 'Silta, once', String(model), 'code', code]],
  };
  const answer = await admin.call({ model: 'ir.actions.server', method: 'load', args });
  const { ids } = check(loaded, answer, 'ir.actions.server/load');
  if (!ids) throw new ProvisionError('Odoo did not take the action that makes the key.');
  try {
    return await admin.call({ model: 'ir.actions.server', method: 'run', ids, context });
  } finally {
    const left = await reference(admin, MODULE, NAME);
    await unlink(admin, 'ir.actions.server', left === undefined ? [] : [left]);
  }
}
