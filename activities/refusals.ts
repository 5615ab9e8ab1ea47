import { fieldName } from '../mapping/fields.ts';
import { phrase, type Blocker, type Language } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';

/**
 * All that is wrong with a message by Netvisor's rules, found before it is sent: one reason each. A row that is split
 * over dimensions says the same thing once.
 */
export function blockersOf(
  error: NetvisorError,
  language: Language,
  rows: readonly string[] = [],
): readonly Blocker[] {
  const all = [error, ...error.others].map((each) => blockerOf(each, language, rows));
  return all.filter(
    ({ reason, it }, index) => all.findIndex((one) => one.reason === reason && one.it === it) === index,
  );
}

/**
 * A refusal, by Netvisor or by its message rules before sending, as a reason with words for the person. `rows` are
 * the words for each row of the message.
 */
export function blockerOf(error: NetvisorError, language: Language, rows: readonly string[] = []): Blocker {
  const field = fieldName(error, language, rows);
  switch (error.reason) {
    case 'ElementTooLong': {
      const it = phrase('text', language, { field, actual: error.actual ?? '', limit: error.limit ?? '' });
      return { reason: 'TextTooLong', it };
    }
    case 'UnsupportedCharacters':
      return { reason: 'UnsupportedCharacters', it: `${error.characters?.join(' ') ?? ''} (${field})` };
    case 'ElementMissing':
    case 'ElementInvalid':
      return { reason: 'FieldNotCarried', it: field };
    case 'PeriodLocked':
      return { reason: 'PeriodLocked' };
    case 'DuplicateData':
      return { reason: 'DuplicateData' };
    case 'InvalidDataSize':
    case 'MessageTooLong':
      return { reason: 'InvalidDataSize' };
    default:
      return { reason: 'InvalidData' };
  }
}
