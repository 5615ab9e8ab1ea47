import { group, key, row } from './rules.ts';
import type { ElementRule } from './rules.ts';

export const MATCH_CREDIT_NOTE: ElementRule = group('matchcreditnote', '1', [
  row('creditnotenetvisorkey', '1', key),
  row('invoicenetvisorkey', '1', key),
]);
