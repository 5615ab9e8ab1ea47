import type { Dimension, DimensionItem } from '../dimensions.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { Context } from '../store.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** dimensionlist.nv: headers with their items; hidden ones only with showhidden=1. */
export function listDimensions({ query }: ResourceRequest, { store }: Context): ResourceResult {
  query.allowOnly('showhidden');
  const all = query.flag('showhidden') === '1';
  const visible = ({ visibility }: Pick<DimensionItem, 'visibility'>): boolean =>
    all || visibility === 'shown';
  const headers = store.dimensions
    .list()
    .filter(visible)
    .map((header) => headerElement(header, [...header.items.values()].filter(visible)));
  return { payload: el('DimensionNameList', headers), booked: false };
}

function headerElement(header: Dimension, items: readonly DimensionItem[]): Xml {
  return el('DimensionName', [
    el('Netvisorkey', header.netvisorKey),
    el('Name', header.name),
    hiddenElement(header),
    el('LinkType', '0'),
    el(
      'DimensionDetails',
      items.map((item) =>
        el('DimensionDetail', [
          el('Netvisorkey', item.netvisorKey),
          el('Name', item.name),
          hiddenElement(item),
          el('Level', levelOf(item, header)),
          el('Sort', '0'),
          el('EndSort', '0'),
          el('FatherID', item.fatherKey),
          optional('ActivityPeriodStart', item.start, { format: 'ansi' }),
          optional('ActivityPeriodEnd', item.end, { format: 'ansi' }),
        ]),
      ),
    ),
  ]);
}

function hiddenElement({ visibility }: Pick<DimensionItem, 'visibility'>): Xml {
  return el('IsHidden', visibility === 'hidden' ? 'True' : 'False');
}

function levelOf(item: DimensionItem, header: Dimension): number {
  const father = [...header.items.values()].find(({ netvisorKey }) => netvisorKey === item.fatherKey);
  return father === undefined ? 1 : levelOf(father, header) + 1;
}
