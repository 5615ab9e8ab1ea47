/**
 * Where in Odoo a person finds what stands in an element of a Netvisor message, in words. A row is named apart, by
 * its number and its name.
 */
import { inEach, LANGUAGES, phrase, said, type Texts } from './texts.ts';

/** In the order of {@link LANGUAGES}. */
type Words = readonly [en: string, fi: string, sv: string];

const SALES_INVOICE: Readonly<Record<string, Words>> = {
  salesinvoicenumber: ['the number of the invoice', 'laskun numero', 'fakturans nummer'],
  salesinvoicedate: ['the invoice date', 'laskun päivä', 'fakturadatum'],
  salesinvoiceeventdate: ['the accounting date', 'kirjauspäivä', 'bokföringsdatum'],
  salesinvoiceduedate: ['the due date', 'eräpäivä', 'förfallodatum'],
  salesinvoicedeliverydate: ['the delivery date', 'toimituspäivä', 'leveransdatum'],
  salesinvoicereferencenumber: ['the payment reference', 'maksuviite', 'betalningsreferensen'],
  salesinvoiceamount: ['the currency and its rate', 'valuutta ja sen kurssi', 'valutan och dess kurs'],
  salesinvoicestatus: [
    'the status in which invoices arrive (company form)',
    'tila, jossa laskut saapuvat (yrityksen lomake)',
    'statusen som fakturor kommer in med (företagets formulär)',
  ],
  salesinvoicefreetextbeforelines: [
    'the number of the credited invoice',
    'hyvitetyn laskun numero',
    'den krediterade fakturans nummer',
  ],
  salesinvoicefreetextafterlines: [
    'the terms and conditions below the rows',
    'rivien alla olevat ehdot',
    'villkoren under raderna',
  ],
  salesinvoiceourreference: [
    'the source document and the salesperson (tab Other Info)',
    'lähdeasiakirja ja myyjä (välilehti Muut tiedot)',
    'källdokumentet och säljaren (fliken Övrig information)',
  ],
  salesinvoiceyourreference: ['the customer reference', 'asiakkaan viite', 'kundens referens'],
  salesinvoiceprivatecomment: ["Silta's own mark", 'Siltan oma merkintä', 'Siltas egen märkning'],
  invoicingcustomeridentifier: ['the customer', 'asiakas', 'kunden'],
  deliveryaddressname: [
    'the name of the delivery address',
    'toimitusosoitteen nimi',
    'leveransadressens namn',
  ],
  deliveryaddressline: [
    'the street of the delivery address',
    'toimitusosoitteen katuosoite',
    'leveransadressens gata',
  ],
  deliveryaddresspostnumber: [
    'the postal code of the delivery address',
    'toimitusosoitteen postinumero',
    'leveransadressens postnummer',
  ],
  deliveryaddresstown: [
    'the city of the delivery address',
    'toimitusosoitteen kaupunki',
    'leveransadressens ort',
  ],
  deliveryaddresscountrycode: [
    'the country of the delivery address',
    'toimitusosoitteen maa',
    'leveransadressens land',
  ],
  deliveryterm: ['the incoterm', 'toimitusehto', 'leveransvillkoret'],
  paymenttermnetdays: ['the payment terms', 'maksuehto', 'betalningsvillkoren'],
  paymenttermcashdiscountdays: [
    'the days of the cash discount (payment terms)',
    'käteisalennuksen päivät (maksuehto)',
    'kassarabattens dagar (betalningsvillkoren)',
  ],
  paymenttermcashdiscount: [
    'the cash discount (payment terms)',
    'käteisalennus (maksuehto)',
    'kassarabatten (betalningsvillkoren)',
  ],
  expectpartialpayments: ['the payments of the invoice', 'laskun maksut', 'fakturans betalningar'],
  overriderateofoverdue: [
    'the penalty interest (company form)',
    'viivästyskorko (yrityksen lomake)',
    'dröjsmålsräntan (företagets formulär)',
  ],
  productidentifier: ['the product', 'tuote', 'produkten'],
  productname: ['the first line of the text', 'tekstin ensimmäinen rivi', 'textens första rad'],
  salesinvoiceproductlinefreetext: [
    'the text below its first line',
    'teksti ensimmäisen rivin alla',
    'texten under första raden',
  ],
  comment: ['the text', 'teksti', 'texten'],
  productunitprice: ['the price', 'hinta', 'priset'],
  productvatpercentage: ['the tax', 'vero', 'skatten'],
  salesinvoiceproductlinequantity: ['the quantity', 'määrä', 'antalet'],
  salesinvoiceproductlinediscountpercentage: ['the discount', 'alennus', 'rabatten'],
  salesinvoiceproductlinevatsum: ['the VAT', 'ALV', 'momsen'],
  salesinvoiceproductlinesum: ['the sum', 'summa', 'summan'],
  accountingaccountsuggestion: ['the account', 'tili', 'kontot'],
  dimensionname: ['the analytic plan', 'analyyttinen suunnitelma', 'den analytiska planen'],
  dimensionitem: ['the analytic account', 'analyyttinen tili', 'det analytiska kontot'],
  productunitname: ['the unit', 'yksikkö', 'enheten'],
  mimetype: ['the kind of the file', 'tiedoston laji', 'filens typ'],
  attachmentdescription: ['the name of the file', 'tiedoston nimi', 'filens namn'],
  filename: ['the name of the file', 'tiedoston nimi', 'filens namn'],
  documentdata: ['the file', 'tiedosto', 'filen'],
  printbydefault: ['the file', 'tiedosto', 'filen'],
};

const CUSTOMER: Readonly<Record<string, Words>> = {
  internalidentifier: ['the customer code', 'asiakaskoodi', 'kundkoden'],
  externalidentifier: [
    'the business id or tax id',
    'Y-tunnus tai ALV-tunniste',
    'FO-numret eller momsnumret',
  ],
  name: ['the name of the contact', 'yhteystiedon nimi', 'kontaktens namn'],
  streetaddress: ['the street', 'katuosoite', 'gatan'],
  additionaladdressline: ['the second line of the street', 'katuosoitteen toinen rivi', 'gatans andra rad'],
  city: ['the city', 'kaupunki', 'orten'],
  postnumber: ['the postal code', 'postinumero', 'postnumret'],
  country: ['the country', 'maa', 'landet'],
  phonenumber: ['the telephone number', 'puhelinnumero', 'telefonnumret'],
  email: ['the e-mail address', 'sähköpostiosoite', 'e-postadressen'],
  emailinvoicingaddress: ['the e-mail address', 'sähköpostiosoite', 'e-postadressen'],
  isactive: ['whether the contact is in use', 'onko yhteystieto käytössä', 'om kontakten är i bruk'],
  isprivatecustomer: [
    'whether the contact is a person or a company',
    'onko yhteystieto henkilö vai yritys',
    'om kontakten är en person eller ett företag',
  ],
  finvoiceaddress: ['the e-invoice address', 'verkkolaskuosoite', 'e-fakturaadressen'],
  finvoiceroutercode: ['the e-invoice operator', 'verkkolaskuoperaattori', 'e-fakturaoperatören'],
  invoicinglanguage: ['the language', 'kieli', 'språket'],
  defaultpaymentterm: ['the payment terms', 'maksuehto', 'betalningsvillkoren'],
};

const PRODUCT: Readonly<Record<string, Words>> = {
  productcode: ['the internal reference', 'sisäinen viite', 'den interna referensen'],
  productgroup: [
    "the product group (Silta's settings)",
    'tuoteryhmä (Siltan asetukset)',
    'produktgruppen (Siltas inställningar)',
  ],
  name: ['the name of the product', 'tuotteen nimi', 'produktens namn'],
  unitprice: ['the sales price', 'myyntihinta', 'försäljningspriset'],
  unit: ['the unit', 'yksikkö', 'enheten'],
  isactive: ['whether the product is in use', 'onko tuote käytössä', 'om produkten är i bruk'],
  issalesproduct: ['whether the product is sold', 'myydäänkö tuotetta', 'om produkten säljs'],
};

const SALES_PAYMENT: Readonly<Record<string, Words>> = {
  sum: ['the sum of the payment', 'maksun summa', 'betalningens summa'],
  paymentdate: ['the day of the payment', 'maksupäivä', 'betalningsdagen'],
  targetidentifier: ['the paid invoice', 'maksettu lasku', 'den betalda fakturan'],
  sourcename: ['the name of the payer', 'maksajan nimi', 'betalarens namn'],
  paymentmethod: [
    'the payment method (company form)',
    'maksutapa (yrityksen lomake)',
    'betalningssättet (företagets formulär)',
  ],
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  salesinvoice: SALES_INVOICE,
  customer: CUSTOMER,
  product: PRODUCT,
  salespayment: SALES_PAYMENT,
};

/** Elements of a resource that have words. */
export const namedFields = (resource: string): readonly string[] => Object.keys(FIELDS[resource] ?? {});

/** A place in a message, as the Netvisor client names it. */
export interface FieldPlace {
  /** `salesinvoice.nv` */
  readonly resource: string;
  /** Netvisor's element. */
  readonly field: string | undefined;
  /** `salesinvoice/invoicelines/invoiceline[2]/…/productname` */
  readonly path: string | undefined;
}

/** Words for a place; `rows` are those for each row of the message. What has no words keeps Netvisor's name. */
export function fieldName(
  { resource, field = '', path = '' }: FieldPlace,
  rows: readonly Texts[] = [],
): Texts {
  const words = FIELDS[resource.replace(/\.nv$/, '')]?.[field];
  const name = inEach((language) => words?.[LANGUAGES.indexOf(language)] ?? field);
  const index = /\/invoiceline\[(\d+)\]/.exec(path)?.[1];
  if (index === undefined) return name;
  const row = rows[Number(index) - 1] ?? phrase('line', { number: index });
  return inEach((language) => `${said(row, language)}: ${said(name, language)}`);
}
