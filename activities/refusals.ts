import { fieldName } from '../mapping/field-names.ts';
import { phrase, type Blocker, type Language } from '../mapping/texts.ts';
import type { NetvisorError } from '../netvisor/errors.ts';

/** A refusal, by Netvisor or by its message rules before sending, as a reason with words for the person. */
export function blockerOf(error: NetvisorError, language: Language): Blocker {
  const field = fieldName(error.field ?? '', language);
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
