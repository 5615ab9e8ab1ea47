import { z } from 'zod';
import type { Product } from './documents.ts';
import { notSent } from './errors.ts';
import type { Exchange, Query, ReadOptions, WriteAttempt } from './exchange.ts';
import {
  contractMismatch,
  decimalOrNull,
  flagOrNull,
  key,
  keyOrNull,
  readLeaves,
  textOrNull,
} from './fields.ts';
import { limitedList } from './query.ts';
import { productRows } from './schema/product.ts';
import { elementNames } from './schema/row.ts';
import { childNamed, childrenNamed, type XmlNode } from './xml-reader.ts';
import { writeXml } from './xml.ts';

const addResource = 'product.nv';
const listResource = 'productlist.nv';
const getResource = 'getproduct.nv';
const mostPerGet = 400;

export type ProductQuestion =
  | { readonly id: number }
  | { readonly code: string }
  /** At most 400. */
  | { readonly codeList: readonly string[] };

export interface ProductFilter {
  /** Matches name or code. */
  readonly keyword?: string;
  /** `YYYY-MM-DDTHH:mm:ss` */
  readonly changedSince?: string;
}

const listRow = z.object({
  netvisorKey: key,
  productCode: textOrNull,
  name: textOrNull,
  unitPrice: decimalOrNull,
  unitGrossPrice: decimalOrNull,
  productGroupId: keyOrNull,
  productGroupDescription: textOrNull,
});
export type ProductListRow = z.output<typeof listRow>;

const base = z.object({
  netvisorKey: key,
  productCode: textOrNull,
  productGroup: textOrNull,
  name: textOrNull,
  description: textOrNull,
  /** Net. */
  unitPrice: decimalOrNull,
  unitGrossPrice: decimalOrNull,
  unit: textOrNull,
  purchasePrice: decimalOrNull,
  tariffHeading: textOrNull,
  comissionPercentage: decimalOrNull,
  isActive: flagOrNull,
  isSalesProduct: flagOrNull,
  countryOfOrigin: textOrNull,
});
const bookkeeping = z.object({
  defaultVatPercentage: decimalOrNull,
  defaultDomesticAccountNumber: textOrNull,
  defaultEuAccountNumber: textOrNull,
  defaultOutsideEuAccountNumber: textOrNull,
});
const inventory = z.object({
  inventoryAmount: decimalOrNull,
  inventoryMidPrice: decimalOrNull,
  inventoryValue: decimalOrNull,
  inventoryReservedAmount: decimalOrNull,
  inventoryOrderedAmount: decimalOrNull,
  inventoryAccountNumber: textOrNull,
});
const additional = z.object({
  productNetWeight: decimalOrNull,
  productGrossWeight: decimalOrNull,
  productWeightUnit: textOrNull,
  primaryEanCode: textOrNull,
  secondaryEanCode: textOrNull,
});

/** getproduct.nv; an aggregate that Netvisor leaves out reads as one of nulls. */
export interface ProductDetails {
  readonly productBaseInformation: z.output<typeof base>;
  readonly productBookkeepingDetails: z.output<typeof bookkeeping>;
  readonly productInventoryDetails: z.output<typeof inventory>;
  readonly productAdditionalInformation: z.output<typeof additional>;
}

export interface Products {
  add(document: Product, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** Sends what `renderProduct` made, unchanged. */
  addXml(xml: string, attempt: WriteAttempt): Promise<{ netvisorKey: number }>;
  /** All that match; empty = Netvisor knows none. A code that is not unique gives several. */
  get(question: ProductQuestion, options?: ReadOptions): Promise<readonly ProductDetails[]>;
  list(filter: ProductFilter, options?: ReadOptions): Promise<readonly ProductListRow[]>;
}

/** The exact XML of product.nv. Pure. @throws NetvisorError Rejected or Bug (nothing sent) naming the element */
export function renderProduct(document: Product): string {
  const { productPackageInformation, dimensions } = document.productAdditionalInformation ?? {};
  if (productPackageInformation !== undefined && dimensions !== undefined) {
    throw notSent('Rejected', 'ElementInvalid', addResource, { field: 'dimension' });
  }
  return writeXml(addResource, 'product', productRows, document);
}

const names = elementNames(productRows);

export function createProducts(exchange: Exchange): Products {
  const addXml: Products['addXml'] = (xml, attempt) =>
    exchange.add(addResource, { method: 'add', useonlyexistingdimensions: 1 }, xml, attempt, names);

  return {
    addXml,
    async add(document, attempt) {
      return addXml(renderProduct(document), attempt);
    },

    async get(question, options) {
      const root = await exchange.read(getResource, questionQuery(question), options);
      const list = childNamed(root, 'products');
      if (list === undefined && childNamed(root, 'product') === undefined) {
        throw contractMismatch(getResource, 'product');
      }
      // "no such product" is an OK reply with an empty element
      return childrenNamed(list ?? root, 'product')
        .filter(({ children }) => children.length > 0)
        .map(readProduct);
    },

    async list({ keyword, changedSince }, options) {
      const root = await exchange.read(listResource, { keyword, changedsince: changedSince }, options);
      const list = childNamed(root, 'productlist');
      if (list === undefined) throw contractMismatch(listResource, 'productlist');
      return childrenNamed(list, 'product').map((node) => readLeaves(listResource, listRow, node));
    },
  };
}

function questionQuery(question: ProductQuestion): Query {
  if ('id' in question) return { id: question.id };
  if ('code' in question) return { code: question.code };
  return { codelist: limitedList(getResource, 'codelist', mostPerGet, question.codeList) };
}

function readProduct(node: XmlNode): ProductDetails {
  const part = (name: string) => childNamed(node, name);
  return {
    productBaseInformation: readLeaves(getResource, base, part('productbaseinformation')),
    productBookkeepingDetails: readLeaves(getResource, bookkeeping, part('productbookkeepingdetails'), {
      defaultVatPercentage: 'defaultvatpercent',
    }),
    productInventoryDetails: readLeaves(getResource, inventory, part('productinventorydetails')),
    productAdditionalInformation: readLeaves(getResource, additional, part('productadditionalinformation'), {
      productWeightUnit: 'productnetweight@weightunit',
    }),
  };
}
