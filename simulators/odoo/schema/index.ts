import { actionModels } from './actions.ts';
import { baseModels } from './base.ts';
import { ledgerModels } from './ledger.ts';
import { moveModels } from './moves.ts';
import { partnerModels } from './partners.ts';
import { paymentModels } from './payments.ts';
import { productModels } from './products.ts';
import { securityModels } from './security.ts';
import { technicalModels } from './technical.ts';
import { viewModel } from './views.ts';
import type { ModelDef } from './types.ts';

/** The models of a fresh database; fields made by people are added to a database's own copy. */
export const MODELS: readonly ModelDef[] = [
  ...moveModels,
  ...ledgerModels,
  ...partnerModels,
  ...paymentModels,
  ...productModels,
  ...technicalModels,
  ...securityModels,
  viewModel,
  ...actionModels,
  ...baseModels,
];
