/** Titles of the lines, and what all of them share. Words of verdicts and cures stand in the other files here. */
import type { Language } from '../texts.ts';
import {
  OWN_LINES,
  READ_MODELS,
  READ_RESOURCES,
  readLine,
  rightLine,
  WRITE_RESOURCES,
  type Area,
  type LineId,
  type OwnLine,
  type ReadResource,
  type WriteResource,
} from './lines.ts';
import type { Words } from './outcome.ts';

export const AREA_WORDS: Readonly<Record<Area, Words>> = {
  settings: { en: 'Settings', fi: 'Asetukset', sv: 'Inställningar' },
  netvisor: { en: 'Netvisor', fi: 'Netvisor', sv: 'Netvisor' },
  odoo: { en: 'Odoo', fi: 'Odoo', sv: 'Odoo' },
  books: { en: 'Bookkeeping', fi: 'Kirjanpito', sv: 'Bokföring' },
};

export const VERDICT_WORDS = {
  green: { en: 'In order', fi: 'Kunnossa', sv: 'I ordning' },
  red: { en: 'To be cured', fi: 'Korjattava', sv: 'Bör åtgärdas' },
  unknown: { en: 'Not provable', fi: 'Ei todettavissa', sv: 'Går inte att fastställa' },
} as const satisfies Record<string, Words>;

export const COMMON_WORDS = {
  because: {
    en: 'Not examined, because "{line}" is not in order.',
    fi: 'Ei tutkittu, koska "{line}" ei ole kunnossa.',
    sv: 'Inte undersökt, eftersom "{line}" inte är i ordning.',
  },
  notSeen: {
    en: 'Could not be examined ({code}). Test again later.',
    fi: 'Ei voitu tutkia ({code}). Testaa myöhemmin uudelleen.',
    sv: 'Kunde inte undersökas ({code}). Testa igen senare.',
  },
  summary: {
    en: '{green} in order, {red} to be cured, {unknown} not provable.',
    fi: 'Kunnossa {green}, korjattavia {red}, ei todettavissa {unknown}.',
    sv: '{green} i ordning, {red} att åtgärda, {unknown} som inte går att fastställa.',
  },
  line: { en: 'What', fi: 'Kohta', sv: 'Punkt' },
  finding: { en: 'Finding', fi: 'Havainto', sv: 'Resultat' },
  cure: { en: 'Cure', fi: 'Korjaus', sv: 'Åtgärd' },
  everything: { en: 'All lines', fi: 'Kaikki kohdat', sv: 'Alla punkter' },
} as const satisfies Record<string, Words>;

/** What Silta does with a resource of Netvisor. */
const RESOURCE_WORDS: Readonly<Record<ReadResource | WriteResource, Words>> = {
  'salesinvoicelist.nv': {
    en: 'find sent invoices',
    fi: 'lähetettyjen laskujen haku',
    sv: 'söka skickade fakturor',
  },
  'getsalesinvoice.nv': {
    en: 'compare sent invoices',
    fi: 'lähetettyjen laskujen vertailu',
    sv: 'jämföra skickade fakturor',
  },
  'customerlist.nv': { en: 'find customers', fi: 'asiakkaiden haku', sv: 'söka kunder' },
  'getcustomer.nv': {
    en: 'compare customer cards',
    fi: 'asiakaskorttien vertailu',
    sv: 'jämföra kundkort',
  },
  'getproduct.nv': { en: 'find products', fi: 'tuotteiden haku', sv: 'söka produkter' },
  'salespaymentlist.nv': { en: 'find payments', fi: 'suoritusten haku', sv: 'söka betalningar' },
  'accountlist.nv': { en: 'check accounts', fi: 'tilien tarkistus', sv: 'kontrollera konton' },
  'dimensionlist.nv': {
    en: 'check dimensions',
    fi: 'laskentakohteiden tarkistus',
    sv: 'kontrollera dimensioner',
  },
  'accountingperiodlist.nv': {
    en: 'see locked periods',
    fi: 'lukittujen kausien haku',
    sv: 'se låsta perioder',
  },
  'paymenttermlist.nv': {
    en: 'payment terms of new customers',
    fi: 'uusien asiakkaiden maksuehdot',
    sv: 'betalningsvillkor för nya kunder',
  },
  'salesinvoice.nv': { en: 'send invoices', fi: 'laskujen lähetys', sv: 'skicka fakturor' },
  'customer.nv': { en: 'create customers', fi: 'asiakkaiden luonti', sv: 'skapa kunder' },
  'product.nv': { en: 'create products', fi: 'tuotteiden luonti', sv: 'skapa produkter' },
  'matchcreditnote.nv': {
    en: 'match credit notes',
    fi: 'hyvityslaskujen kohdistus',
    sv: 'matcha kreditfakturor',
  },
  'salespayment.nv': {
    en: 'send payments of paid invoices',
    fi: 'maksettujen laskujen suoritukset',
    sv: 'skicka betalningar av betalda fakturor',
  },
};

const OWN_TITLES: Readonly<Record<OwnLine, Words>> = {
  settings: { en: 'Settings', fi: 'Asetukset', sv: 'Inställningar' },
  temporal: { en: 'Temporal', fi: 'Temporal', sv: 'Temporal' },
  'netvisor.reached': { en: 'Netvisor answers', fi: 'Netvisor vastaa', sv: 'Netvisor svarar' },
  'netvisor.keys': {
    en: 'Netvisor accepts keys and signature',
    fi: 'Netvisor hyväksyy avaimet ja allekirjoituksen',
    sv: 'Netvisor godkänner nycklar och signatur',
  },
  'netvisor.clock': {
    en: 'Clocks agree with Netvisor',
    fi: 'Kello on samassa ajassa kuin Netvisor',
    sv: 'Klockan går som Netvisors',
  },
  'odoo.reached': { en: 'Odoo answers', fi: 'Odoo vastaa', sv: 'Odoo svarar' },
  'odoo.key': { en: 'Odoo accepts the key', fi: 'Odoo hyväksyy avaimen', sv: 'Odoo godkänner nyckeln' },
  'odoo.key-expiry': {
    en: 'Validity of the Odoo key',
    fi: 'Odoo-avaimen voimassaolo',
    sv: 'Odoonyckelns giltighet',
  },
  'odoo.version': { en: 'Version of Odoo', fi: 'Odoon versio', sv: 'Odoos version' },
  'odoo.modules': { en: 'Modules of Odoo', fi: 'Odoon moduulit', sv: 'Odoos moduler' },
  'odoo.languages': { en: 'Languages of Odoo', fi: 'Odoon kielet', sv: 'Odoos språk' },
  'odoo.fields': {
    en: 'Fields of Silta in Odoo',
    fi: 'Siltan kentät Odoossa',
    sv: 'Siltas fält i Odoo',
  },
  'odoo.action': {
    en: 'Silta may run its action in Odoo',
    fi: 'Silta saa ajaa toimintonsa Odoossa',
    sv: 'Silta får köra sin åtgärd i Odoo',
  },
  'odoo.pin': {
    en: 'This database belongs to this Netvisor',
    fi: 'Tietokanta kuuluu tähän Netvisoriin',
    sv: 'Databasen hör till detta Netvisor',
  },
  'odoo.excess-rights': {
    en: 'Silta’s user in Odoo has no rights that it does not need',
    fi: 'Siltan käyttäjällä Odoossa ei ole tarpeettomia oikeuksia',
    sv: 'Siltas användare i Odoo har inga onödiga rättigheter',
  },
  'books.company': {
    en: 'Country and currency of the company',
    fi: 'Yrityksen maa ja valuutta',
    sv: 'Företagets land och valuta',
  },
  'books.number-ranges': {
    en: 'Number ranges stay apart',
    fi: 'Numerosarjat pysyvät erillään',
    sv: 'Nummerserierna går inte ihop',
  },
  'books.netvisor-numbers': {
    en: 'Netvisor’s own numbers stay apart',
    fi: 'Netvisorin omat numerot pysyvät erillään',
    sv: 'Netvisors egna nummer går inte ihop med dem',
  },
  'books.references': {
    en: 'Each invoice gets a reference number of its own',
    fi: 'Jokainen lasku saa oman viitenumeron',
    sv: 'Varje faktura får ett eget referensnummer',
  },
  'books.journals': {
    en: 'Every sales journal has a number rule',
    fi: 'Jokaisella myyntipäiväkirjalla on numerosääntö',
    sv: 'Varje försäljningsjournal har en nummerregel',
  },
  'books.tax-rounding': { en: 'Rounding of VAT', fi: 'ALV:n pyöristys', sv: 'Avrundning av moms' },
  'books.in-payment': {
    en: 'Paid invoices become Paid',
    fi: 'Maksetut laskut saavat tilan Maksettu',
    sv: 'Betalda fakturor får statusen Betald',
  },
  'books.taxes-without-code': {
    en: 'Taxes in use have a Netvisor VAT code',
    fi: 'Käytössä olevilla veroilla on Netvisorin ALV-koodi',
    sv: 'Skatter i bruk har en momskod i Netvisor',
  },
  'books.vat-codes': {
    en: 'VAT codes fit their taxes',
    fi: 'ALV-koodit sopivat veroihin',
    sv: 'Momskoderna passar skatterna',
  },
  'books.accounts': {
    en: 'Netvisor has the income accounts in use',
    fi: 'Netvisorissa on käytetyt tulotilit',
    sv: 'Netvisor har de intäktskonton som används',
  },
  'books.general-product': { en: 'General product', fi: 'Yleistuote', sv: 'Allmän produkt' },
};

interface Line {
  readonly id: LineId;
  readonly area: Area;
  readonly title: Words;
}

const inAll = (text: (language: Language) => string): Words => ({
  en: text('en'),
  fi: text('fi'),
  sv: text('sv'),
});

const own = (area: Area): readonly Line[] =>
  OWN_LINES[area].map((id: OwnLine) => ({ id, area, title: OWN_TITLES[id] }));

const READ: Words = { en: 'Odoo: read', fi: 'Odoo: luku', sv: 'Odoo: läsa' };

/** Every line in the order of the report. */
export const LINES: readonly Line[] = [
  ...own('settings'),
  ...own('netvisor'),
  ...[...READ_RESOURCES, ...WRITE_RESOURCES].map((resource) => ({
    id: rightLine(resource),
    area: 'netvisor' as const,
    title: inAll((language) => `Netvisor: ${resource} (${RESOURCE_WORDS[resource][language]})`),
  })),
  ...own('odoo'),
  ...READ_MODELS.map((model) => ({
    id: readLine(model),
    area: 'odoo' as const,
    title: inAll((language) => `${READ[language]} ${model}`),
  })),
  ...own('books'),
];
