import type { Decimal } from 'decimal.js';
import { invalidData } from '../errors.ts';
import { COMPANY_DEFAULT_ACCOUNTS } from '../fixture.ts';
import { el, optional } from '../render.ts';
import type { Xml } from '../render.ts';
import type { RegisterRecord } from '../records.ts';
import type { Context, NetvisorStore } from '../store.ts';
import { comma, decimalOf, wallClock } from '../values.ts';
import { dimension } from './customer-read.ts';
import type { ResourceRequest, ResourceResult } from './resource.ts';

/** productlist.nv. All products of the simulator are published and none is in the deleted state. */
export function listProducts(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  query.allowOnly('changedsince', 'keyword', 'published', 'unpublished', 'deleted');
  const keyword = query.text('keyword')?.toLowerCase();
  const changedSince = query.moment('changedsince');
  for (const name of ['published', 'unpublished', 'deleted']) query.flag(name);
  const narrowed = query.text('published') !== undefined || query.text('unpublished') !== undefined;
  if (query.text('deleted') !== undefined && !narrowed) {
    throw invalidData('With deleted, published or unpublished must be given too');
  }
  const hidden = narrowed && query.flag('published') === '0';
  const found = [...context.store.products.values()].filter(({ values, modifiedAt }) => {
    const changed =
      changedSince === undefined || wallClock(modifiedAt, context.settings.timeStampZone) >= changedSince;
    const named =
      keyword === undefined ||
      [values.name, values.productcode].some((v) => v?.toLowerCase().includes(keyword) === true);
    return !hidden && changed && named;
  });
  const rows = found.map((product) => listRow(product, request, context.store));
  return { payload: el('ProductList', rows), booked: false };
}

function listRow(product: RegisterRecord, request: ResourceRequest, store: NetvisorStore): Xml {
  const { net, gross } = prices(product);
  const group = product.values.productgroup ?? '';
  return el('Product', [
    el('NetvisorKey', product.netvisorKey),
    el('ProductCode', product.values.productcode),
    el('Name', product.values.name),
    el('UnitPrice', comma(net, 12)),
    el('UnitGrossPrice', comma(gross, 12)),
    el('ProductGroupID', store.listKey('productGroups', group)),
    el('ProductGroupDescription', group),
    el('Uri', `${request.publicBaseUrl}/getproduct.nv?id=${product.netvisorKey}`),
  ]);
}

/** getproduct.nv: id, idlist, eancode, code or codelist. Nothing found is an empty Product. */
export function getProduct(request: ResourceRequest, context: Context): ResourceResult {
  const { query } = request;
  query.allowOnly('id', 'idlist', 'eancode', 'code', 'codelist', 'showsubproducts', 'replyoption');
  query.flag('showsubproducts');
  const activeOnly = (query.bits('replyoption', [1, 2]) & 1) === 1;
  const selectors = ['id', 'idlist', 'eancode', 'code', 'codelist'].filter(
    (name) => query.text(name) !== undefined,
  );
  if (selectors.length !== 1) {
    throw invalidData('Exactly one of id, idlist, eancode, code, codelist must be given');
  }
  const id = query.key('id');
  const ids = query.keys('idlist', 400);
  const code = query.text('code');
  const codes = query.list('codelist', 400);
  const ean = query.text('eancode');
  const found = [...context.store.products.values()].filter((product) => {
    const { values, netvisorKey } = product;
    if (activeOnly && values.isactive !== '1') return false;
    return (
      netvisorKey === id ||
      ids?.includes(netvisorKey) === true ||
      (code !== undefined && values.productcode === code) ||
      (values.productcode !== undefined && codes?.includes(values.productcode) === true) ||
      (ean !== undefined && [values.primaryeancode, values.secondaryeancode].includes(ean))
    );
  });
  const rendered = found.map((product) => renderProduct(product, context.store));
  if (ids !== undefined || codes !== undefined) {
    return { payload: el('Products', rendered), booked: false };
  }
  return { payload: rendered[0] ?? el('Product'), booked: false };
}

function renderProduct(product: RegisterRecord, store: NetvisorStore): Xml {
  const { values } = product;
  const plain = (name: string, from: string): Xml => el(name, values[from]);
  const { net, gross } = prices(product);
  const weight = { weightunit: values.productweightunit ?? 'kg' };
  const centimetres = { unit: 'cm' };
  return el('Product', [
    el('ProductBaseInformation', [
      el('NetvisorKey', product.netvisorKey),
      plain('ProductCode', 'productcode'),
      plain('ProductGroup', 'productgroup'),
      plain('Name', 'name'),
      plain('Description', 'description'),
      el('UnitPrice', comma(net, 4), { type: 'net' }),
      el('UnitGrossPrice', comma(gross, 4), { type: 'gross' }),
      plain('Unit', 'unit'),
      plain('UnitWeight', 'unitweight'),
      el('PurchasePrice', comma(decimalOf(values.purchaseprice ?? ''), 4)),
      plain('TariffHeading', 'tariffheading'),
      el('ComissionPercentage', comma(decimalOf(values.comissionpercentage ?? ''))),
      plain('IsActive', 'isactive'),
      plain('IsSalesProduct', 'issalesproduct'),
      el('CountryOfOrigin', values.countryoforigin, { type: 'ISO-3166' }),
    ]),
    el('ProductBookkeepingDetails', [
      el('DefaultVatPercent', comma(vatPercentage(product))),
      plain('DefaultDomesticAccountNumber', 'defaultdomesticaccountnumber'),
      plain('DefaultEuAccountNumber', 'defaulteuaccountnumber'),
      plain('DefaultOutsideEUAccountNumber', 'defaultoutsideeuaccountnumber'),
      el(
        'ProductDimensions',
        product.dimensions.map((link) => dimension(link, store)),
      ),
    ]),
    el('ProductInventoryDetails', [
      el('InventoryAmount', '0,00'),
      el('InventoryMidPrice', '0,0000'),
      el('InventoryValue', '0,0000'),
      el('InventoryReservedAmount', '0,00'),
      el('InventoryOrderedAmount', '0,00'),
      el('InventoryAccountNumber', COMPANY_DEFAULT_ACCOUNTS.Inventory),
    ]),
    el('ProductAdditionalInformation', [
      optional('ProductNetWeight', values.productnetweight, weight),
      optional('ProductGrossWeight', values.productgrossweight, weight),
      el('ProductPackageInformation', [
        optional('PackageWidth', values.packagewidth, centimetres),
        optional('PackageHeight', values.packageheight, centimetres),
        optional('PackageLength', values.packagelength, centimetres),
      ]),
      plain('PrimaryEanCode', 'primaryeancode'),
      plain('SecondaryEanCode', 'secondaryeancode'),
    ]),
  ]);
}

function vatPercentage(product: RegisterRecord): Decimal {
  return decimalOf(product.values.defaultvatpercentage ?? '');
}

/** Net and gross unit price by the product's default VAT percentage. */
export function prices(product: RegisterRecord): { net: Decimal; gross: Decimal } {
  const price = decimalOf(product.values.unitprice ?? '');
  const factor = vatPercentage(product).div(100).plus(1);
  return product.attributes['unitprice@type'] === 'gross'
    ? { net: price.div(factor), gross: price }
    : { net: price, gross: price.times(factor) };
}
