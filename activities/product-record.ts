import { mapProduct } from '../mapping/registers.ts';
import { renderProduct } from '../netvisor/products.ts';
import type { ConnectionDeps } from './deps.ts';
import type { RegisterRecord } from './register-record.ts';

export async function productRecord(
  { odoo, netvisor, settings }: ConnectionDeps,
  id: number,
): Promise<RegisterRecord | undefined> {
  const product = await odoo.readProduct(id);
  if (!product) return undefined;
  const code = product.default_code ?? '';
  const repeated = code !== '' && (await odoo.countProductsWithCode(code)) > 1;
  return {
    model: 'product.product',
    id,
    keys: product.x_netvisor_keys,
    claim: product.x_netvisor_attempt,
    ambiguous: 'ProductAmbiguous',
    it: code || product.name,
    blocked: code === '' ? 'ProductWithoutCode' : repeated ? 'ProductCodeRepeated' : undefined,
    async find() {
      const found = await netvisor.products.get({ code });
      const keys = found
        .map(({ productBaseInformation }) => productBaseInformation)
        .filter(({ productCode }) => productCode === code)
        .map(({ netvisorKey }) => netvisorKey);
      // Products bear Odoo's own code, so one that was there before is as good as one that Silta has made.
      return { keys, whose: 'own' };
    },
    async render() {
      return renderProduct(mapProduct({ ...product, default_code: code }, settings.invoices.productGroup));
    },
    add: (xml, attempt) => netvisor.products.addXml(xml, attempt),
  };
}
