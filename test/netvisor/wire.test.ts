import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createWire, type Wire } from '../../netvisor/wire.ts';

async function turn(wire: Wire): Promise<() => void> {
  const release = await wire.take();
  if (release === undefined) throw new Error('gave up without a signal');
  return release;
}

describe('the wire', () => {
  test('lets one on at a time, in the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 30 }), async (turnsEach) => {
        const wire = createWire();
        const order: number[] = [];
        let holding = 0;
        await Promise.all(
          turnsEach.map(async (turns, index) => {
            const release = await turn(wire);
            expect(++holding).toBe(1);
            order.push(index);
            for (let turn = 0; turn < turns; turn++) await Promise.resolve();
            holding--;
            release();
          }),
        );
        expect(order).toEqual(turnsEach.map((_, index) => index));
      }),
    );
  });

  test('one that gives up waiting leaves the queue, the others keep their order', async () => {
    const wire = createWire();
    const release = await turn(wire);
    const impatient = new AbortController();
    const order: string[] = [];
    const waiting = [
      turn(wire).then((go) => (order.push('first'), go())),
      wire.take(impatient.signal).then((go) => order.push(go === undefined ? 'gave up' : 'impatient')),
      turn(wire).then((go) => (order.push('last'), go())),
    ];
    impatient.abort();
    release();
    await Promise.all(waiting);
    expect(order).toEqual(['gave up', 'first', 'last']);
    (await turn(wire))();
  });

  test('one that gave up before does not take it', async () => {
    const wire = createWire();
    expect(await wire.take(AbortSignal.abort())).toBeUndefined();
    (await turn(wire))();
  });

  test('a release that is called twice lets only one on', async () => {
    const wire = createWire();
    const release = await turn(wire);
    let holding = 0;
    const next = () => turn(wire).then((go) => (holding++, go));
    const second = next();
    const third = next();
    release();
    release();
    const go = await second;
    await Promise.resolve();
    expect(holding).toBe(1);
    go();
    (await third)();
  });
});
