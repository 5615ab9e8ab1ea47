import { fieldName } from '../mapping/fields.ts';
import { explain, inEach, phrase, type Blocker, type Texts } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';

/**
 * All that is wrong with a message by Netvisor's rules, found before it is sent: one reason each. A row that is split
 * over dimensions says the same thing once.
 */
export function blockersOf(error: NetvisorError, rows: readonly Texts[] = []): readonly Blocker[] {
  const all = [error, ...error.others].map((each) => blockerOf(each, rows));
  return all.filter((blocker, index) => all.findIndex((one) => isSame(one, blocker)) === index);
}

const isSame = (one: Blocker, other: Blocker): boolean =>
  one.reason === other.reason && explain(one).en === explain(other).en;

/**
 * A refusal, by Netvisor or by its message rules before sending, as a reason with words for the person. `rows` are
 * the words for each row of the message.
 */
export function blockerOf(error: NetvisorError, rows: readonly Texts[] = []): Blocker {
  const field = fieldName(error, rows);
  switch (error.reason) {
    case 'ElementTooLong': {
      const it = phrase('text', { field, actual: error.actual ?? '', limit: error.limit ?? '' });
      return { reason: 'TextTooLong', it };
    }
    case 'UnsupportedCharacters':
      return {
        reason: 'UnsupportedCharacters',
        it: inEach((language) => `${error.characters?.join(' ') ?? ''} (${field[language]})`),
      };
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
