import { describe, expect, jest, test } from '@jest/globals';
import { NetvisorError } from '../../netvisor/errors.ts';
import { createGate } from '../../netvisor/gate.ts';

function refusal(run: () => unknown): NetvisorError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof NetvisorError) return error;
    throw error;
  }
  return undefined;
}

describe('the whole gate', () => {
  test.each(['AuthFailed', 'Maintenance'] as const)('%s closes it for every resource at once', (reason) => {
    const gate = createGate({ now: () => 1000 });
    gate.enter('salesinvoice.nv').end(reason);
    expect(gate.state()).toEqual({ open: false, reason, since: 1000 });
    expect(refusal(() => gate.enter('customer.nv'))).toMatchObject({ kind: 'Paused', reason, sent: 'no' });
    expect(refusal(() => gate.check('customer.nv'))).toMatchObject({ kind: 'Paused', reason, sent: 'no' });
    gate.reopen();
    expect(gate.state()).toEqual({ open: true });
    gate.enter('customer.nv').end('passed');
  });

  test('a probe passes while it is closed, and opens it only when the keys are accepted', () => {
    const gate = createGate();
    gate.enter('a.nv').end('AuthFailed');
    gate.enterAsProbe('a.nv').end('unclear');
    gate.enterAsProbe('a.nv').end('AuthFailed');
    expect(gate.state().open).toBe(false);
    gate.enterAsProbe('a.nv').end('passed');
    expect(gate.state().open).toBe(true);
  });

  test('a probe that meets a missing right has proved the keys', () => {
    const gate = createGate();
    gate.enter('a.nv').end('AuthFailed');
    gate.enterAsProbe('b.nv').end('RightMissing');
    expect(gate.state().open).toBe(true);
    expect(gate.closedResources().map(({ resource }) => resource)).toEqual(['b.nv']);
  });

  test('it stays closed since the first refusal when the reason changes', () => {
    let now = 1;
    const gate = createGate({ now: () => now });
    gate.enter('a.nv').end('Maintenance');
    now = 2;
    gate.enterAsProbe('a.nv').end('AuthFailed');
    expect(gate.state()).toEqual({ open: false, reason: 'AuthFailed', since: 1 });
  });
});

describe('a missing right', () => {
  test('closes its resource alone, for the back-off time', () => {
    let now = 0;
    const gate = createGate({ now: () => now, rightBackOffMs: 100 });
    gate.enter('customer.nv').end('RightMissing');
    gate.enter('salesinvoice.nv').end('passed');
    expect(gate.state().open).toBe(true);
    expect(gate.closedResources()).toEqual([{ resource: 'customer.nv', since: 0, retryAt: 100 }]);
    now = 40;
    expect(refusal(() => gate.enter('customer.nv'))).toMatchObject({
      kind: 'Paused',
      reason: 'RightMissing',
      sent: 'no',
      retryAfterMs: 60,
    });
  });

  test('after the back-off one request tries while the others are still refused; success opens', () => {
    let now = 0;
    const gate = createGate({ now: () => now, rightBackOffMs: 100 });
    gate.enter('customer.nv').end('RightMissing');
    now = 100;
    gate.check('customer.nv');
    const trying = gate.enter('customer.nv');
    expect(refusal(() => gate.enter('customer.nv'))?.reason).toBe('RightMissing');
    expect(refusal(() => gate.check('customer.nv'))?.reason).toBe('RightMissing');
    trying.end('passed');
    expect(gate.closedResources()).toEqual([]);
    gate.enter('customer.nv').end('passed');
  });

  test('a try that is refused again waits for the back-off again', () => {
    let now = 0;
    const gate = createGate({ now: () => now, rightBackOffMs: 100 });
    gate.enter('customer.nv').end('RightMissing');
    now = 150;
    gate.enter('customer.nv').end('RightMissing');
    expect(gate.closedResources()).toEqual([{ resource: 'customer.nv', since: 0, retryAt: 250 }]);
    now = 200;
    expect(refusal(() => gate.enter('customer.nv'))?.retryAfterMs).toBe(50);
  });

  test('a try without a clear answer lets the next one try', () => {
    let now = 0;
    const gate = createGate({ now: () => now, rightBackOffMs: 100 });
    gate.enter('customer.nv').end('RightMissing');
    now = 100;
    gate.enter('customer.nv').end('unclear');
    gate.enter('customer.nv').end('passed');
    expect(gate.closedResources()).toEqual([]);
  });
});

describe('listeners', () => {
  test('hear each change, and no more after they stopped listening', () => {
    const gate = createGate();
    const listener = jest.fn();
    const stop = gate.onChange(listener);
    gate.enter('a.nv').end('passed');
    expect(listener).toHaveBeenCalledTimes(0);
    gate.enter('a.nv').end('AuthFailed');
    gate.reopen();
    gate.reopen();
    expect(listener).toHaveBeenCalledTimes(2);
    stop();
    gate.enter('a.nv').end('Maintenance');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  test('one that throws changes no outcome', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const gate = createGate();
    gate.onChange(() => {
      throw new Error('listener');
    });
    gate.enter('a.nv').end('AuthFailed');
    expect(gate.state().open).toBe(false);
    expect(warning).toHaveBeenCalledTimes(1);
    warning.mockRestore();
  });
});
