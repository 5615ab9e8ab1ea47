import type { Partner } from '../odoo/models.ts';

/** Where a customer takes e-invoices, as far as Odoo says it in a form that Netvisor can hold. */
export type EInvoice =
  | { readonly kind: 'complete'; readonly address: string; readonly operator: string }
  | { readonly kind: 'none' }
  /** One half alone delivers nothing, so neither is sent. */
  | { readonly kind: 'half'; readonly address: string | undefined; readonly operator: string | undefined }
  /** An address of another country's scheme, or not one at all. */
  | { readonly kind: 'foreign'; readonly address: string };

/**
 * Odoo's Peppol address (`peppol_eas`, `peppol_endpoint`) as the OVT form that Netvisor takes: `0037`, the digits
 * of the business id, and up to five more (Netvisor sales API, e-invoicing fields).
 */
export function eInvoiceOf(
  partner: Pick<Partner, 'peppol_eas' | 'peppol_endpoint' | 'x_netvisor_operator'>,
): EInvoice {
  const { peppol_eas: scheme, peppol_endpoint: endpoint } = partner;
  const operator = partner.x_netvisor_operator?.trim() || undefined;
  const address = endpoint ? ovtOf(scheme, endpoint) : undefined;
  if (endpoint && address === undefined)
    return { kind: 'foreign', address: [scheme, endpoint].filter(Boolean).join(':') };
  if (address !== undefined && operator !== undefined) return { kind: 'complete', address, operator };
  if (address === undefined && operator === undefined) return { kind: 'none' };
  return { kind: 'half', address, operator };
}

/** Schemes of Finnish addresses: 0037 and 0216 OVT, 0213 VAT number, 0212 business id. */
const FINNISH_SCHEMES = ['0037', '0212', '0213', '0216'];

function ovtOf(scheme: string | undefined, endpoint: string): string | undefined {
  if (!FINNISH_SCHEMES.includes(scheme ?? '')) return undefined;
  const digits = endpoint.replace(/^\s*FI/i, '').replace(/[\s.-]/g, '');
  const ovt = /^0037\d{8}/.test(digits) ? digits : `0037${digits}`;
  return /^0037\d{8}\d{0,5}$/.test(ovt) ? ovt : undefined;
}
