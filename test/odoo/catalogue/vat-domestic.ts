import { cases, refused } from './case.ts';
import type { Desk, Values } from './desk.ts';
import type { TaxKey } from './taxes.ts';

/** An invoice of one row of 100.00 for each list of taxes. */
async function taxed(
  desk: Desk,
  sums: string,
  rowTaxes: readonly (readonly TaxKey[])[],
  values: Values = {},
): Promise<number> {
  const rows: Values[] = [];
  for (const keys of rowTaxes) {
    rows.push({
      product_id: await desk.product(),
      quantity: 1,
      price_unit: 100,
      tax_ids: desk.taxes(...keys),
    });
  }
  return desk.invoice({ partner_id: await desk.customer(), ...values, rows }, sums);
}

export const vatDomestic = cases('VAT domestic', [
  {
    name: 'rates 25.5, 13.5 and 10 % on one invoice',
    expects: 'sent',
    build: (desk) => taxed(desk, '300.00 + 49.00', [['25.5%'], ['13.5%'], ['10%']]),
  },
  {
    name: 'goods and a service at 25.5 %, which are two taxes in Odoo',
    expects: 'sent',
    build: (desk) => taxed(desk, '200.00 + 51.00', [['25.5%'], ['25.5% S']]),
  },
  {
    name: '13.5 %, price including VAT',
    expects: 'sent',
    build: (desk) => taxed(desk, '88.11 + 11.89', [['13.5% included']]),
  },
  {
    name: 'domestic sales at 0 %',
    expects: 'sent',
    build: (desk) => taxed(desk, '100.00 + 0.00', [['0%']]),
  },
  {
    name: 'exempt health care beside a sale at 25.5 %',
    expects: 'sent',
    build: (desk) => taxed(desk, '200.00 + 25.50', [['0% health care'], ['25.5%']]),
  },
  {
    name: 'a 0 % tax whose VAT code nobody has confirmed',
    expects: refused('TaxWithoutVatCode'),
    build: (desk) => taxed(desk, '100.00 + 0.00', [['0% not confirmed']]),
  },
  {
    name: 'construction services under reverse charge',
    expects: 'sent',
    async build(desk) {
      const fiscal_position_id = await desk.fiscalPosition('construction');
      const partner_id = await desk.customer({ name: 'Rakennusliike Harjakaiset Oy' });
      const row = { product_id: await desk.product({ name: 'Muuraustyö', type: 'service' }), quantity: 1 };
      const rows = [{ ...row, price_unit: 4800 }];
      return desk.invoice({ partner_id, fiscal_position_id, rows }, '4800.00 + 0.00');
    },
  },
  {
    name: 'delivered on 31.12.2025 at 14 %, invoiced in January',
    expects: 'sent',
    build: (desk) =>
      taxed(desk, '100.00 + 14.00', [['14%']], { invoice_date: '2026-01-08', delivery_date: '2025-12-31' }),
  },
  {
    name: 'delivered on 1.1.2026 at 13.5 %',
    expects: 'sent',
    build: (desk) =>
      taxed(desk, '100.00 + 13.50', [['13.5%']], { invoice_date: '2026-01-08', delivery_date: '2026-01-01' }),
  },
  {
    name: 'delivered on 1.1.2026 at 14 %, a rate that had ended',
    expects: refused('VatRateNotInForce'),
    build: (desk) =>
      taxed(desk, '100.00 + 14.00', [['14%']], { invoice_date: '2026-01-08', delivery_date: '2026-01-01' }),
  },
  {
    name: 'delivered on 31.12.2025 at 13.5 %, a rate that had not begun',
    expects: refused('VatRateNotInForce'),
    build: (desk) =>
      taxed(desk, '100.00 + 13.50', [['13.5%']], { invoice_date: '2025-12-31', delivery_date: '2025-12-31' }),
  },
  {
    name: '24 % invoiced late for a delivery of August 2024',
    expects: 'sent',
    build: (desk) =>
      taxed(desk, '100.00 + 24.00', [['24%']], { invoice_date: '2026-01-12', delivery_date: '2024-08-30' }),
  },
  {
    name: 'a row without any tax',
    expects: refused('RowWithoutTax'),
    build: (desk) => taxed(desk, '200.00 + 25.50', [['25.5%'], []]),
  },
  {
    name: 'no tax at all',
    expects: refused('RowWithoutTax'),
    build: (desk) => taxed(desk, '100.00 + 0.00', [[]]),
  },
  {
    name: 'two taxes on one row',
    expects: refused('RowWithSeveralTaxes'),
    build: (desk) => taxed(desk, '100.00 + 25.65', [['25.5%', 'fixed 0.15']]),
  },
  {
    name: 'a group tax of VAT and a recycling fee',
    expects: refused('TaxNotCarried'),
    build: (desk) => taxed(desk, '100.00 + 25.65', [['group']]),
  },
  {
    name: 'a fixed tax alone',
    expects: refused('TaxNotCarried'),
    build: (desk) => taxed(desk, '100.00 + 0.15', [['fixed 0.15']]),
  },
]);
