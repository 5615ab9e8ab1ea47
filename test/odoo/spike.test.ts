import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { catalogue } from './catalogue/all.ts';
import { openCatalogueBridge, sendAll, type Played } from './catalogue/sending.ts';
import { describeOdoo } from './harness.ts';
describeOdoo('spike', (odoo) => {
  test('x', async () => {
    const it = await openCatalogueBridge(odoo());
    console.error('open');
    try {
      const played: Played[] = [];
      const t0 = Date.now();
      for (const item of catalogue) {
        try { played.push({ item, ...(await item.build(it.company)) }); } catch (e) { console.error(item.name, e); }
      }
      console.error('built', Date.now() - t0);
      const outcomes = await sendAll(it, played);
      console.error('sent', Date.now() - t0);
      const lines = played.map(({ item, moveId, before = [] }) => {
        const o = outcomes.get(moveId);
        const want = item.expects === 'sent' ? 'sent' : item.expects.refused;
        const got = o?.state === 'sent' ? 'sent' : `${o?.reason}`;
        return `${want === got ? '  ' : '! '}${item.group} | ${item.name} | ${want} | ${got} | ${o?.message} ${before.map((b) => outcomes.get(b)?.state + ' ' + outcomes.get(b)?.reason)}`;
      });
      writeFileSync('/tmp/spike.txt', lines.join('\n'));
      writeFileSync('/tmp/spike-calls.json', JSON.stringify(it.bridge.netvisor.calls.list().map((c) => [c.operation, c.code])));
      writeFileSync('/tmp/spike-state.json', JSON.stringify([it.bridge.netvisor.state(), it.bridge.otherNetvisor.state()]));
    } finally {
      await it.close();
    }
  }, 900_000);
});
