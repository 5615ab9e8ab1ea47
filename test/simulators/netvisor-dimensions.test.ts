import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bench, codeOf, control, invoiceXml, lineXml, textIn, textsIn } from './netvisor-harness.ts';
import type { Bench } from './netvisor-harness.ts';

let sim: Bench;
beforeEach(async () => {
  sim = await bench();
});
afterEach(() => sim.server.close());

const dimension = (name: string, item: string): string =>
  `<dimension><dimensionname>${name}</dimensionname><dimensionitem>${item}</dimensionitem></dimension>`;
const post = async (rest: string, parameters = '', date = '2026-11-20'): Promise<string> =>
  codeOf(
    await sim.post(
      `/salesinvoice.nv?method=add${parameters}`,
      invoiceXml({ date, lines: lineXml({ rest }) }),
    ),
  );
const shown = async (query = ''): Promise<string[]> =>
  textsIn(await sim.get(`/dimensionlist.nv${query}`), 'Name');

describe('dimensionlist.nv', () => {
  test('shows headers with their items, levels and fathers as the documentation does', async () => {
    const list = (await sim.get('/dimensionlist.nv')).body.replace(/\n\s*/g, '');
    expect(list).toContain(
      '<DimensionNameList><DimensionName><Netvisorkey>9</Netvisorkey><Name>Toimipiste</Name>' +
        '<IsHidden>False</IsHidden><LinkType>0</LinkType><DimensionDetails><DimensionDetail>' +
        '<Netvisorkey>10</Netvisorkey><Name>Helsinki</Name><IsHidden>False</IsHidden><Level>1</Level>' +
        '<Sort>0</Sort><EndSort>0</EndSort><FatherID>0</FatherID></DimensionDetail>',
    );
    expect(list).toContain('<Name>Kalasatama</Name><IsHidden>False</IsHidden><Level>2</Level>');
    expect(list).toContain('<FatherID>10</FatherID>');
    expect(list).toContain('<ActivityPeriodEnd format="ansi">2026-12-31</ActivityPeriodEnd>');
  });

  test('leaves hidden ones out unless it is asked for them', async () => {
    expect(await shown()).toEqual(['Toimipiste', 'Helsinki', 'Kalasatama', 'Projekti', 'P-2026']);
    const all = await sim.get('/dimensionlist.nv?showhidden=1');
    expect(textsIn(all, 'Name')).toContain('Kotka');
    expect(textsIn(all, 'IsHidden').filter((text) => text === 'True')).toHaveLength(1);
  });

  test('is an empty element where the company has none', async () => {
    const empty = await bench({ records: 'none' });
    expect((await empty.get('/dimensionlist.nv')).body).toContain('<DimensionNameList />');
    await empty.server.close();
  });
});

describe('an invoice that names a dimension', () => {
  test('makes what is new, at once with a key of its own', async () => {
    expect(await post(dimension('Toimipiste', 'Turku'))).toBe('OK');
    expect(await shown()).toContain('Turku');
    const read = await sim.get('/getsalesinvoice.nv?netvisorkey=58231');
    expect(read.body).toContain('<DimensionName netvisorkey="9">Toimipiste<');
    expect(read.body).toContain('<DimensionItem netvisorkey="15">Turku<');
  });

  test('is refused for what is new with useonlyexistingdimensions, and makes nothing', async () => {
    const before = sim.simulator.state().dimensions;
    const only = '&useonlyexistingdimensions=1';
    expect(await post(dimension('Toimipiste', 'Turku'), only)).toBe('INVALID_DATA');
    expect(await post(dimension('Toimipste', 'Helsinki'), only)).toBe('INVALID_DATA');
    expect(await post(dimension('Toimipiste', 'helsinki'), only)).toBe('INVALID_DATA');
    expect(sim.simulator.state().dimensions).toEqual(before);
    expect(await post(dimension('Toimipiste', 'Helsinki'), only)).toBe('OK');
    sim.simulator.settings.patch({ invoiceDimensionParameters: 'ignored' });
    expect(await post(dimension('Toimipiste', 'Turku'), only)).toBe('OK');
  });

  test('is refused for a hidden one, unless the switch accepts it', async () => {
    expect(await post(dimension('Toimipiste', 'Kotka'))).toBe('INVALID_DATA');
    sim.simulator.changeDimension({ name: 'Projekti', hidden: true });
    expect(await post(dimension('Projekti', 'P-2026'))).toBe('INVALID_DATA');
    sim.simulator.settings.patch({ hiddenDimensions: 'accept' });
    expect(await post(dimension('Toimipiste', 'Kotka'))).toBe('OK');
    expect(await shown()).not.toContain('Kotka');
  });

  test('is refused outside the activity of the item only with checkdimensionvalidityperiod', async () => {
    const check = '&checkdimensionvalidityperiod=1';
    expect(await post(dimension('Projekti', 'P-2026'), check)).toBe('OK');
    expect(await post(dimension('Projekti', 'P-2026'), check, '2027-01-01')).toBe('INVALID_DATA');
    expect(await post(dimension('Projekti', 'P-2026'), '', '2027-01-01')).toBe('OK');
  });
});

describe('people', () => {
  test('add, hide and show dimensions', async () => {
    const added = await control(sim.url, 'POST', '/dimensions', { name: 'Tiimi', item: 'A' });
    expect(added.status).toBe(200);
    expect(await shown()).toContain('Tiimi');
    await control(sim.url, 'POST', '/dimensions', { name: 'Tiimi', item: 'A', hidden: true });
    expect(await shown()).not.toContain('A');
    const again = await control(sim.url, 'POST', '/dimensions', { name: 'Tiimi', item: 'A', hidden: false });
    expect([await shown(), again.json]).toEqual([expect.arrayContaining(['A']), added.json]);
  });

  test.each([
    {},
    { name: 'A', item: 'B', colour: 'red' },
    { name: 'A', item: 'B', father: 'none' },
    { name: 'A', item: 'B', start: '1.1.2026' },
  ])('are told what is not understood: %j', async (wish) => {
    expect((await control(sim.url, 'POST', '/dimensions', wish)).status).toBe(400);
  });
});

describe('salesinvoicecomment.nv', () => {
  const comment = async (type: string, key: number): Promise<string> =>
    codeOf(
      await sim.post(
        '/salesinvoicecomment.nv',
        `<root><salesinvoicecomments><salesinvoicecomment><invoicetype>${type}</invoicetype>
        <invoicenetvisorkey>${key}</invoicenetvisorkey><comment>Siirretty &amp; tarkistettu</comment>
        </salesinvoicecomment></salesinvoicecomments></root>`,
      ),
    );

  test('writes a line into the history of an invoice, order or draft', async () => {
    for (const parts of [{}, { type: 'order', status: 'delivered' }, { type: 'invoicedraft', status: '' }]) {
      await sim.post('/salesinvoice.nv?method=add', invoiceXml(parts));
    }
    expect(await comment('invoice', 58231)).toBe('OK');
    expect(await comment('order', 58232)).toBe('OK');
    expect(await comment('invoicedraft', 58233)).toBe('OK');
    const history = await sim.get('/getsalesinvoice.nv?netvisorkey=58231&showprocesshistory=1');
    expect(textsIn(history, 'ProcessStatus')).toEqual(['imported', 'Siirretty &amp; tarkistettu']);
    expect(textIn(history, 'SalesInvoicePrivateComment')).toBeUndefined();
  });

  test('is refused for an unknown document and for one of another type', async () => {
    await sim.post('/salesinvoice.nv?method=add', invoiceXml());
    expect(await comment('invoice', 99)).toBe('INVALID_DATA');
    expect(await comment('order', 58231)).toBe('INVALID_DATA');
  });
});
