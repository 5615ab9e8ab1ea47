import { describe, expect, test } from '@jest/globals';
import { codeOf } from '../../odoo/provision/objects/actions.ts';
import { buttonsPage, readButtonsPage } from '../odoo/states/page.ts';
import { REFUSALS } from '../odoo/states/table.ts';

describe('docs/buttons.md', () => {
  test('says what the table says that is held against a real Odoo', () => {
    expect(readButtonsPage()).toBe(buttonsPage());
  });

  test.each(Object.entries(REFUSALS).filter(([name]) => name !== 'gone'))(
    'quotes what Odoo says: %s',
    (name, words) => {
      const quoted = words.replace('{company}', '%(company)s').replace('{since}', '%(since)s');
      expect(codeOf('request.py', 'send')).toContain(`'${name}': '${quoted}'`);
    },
  );
});
