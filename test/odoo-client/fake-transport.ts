import { OdooError } from '../../odoo/errors.ts';
import type { OdooCall, OdooTransport } from '../../odoo/transport.ts';

type Answer = (call: OdooCall) => unknown;

export interface FakeTransport extends OdooTransport {
  /** Calls so far, oldest first. */
  readonly calls: readonly OdooCall[];
  countOf(operation: string): number;
}

export const UUID = '5d7c2c1e-0000-4000-8000-0242ac110002';
export const LEDGER = 'test:9120034-9';
export const OPTIONS = { company: 1, ledger: LEDGER, language: 'en' } as const;

/** The company as provisioning leaves it. */
export const anchored = (pin: unknown, action: unknown = 77): object => ({
  id: 1,
  x_netvisor_pin: pin,
  x_netvisor_action: action,
});

/** What a provisioned Odoo answers to the calls that every client makes. */
const PROVISIONED: Readonly<Record<string, Answer>> = {
  'res.company/read': () => [anchored(`${UUID} ${LEDGER}`)],
  'ir.actions.server/run': () => ({ done: true, database: UUID }),
};

/** An Odoo of a few prepared answers, by `model/method`. What it does not know fails the test. */
export function fakeOdoo(answers: Readonly<Record<string, Answer>> = {}): FakeTransport {
  const calls: OdooCall[] = [];
  const known = { ...PROVISIONED, ...answers };
  return {
    calls,
    countOf: (operation) => calls.filter(({ model, method }) => `${model}/${method}` === operation).length,
    async call(call) {
      calls.push(call);
      const answer = known[`${call.model}/${call.method}`];
      if (!answer) throw new Error(`the fake Odoo was not told about ${call.model}/${call.method}`);
      return Promise.resolve(answer(call));
    },
  };
}

/** Gives these answers one after the other, the last one for good. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return (call) => answers[Math.min(turn++, answers.length - 1)]?.(call);
}

export function fails(kind: OdooError['kind'], code: string): Answer {
  return ({ model, method }) => {
    throw new OdooError(kind, code, `${model}/${method}`);
  };
}

/** The error that a promise ends with; fails when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error(`no error but ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );
}

export async function odooErrorOf(promise: Promise<unknown>): Promise<OdooError> {
  const error = await errorOf(promise);
  if (error instanceof OdooError) return error;
  throw new Error('expected an OdooError', { cause: error });
}
