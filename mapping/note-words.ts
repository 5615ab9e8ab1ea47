/** Sentences and parts of sentences besides the reasons: notes in the chatter, names of places. */
import type { Texts } from './texts.ts';

export const NOTE_WORDS = {
  task: {
    en: 'Netvisor: this needs you',
    fi: 'Netvisor: tämä vaatii sinua',
    sv: 'Netvisor: det här behöver dig',
  },
  sent: {
    en: 'In Netvisor: invoice number {number}, Netvisor key {key}.',
    fi: 'Netvisorissa: laskunumero {number}, Netvisor-avain {key}.',
    sv: 'I Netvisor: fakturanummer {number}, Netvisor-nyckel {key}.',
  },
  attention: {
    en: 'Not sent to Netvisor. {why}',
    fi: 'Ei lähetetty Netvisoriin. {why}',
    sv: 'Inte skickad till Netvisor. {why}',
  },
  unfinished: {
    en: 'In Netvisor, but something is left to do. {why}',
    fi: 'Netvisorissa, mutta jotain on vielä tehtävä. {why}',
    sv: 'I Netvisor, men något återstår att göra. {why}',
  },
  matched: {
    en: 'Matched in Netvisor to {to}.',
    fi: 'Kohdistettu Netvisorissa: {to}.',
    sv: 'Matchad i Netvisor mot {to}.',
  },
  notMatched: {
    en: 'Nothing to match in Netvisor: {to} has no open sum there. The credit note stays open.',
    fi: 'Netvisorissa ei ole kohdistettavaa: {to} on siellä ilman avointa summaa. Hyvityslasku jää avoimeksi.',
    sv: 'Inget att matcha i Netvisor: {to} har ingen öppen summa där. Kreditfakturan förblir öppen.',
  },
  originalOnItsWay: {
    en: 'The credit note is in Netvisor and waits for the invoice {to}, which is not there yet. See that invoice; the rest goes by itself.',
    fi: 'Hyvityslasku on Netvisorissa ja odottaa laskua {to}, joka ei ole vielä siellä. Katso kyseistä laskua; muu tapahtuu itsestään.',
    sv: 'Kreditfakturan finns i Netvisor och väntar på fakturan {to}, som ännu inte finns där. Se den fakturan; resten sker av sig självt.',
  },
  paid: {
    en: 'Payments sent to Netvisor with the invoice: {count}.',
    fi: 'Laskun mukana Netvisoriin lähetetyt maksut: {count}.',
    sv: 'Betalningar som skickats till Netvisor med fakturan: {count}.',
  },
  ignored: {
    en: 'Left out of Netvisor by a person (reason code {code}).',
    fi: 'Jätetty pois Netvisorista henkilön päätöksellä (syykoodi {code}).',
    sv: 'Lämnad utanför Netvisor av en person (orsakskod {code}).',
  },
  kept: {
    en: 'Left in Netvisor as it is, by a person (reason code {code}).',
    fi: 'Jätetty Netvisoriin sellaisenaan henkilön päätöksellä (syykoodi {code}).',
    sv: 'Lämnad i Netvisor som den är, av en person (orsakskod {code}).',
  },
  keptUnpaid: {
    en: 'Left in Netvisor as it is, by a person (reason code {code}). Silta does not send its payments any more.',
    fi: 'Jätetty Netvisoriin sellaisenaan henkilön päätöksellä (syykoodi {code}). Silta ei enää lähetä sen maksuja.',
    sv: 'Lämnad i Netvisor som den är, av en person (orsakskod {code}). Silta skickar inte dess betalningar längre.',
  },
  keptUnmatched: {
    en: 'Left in Netvisor as it is, by a person (reason code {code}). Silta does not match it any more.',
    fi: 'Jätetty Netvisoriin sellaisenaan henkilön päätöksellä (syykoodi {code}). Silta ei enää kohdista sitä.',
    sv: 'Lämnad i Netvisor som den är, av en person (orsakskod {code}). Silta matchar den inte längre.',
  },
  note: { en: 'Text row "{name}"', fi: 'Tekstirivi "{name}"', sv: 'Textrad "{name}"' },
  line: { en: 'Row {number}', fi: 'Rivi {number}', sv: 'Rad {number}' },
  row: { en: 'Row {number} ("{name}")', fi: 'Rivi {number} ("{name}")', sv: 'Rad {number} ("{name}")' },
  sums: {
    en: '{code}: Odoo {odoo}, Netvisor {netvisor}',
    fi: '{code}: Odoo {odoo}, Netvisor {netvisor}',
    sv: '{code}: Odoo {odoo}, Netvisor {netvisor}',
  },
  filesLeftOut: {
    en: 'Files that Netvisor cannot hold were not sent along: {files}. It takes PDF, images, text and old Office files up to {megabytes} MB, with plain names.',
    fi: 'Näitä tiedostoja ei lähetetty mukana, koska Netvisor ei voi ottaa niitä: {files}. Sille käyvät PDF-, kuva-, teksti- ja vanhat Office-tiedostot, enintään {megabytes} Mt, tavallisin nimin.',
    sv: 'Filer som Netvisor inte kan ta emot skickades inte med: {files}. Det tar PDF, bilder, text och äldre Office-filer upp till {megabytes} MB, med vanliga namn.',
  },
  filesRefused: {
    en: 'Netvisor refused the invoice with its files. It is sent without them; its own words follow.',
    fi: 'Netvisor hylkäsi laskun liitteineen. Lasku lähetetään ilman niitä; Netvisorin omat sanat seuraavat.',
    sv: 'Netvisor avvisade fakturan med dess filer. Den skickas utan dem; Netvisors egna ord följer.',
  },
  numberOfRows: { en: 'the number of rows', fi: 'rivien määrä', sv: 'antalet rader' },
  total: { en: 'total', fi: 'yhteensä', sv: 'totalt' },
  credited: {
    en: 'Credit note for invoice {number}',
    fi: 'Hyvityslasku laskulle {number}',
    sv: 'Kreditfaktura för faktura {number}',
  },
  cardDiffers: {
    en: 'Linked to the customer {customer} that Netvisor had already. Its card there says other things than this contact. Silta leaves the card as it is, and Netvisor delivers invoices by it: correct whichever is wrong.',
    fi: 'Liitetty asiakkaaseen {customer}, joka Netvisorissa oli jo. Sen asiakaskortti poikkeaa tästä yhteystiedosta. Silta ei muuta korttia, ja Netvisor toimittaa laskut sen mukaan: korjaa se, kumpi on väärin.',
    sv: 'Kopplad till kunden {customer} som redan fanns i Netvisor. Kundkortet där avviker från den här kontakten. Silta ändrar inte kortet, och Netvisor levererar fakturor enligt det: rätta den uppgift som är fel.',
  },
  cardName: {
    en: 'Name: Odoo {odoo}; Netvisor {netvisor}',
    fi: 'Nimi: Odoo {odoo}; Netvisor {netvisor}',
    sv: 'Namn: Odoo {odoo}; Netvisor {netvisor}',
  },
  cardId: {
    en: 'Business or VAT id: Odoo {odoo}; Netvisor {netvisor}',
    fi: 'Y-tunnus tai ALV-tunniste: Odoo {odoo}; Netvisor {netvisor}',
    sv: 'FO-nummer eller momsnummer: Odoo {odoo}; Netvisor {netvisor}',
  },
  cardAddress: {
    en: 'Address: Odoo {odoo}; Netvisor {netvisor}',
    fi: 'Osoite: Odoo {odoo}; Netvisor {netvisor}',
    sv: 'Adress: Odoo {odoo}; Netvisor {netvisor}',
  },
  cardEMail: {
    en: 'E-mail: Odoo {odoo}; Netvisor {netvisor}',
    fi: 'Sähköposti: Odoo {odoo}; Netvisor {netvisor}',
    sv: 'E-post: Odoo {odoo}; Netvisor {netvisor}',
  },
  cardEInvoice: {
    en: 'E-invoice address / operator: Odoo {odoo}; Netvisor {netvisor}',
    fi: 'Verkkolaskuosoite / välittäjä: Odoo {odoo}; Netvisor {netvisor}',
    sv: 'E-fakturaadress / operatör: Odoo {odoo}; Netvisor {netvisor}',
  },
  cardInactive: {
    en: 'The customer is not active in Netvisor.',
    fi: 'Asiakas ei ole aktiivinen Netvisorissa.',
    sv: 'Kunden är inte aktiv i Netvisor.',
  },
  operatorMissing: {
    en: 'The new customer in Netvisor has no e-invoice address: the contact has the address {address}, but no operator (field "E-invoice operator"). If the customer takes e-invoices, fill in both on the customer card in Netvisor.',
    fi: 'Netvisorin uudella asiakkaalla ei ole verkkolaskuosoitetta: yhteystiedolla on osoite {address}, mutta ei välittäjää (kenttä "E-invoice operator"). Jos asiakas ottaa vastaan verkkolaskuja, täytä molemmat Netvisorin asiakaskortille.',
    sv: 'Den nya kunden i Netvisor har ingen e-fakturaadress: kontakten har adressen {address}, men ingen operatör (fältet "E-invoice operator"). Om kunden tar emot e-fakturor, fyll i båda på kundkortet i Netvisor.',
  },
  eInvoiceAddressMissing: {
    en: 'The new customer in Netvisor has no e-invoice address: the contact has the operator {operator}, but no address (Peppol e-address and endpoint). If the customer takes e-invoices, fill in both on the customer card in Netvisor.',
    fi: 'Netvisorin uudella asiakkaalla ei ole verkkolaskuosoitetta: yhteystiedolla on välittäjä {operator}, mutta ei osoitetta (Peppol-osoite). Jos asiakas ottaa vastaan verkkolaskuja, täytä molemmat Netvisorin asiakaskortille.',
    sv: 'Den nya kunden i Netvisor har ingen e-fakturaadress: kontakten har operatören {operator}, men ingen adress (Peppol-adress). Om kunden tar emot e-fakturor, fyll i båda på kundkortet i Netvisor.',
  },
  eInvoiceAddressForeign: {
    en: 'The e-invoice address {address} did not go to Netvisor, which holds Finnish addresses only.',
    fi: 'Verkkolaskuosoitetta {address} ei viety Netvisoriin, joka tuntee vain suomalaiset osoitteet.',
    sv: 'E-fakturaadressen {address} fördes inte till Netvisor, som bara har finländska adresser.',
  },
  personalIdWithheld: {
    en: 'The personal identity code on this contact did not go to Netvisor. Take it off the field for company ids.',
    fi: 'Yhteystiedon henkilötunnusta ei viety Netvisoriin. Poista se yritystunnuksen kentästä.',
    sv: 'Personbeteckningen på kontakten fördes inte till Netvisor. Ta bort den från fältet för företags-id.',
  },
  text: {
    en: '{field} ({actual} characters, at most {limit})',
    fi: '{field} ({actual} merkkiä, enintään {limit})',
    sv: '{field} ({actual} tecken, högst {limit})',
  },
} as const satisfies Record<string, Texts>;
