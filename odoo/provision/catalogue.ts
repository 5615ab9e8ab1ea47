import { FIELDS, type FieldSpec } from './fields.ts';
import { companyOf, type Wanted } from './object.ts';
import { serverActions } from './objects/actions.ts';
import { automations } from './objects/automations.ts';
import { rights } from './objects/rights.ts';
import { dialogFields, menu, views } from './objects/views.ts';
import type { OwnRecord } from './reconcile.ts';
import type { OdooVersion } from './version.ts';

/** All fields that this Odoo gets. */
export const fieldsFor = (version: OdooVersion): readonly FieldSpec[] => [
  ...FIELDS,
  ...dialogFields(version),
];

/** All other records that this Odoo gets, those that others point to first. */
export function objectsFor(
  version: OdooVersion,
  company: number,
  webhookUrl: string | undefined,
  own: readonly OwnRecord[],
): readonly Wanted[] {
  const hints = own.some(({ name }) => /^hint_c\d+$/.test(name) && companyOf(name) !== company);
  return [
    ...rights(version),
    ...serverActions(version),
    ...automations(version, company, webhookUrl, hints ? 'others have hints' : 'no others'),
    ...views(version),
    menu(),
  ];
}
