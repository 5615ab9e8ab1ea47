import { describe, expect, test } from '@jest/globals';
import { createHints } from '../../gateway/hints.ts';

/** Hints that are passed on when the test says so. */
function stage(connections: readonly string[] = ['main']) {
  const passed: string[] = [];
  const failures: string[] = [];
  const open: (() => void)[] = [];
  let broken = false;
  const hints = createHints({
    connections,
    everyMs: 0,
    pass: (connection) => {
      passed.push(connection);
      if (broken) return Promise.reject(new Error('Temporal is away'));
      return new Promise((resolve) => open.push(resolve));
    },
    failed: (connection) => failures.push(connection),
  });
  const settle = async (): Promise<void> => {
    open.splice(0).forEach((resolve) => resolve());
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { hints, passed, failures, settle, breakDown: () => void (broken = true) };
}

describe('hints', () => {
  test('are passed on at once; thousands that come meanwhile are one more', async () => {
    const { hints, passed, settle } = stage();
    for (let count = 0; count < 5000; count += 1) hints.hint('main');
    expect(passed).toEqual(['main']);
    await settle();
    expect(passed).toEqual(['main', 'main']);
    await settle();
    await settle();
    expect(passed).toHaveLength(2);
    await hints.close();
  });

  test('of one connection do not wait for those of another, and one that nobody knows is dropped', async () => {
    const { hints, passed, settle } = stage(['main', 'other']);
    hints.hint('main');
    hints.hint('other');
    hints.hint('stranger');
    expect(passed).toEqual(['main', 'other']);
    await settle();
    await hints.close();
  });

  test('that cannot be passed on are told of, and the next one is tried', async () => {
    const { hints, passed, failures, settle, breakDown } = stage();
    breakDown();
    hints.hint('main');
    await settle();
    hints.hint('main');
    await settle();
    expect(passed).toHaveLength(2);
    expect(failures).toEqual(['main', 'main']);
    await hints.close();
  });
});
