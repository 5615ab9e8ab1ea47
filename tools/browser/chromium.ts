import { existsSync } from 'node:fs';
import { ensureInstalled } from '../odoo/apt.ts';
import { RealOdooUnavailable } from '../odoo/availability.ts';
import type { Log } from '../odoo/processes.ts';

/** Where a Chromium of the machine may be; `SILTA_CHROMIUM` names another one. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium; installed from Debian's packages where there is none. Throws RealOdooUnavailable. */
export async function ensureChromium(log: Log): Promise<string> {
  const named = process.env['SILTA_CHROMIUM'];
  if (named !== undefined && !existsSync(named))
    throw new RealOdooUnavailable('missing-tool', `SILTA_CHROMIUM names ${named}, which is not there`);
  const found = named ?? PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  await ensureInstalled(['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'], log);
  return PLACES[0] ?? '';
}
