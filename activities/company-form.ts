import type { Texts } from '../mapping/texts.ts';
import type { FieldValue } from '../odoo/client.ts';
import type { ConnectionDeps } from './deps.ts';
import { changedMeanwhile } from './guarded-post.ts';

/** Writes what the company form shows of the connection. What people decide there is never written. */
export async function writeAboutConnection(
  deps: ConnectionDeps,
  values: Readonly<Record<string, FieldValue>>,
  connectionText?: Texts,
): Promise<void> {
  const { kind } = await deps.odoo.guardedWrite({
    model: 'res.company',
    id: deps.settings.odoo.company,
    expect: {},
    values,
    ...(connectionText && { message: connectionText }),
  });
  if (kind === 'done') return;
  if (kind === 'other-database') deps.halt('OtherDatabase');
  throw changedMeanwhile();
}
