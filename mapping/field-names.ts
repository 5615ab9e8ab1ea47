import type { Language } from './texts.ts';

type Words = Readonly<Record<Language, string>>;

const NOTE: Words = {
  en: 'the note below the rows (Terms and Conditions)',
  fi: 'huomautus rivien alla (ehdot)',
  sv: 'anteckningen under raderna (villkor)',
};
const ROW_TEXT: Words = {
  en: 'the text of a row after its first line',
  fi: 'rivin teksti ensimmäisen rivinvaihdon jälkeen',
  sv: 'texten på en rad efter dess första radbyte',
};
const STREET: Words = { en: 'street', fi: 'katuosoite', sv: 'gatuadress' };
const ZIP: Words = { en: 'ZIP', fi: 'postinumero', sv: 'postnummer' };
const CITY: Words = { en: 'city', fi: 'kaupunki', sv: 'ort' };
const EMAIL: Words = { en: 'e-mail', fi: 'sähköposti', sv: 'e-post' };

/** What people see in Odoo for elements of Netvisor's messages whose content people write. */
const NAMES: Readonly<Record<string, Words>> = {
  salesinvoicefreetextafterlines: NOTE,
  salesinvoiceourreference: {
    en: 'origin and salesperson',
    fi: 'lähde ja myyjä',
    sv: 'källa och säljare',
  },
  salesinvoiceyourreference: {
    en: 'customer reference',
    fi: 'asiakkaan viite',
    sv: 'kundens referens',
  },
  productname: {
    en: 'the first line of a row',
    fi: 'rivin ensimmäinen tekstirivi',
    sv: 'första textraden på en rad',
  },
  salesinvoiceproductlinefreetext: ROW_TEXT,
  comment: { en: 'a section or note', fi: 'otsikko tai huomautus', sv: 'ett avsnitt eller en anteckning' },
  productunitname: { en: 'unit', fi: 'yksikkö', sv: 'enhet' },
  deliveryaddressname: {
    en: 'name of the delivery address',
    fi: 'toimitusosoitteen nimi',
    sv: 'leveransadressens namn',
  },
  deliveryaddressline: {
    en: 'street of the delivery address',
    fi: 'toimitusosoitteen katu',
    sv: 'leveransadressens gata',
  },
  deliveryaddresspostnumber: {
    en: 'ZIP of the delivery address',
    fi: 'toimitusosoitteen postinumero',
    sv: 'leveransadressens postnummer',
  },
  deliveryaddresstown: {
    en: 'city of the delivery address',
    fi: 'toimitusosoitteen kaupunki',
    sv: 'leveransadressens ort',
  },
  name: { en: 'name', fi: 'nimi', sv: 'namn' },
  streetaddress: STREET,
  additionaladdressline: {
    en: 'second line of the street',
    fi: 'katuosoitteen toinen rivi',
    sv: 'gatuadressens andra rad',
  },
  postnumber: ZIP,
  city: CITY,
  email: EMAIL,
  emailinvoicingaddress: EMAIL,
  phonenumber: { en: 'phone', fi: 'puhelin', sv: 'telefon' },
  externalidentifier: { en: 'company id or VAT number', fi: 'Y- tai ALV-tunnus', sv: 'FO- eller momsnummer' },
  productcode: { en: 'internal reference', fi: 'sisäinen viite', sv: 'intern referens' },
  unit: { en: 'unit', fi: 'yksikkö', sv: 'enhet' },
};

/** An element of a message in the reader's words; its own name where people never write what it holds. */
export const fieldName = (element: string, language: Language): string =>
  NAMES[element]?.[language] ?? element;
