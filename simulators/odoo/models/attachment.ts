import { createHash } from 'node:crypto';
import type { Row } from '../orm/database.ts';
import type { Env } from '../orm/env.ts';
import type { JsonObject } from '../schema/types.ts';
import type { Behaviour } from './behaviour.ts';

/** Checksum (SHA-1), size and type are the server's to set. */
function measure(env: Env, row: Row): void {
  const datas = row['datas'];
  const bytes = Buffer.from(typeof datas === 'string' ? datas : '', 'base64');
  env.db.set(row, 'checksum', datas === false ? false : createHash('sha1').update(bytes).digest('hex'));
  env.db.set(row, 'file_size', bytes.length);
  const given = row['mimetype'];
  const mimetype = typeof given === 'string' ? given : guess(bytes, String(row['name']));
  env.db.set(
    row,
    'mimetype',
    isActive(mimetype) && !env.hasGroup('base.group_system') ? 'text/plain' : mimetype,
  );
}

/** Types that a browser would run are not kept for ordinary users. */
function isActive(mimetype: string): boolean {
  return mimetype.includes('ht') || (mimetype.includes('xml') && !mimetype.includes('openxmlformats'));
}

function guess(bytes: Buffer, name: string): string {
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') return 'application/pdf';
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return 'image/png';
  if (bytes.subarray(0, 5).toString('latin1') === '<?xml' || name.endsWith('.xml')) return 'application/xml';
  if (name.endsWith('.txt') || name.endsWith('.csv')) return 'text/plain';
  return 'application/octet-stream';
}

export const attachment: Behaviour = {
  prepare: (_env, values: JsonObject) => values,
  created: measure,
  written: (env, row, names) => {
    if (!names.includes('datas')) return;
    if (!names.includes('mimetype')) env.db.set(row, 'mimetype', false);
    measure(env, row);
  },
  // Unlinked files are their creator's; others follow the record they hang on.
  visible: (env, row, operation) => {
    const model = row['res_model'];
    const id = row['res_id'];
    if (typeof model !== 'string' || typeof id !== 'number' || id === 0) {
      return row['create_uid'] === env.uid || env.hasGroup('base.group_system');
    }
    const target = env.db.model(model) === undefined ? undefined : env.db.row(model, id);
    return target !== undefined && env.may(model, target, operation === 'read' ? 'read' : 'write');
  },
  computed: {
    res_name: (env, row) => {
      const model = row['res_model'];
      const target =
        typeof model === 'string' && env.db.model(model) !== undefined
          ? env.db.row(model, Number(row['res_id']))
          : undefined;
      return target === undefined || typeof model !== 'string' ? false : env.displayName(model, target);
    },
  },
};
