/** Words of the reports that people see on the invoice: preview, and what Netvisor holds. */
import type { SalesInvoiceStatus } from '../netvisor/sales-invoice-replies.ts';
import type { Texts } from './texts.ts';

export const REPORT_WORDS = {
  blocked: {
    en: 'It would be refused, because:',
    fi: 'Lasku hylättäisiin, koska:',
    sv: 'Den skulle avvisas, eftersom:',
  },
  clear: {
    en: 'Nothing is in the way. Nothing has been sent.',
    fi: 'Lähetykselle ei ole esteitä. Mitään ei ole lähetetty.',
    sv: 'Inget är i vägen. Inget har skickats.',
  },
  creates: {
    en: 'Made in Netvisor on the way: {what}',
    fi: 'Luodaan Netvisoriin samalla: {what}',
    sv: 'Skapas samtidigt i Netvisor: {what}',
  },
  customer: { en: 'customer {name}', fi: 'asiakas {name}', sv: 'kunden {name}' },
  product: { en: 'product {name}', fi: 'tuote {name}', sv: 'produkten {name}' },
  row: { en: 'Row', fi: 'Rivi', sv: 'Rad' },
  quantity: { en: 'Quantity', fi: 'Määrä', sv: 'Antal' },
  price: { en: 'Price', fi: 'Hinta', sv: 'Pris' },
  vat: { en: 'VAT', fi: 'ALV', sv: 'Moms' },
  odoo: { en: 'Odoo', fi: 'Odoo', sv: 'Odoo' },
  netvisor: { en: 'Netvisor', fi: 'Netvisor', sv: 'Netvisor' },
  field: { en: 'Field', fi: 'Kenttä', sv: 'Fält' },
  dimensions: { en: 'Dimensions', fi: 'Laskentakohteet', sv: 'Dimensioner' },
  total: { en: 'Total', fi: 'Yhteensä', sv: 'Totalt' },
  message: { en: 'The exact message', fi: 'Sanoma sellaisenaan', sv: 'Meddelandet ordagrant' },
  holds: {
    en: 'Netvisor holds it as invoice {number}: {status}, sum {sum}, open {open}.',
    fi: 'Netvisorissa laskuna {number}: {status}, summa {sum}, avoinna {open}.',
    sv: 'I Netvisor som faktura {number}: {status}, summa {sum}, öppet {open}.',
  },
  gone: {
    en: 'Netvisor no longer has it.',
    fi: 'Laskua ei enää ole Netvisorissa.',
    sv: 'Den finns inte längre i Netvisor.',
  },
  same: {
    en: 'Netvisor holds what Odoo says. There is nothing to send again.',
    fi: 'Netvisorissa on sama kuin Odoossa. Uudelleen lähetettävää ei ole.',
    sv: 'Netvisor har det som Odoo säger. Det finns inget att skicka på nytt.',
  },
  differs: { en: 'What differs:', fi: 'Erot:', sv: 'Skillnader:' },
  mayEdit: {
    en: 'Press "Edit in Netvisor", and Netvisor gets what Odoo says now. Nothing has been changed yet.',
    fi: 'Paina "Muuta Netvisorissa", niin Netvisoriin viedään Odoon tiedot. Mitään ei ole vielä muutettu.',
    sv: 'Tryck på "Ändra i Netvisor", så får Netvisor det som Odoo säger nu. Inget har ändrats ännu.',
  },
  payments: {
    en: 'Payments in Netvisor: {sum}.',
    fi: 'Maksuja Netvisorissa: {sum}.',
    sv: 'Betalningar i Netvisor: {sum}.',
  },
  credit: {
    en: 'The way out: a credit note for this invoice ("Credit Note"), and a new invoice.',
    fi: 'Ratkaisu: hyvitä tämä lasku ("Hyvityslasku") ja tee uusi lasku.',
    sv: 'Utvägen: en kreditfaktura för den här fakturan ("Kreditfaktura") och en ny faktura.',
  },
} as const satisfies Record<string, Texts>;

/** Netvisor's statuses as its own screens name them. */
export const STATUS_WORDS: Readonly<Record<SalesInvoiceStatus, Texts>> = {
  open: { en: 'open', fi: 'avoin', sv: 'öppen' },
  paid: { en: 'paid', fi: 'maksettu', sv: 'betald' },
  unsent: { en: 'unsent', fi: 'lähettämättä', sv: 'oskickad' },
  overdue: { en: 'overdue', fi: 'erääntynyt', sv: 'förfallen' },
  reminded: { en: 'reminded', fi: 'muistutettu', sv: 'påmind' },
  requested: { en: 'demanded', fi: 'maksuvaatimus lähetetty', sv: 'krävd' },
  collected: { en: 'in collection', fi: 'perinnässä', sv: 'i indrivning' },
  creditloss: { en: 'credit loss', fi: 'luottotappio', sv: 'kreditförlust' },
  rejected: { en: 'refused by the recipient', fi: 'vastaanottajan hylkäämä', sv: 'avvisad av mottagaren' },
  archived: { en: 'archived', fi: 'arkistoitu', sv: 'arkiverad' },
  undelivered: { en: 'not delivered', fi: 'toimittamatta', sv: 'olevererad' },
  delivered: { en: 'delivered', fi: 'toimitettu', sv: 'levererad' },
  billed: { en: 'billed', fi: 'laskutettu', sv: 'fakturerad' },
  draft: { en: 'draft', fi: 'luonnos', sv: 'utkast' },
  other: { en: 'another status', fi: 'muu tila', sv: 'annan status' },
};
