import type { Invoice } from '../../odoo/models.ts';

export const centsOf = (euros: number): bigint => BigInt(Math.round(euros * 100));

/** Net and VAT in Odoo's books by VAT code and percentage, in Netvisor's signs. */
export function bookedByCode(invoice: Invoice): ReadonlyMap<string, { net: bigint; vat: bigint }> {
  const byCode = new Map<string, { net: bigint; vat: bigint }>();
  const codes = new Map<number, string>();
  const item = (id: number): bigint =>
    -centsOf(invoice.line_ids.find((one) => one.id === id)?.amount_currency ?? 0);
  for (const { id, tax_ids } of invoice.invoice_line_ids) {
    const [tax] = tax_ids;
    if (!tax) continue;
    const code = `${tax.x_netvisor_vat_code} ${tax.amount}`;
    codes.set(tax.id, code);
    const sums = byCode.get(code) ?? { net: 0n, vat: 0n };
    byCode.set(code, { ...sums, net: sums.net + item(id) });
  }
  for (const { id, tax_line_id } of invoice.line_ids) {
    const code = tax_line_id && codes.get(tax_line_id.id);
    const sums = code === undefined ? undefined : byCode.get(code);
    if (code !== undefined && sums) byCode.set(code, { ...sums, vat: sums.vat + item(id) });
  }
  return byCode;
}
