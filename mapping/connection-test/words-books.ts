import type { Words } from './outcome.ts';

export const BOOKS_WORDS = {
  company: { en: 'Finland, euro.', fi: 'Suomi, euro.', sv: 'Finland, euro.' },
  otherCompany: {
    en: 'The company books by the rules of {country} in {currency}; Netvisor books Finnish VAT in euros.',
    fi: 'Yritys kirjaa maan {country} säännöin valuutassa {currency}; Netvisor kirjaa Suomen ALV:n euroina.',
    sv: 'Företaget bokför enligt reglerna i {country} i {currency}; Netvisor bokför finsk moms i euro.',
  },
  companyCure: {
    en: 'In Odoo: Settings → Users & Companies → Companies: country Finland, currency EUR; Accounting → Configuration → Settings → Fiscal Country. Or name the right company in silta.yaml (odoo.company).',
    fi: 'Odoossa: Asetukset → Käyttäjät ja yritykset → Yritykset: maa Suomi, valuutta EUR; Kirjanpito → Asetukset → Asetukset → Verotusmaa. Tai nimeä oikea yritys tiedostossa silta.yaml (odoo.company).',
    sv: 'I Odoo: Inställningar → Användare och företag → Företag: land Finland, valuta EUR; Bokföring → Konfiguration → Inställningar → Skatteland. Eller ange rätt företag i silta.yaml (odoo.company).',
  },
  netvisorNumbers: {
    en: 'Netvisor numbers the invoices itself.',
    fi: 'Netvisor numeroi laskut itse.',
    sv: 'Netvisor numrerar fakturorna själv.',
  },
  rangesApart: {
    en: 'No two journals can give one number in Netvisor.',
    fi: 'Kaksi päiväkirjaa ei voi antaa samaa numeroa Netvisoriin.',
    sv: 'Två journaler kan inte ge samma nummer i Netvisor.',
  },
  rangesMeet: {
    en: 'These can give one number in Netvisor: {ranges}.',
    fi: 'Nämä voivat antaa saman numeron Netvisoriin: {ranges}.',
    sv: 'Dessa kan ge samma nummer i Netvisor: {ranges}.',
  },
  rangesMeetCure: {
    en: 'For the operator of Silta: give each another prefix in silta.yaml (invoices.journals.<code>.numberPrefix, creditNotePrefix), before the first document is sent.',
    fi: 'Siltan ylläpitäjälle: anna kullekin oma etuliite tiedostossa silta.yaml (invoices.journals.<koodi>.numberPrefix, creditNotePrefix) ennen ensimmäistä lähetystä.',
    sv: 'För Siltas operatör: ge var och en ett eget prefix i silta.yaml (invoices.journals.<kod>.numberPrefix, creditNotePrefix) innan det första dokumentet skickas.',
  },
  rangesUnusable: {
    en: 'Numbers of these cannot be numbers in Netvisor, which takes 1 to 15 digits without a zero in front: {ranges}.',
    fi: 'Näiden numerot eivät kelpaa Netvisoriin, joka ottaa 1–15 numeroa ilman etunollaa: {ranges}.',
    sv: 'Nummer från dessa duger inte i Netvisor, som tar 1–15 siffror utan inledande nolla: {ranges}.',
  },
  rangesUnusableCure: {
    en: 'For the operator of Silta: set a prefix in silta.yaml (invoices.journals.<code>). Or in Odoo: give the journal’s next invoice a number with the year in it (INV/2026/00001).',
    fi: 'Siltan ylläpitäjälle: aseta etuliite tiedostossa silta.yaml (invoices.journals.<koodi>). Tai Odoossa: anna päiväkirjan seuraavalle laskulle numero, jossa on vuosi (INV/2026/00001).',
    sv: 'För Siltas operatör: ange ett prefix i silta.yaml (invoices.journals.<kod>). Eller i Odoo: ge journalens nästa faktura ett nummer med årtalet i (INV/2026/00001).',
  },
  numbersApart: {
    en: 'Netvisor’s own invoices of the last weeks lie outside (for example {example}).',
    fi: 'Netvisorin omat laskut viime viikoilta ovat niiden ulkopuolella (esimerkiksi {example}).',
    sv: 'Netvisors egna fakturor från de senaste veckorna ligger utanför (till exempel {example}).',
  },
  noForeignNumbers: {
    en: 'Netvisor has no invoice of its own from the last weeks, so its numbers cannot be seen.',
    fi: 'Netvisorissa ei ole omia laskuja viime viikoilta, joten sen numeroita ei näe.',
    sv: 'Netvisor har ingen egen faktura från de senaste veckorna, så dess nummer syns inte.',
  },
  numbersClash: {
    en: 'Netvisor has an invoice {number} that is not Silta’s, among the numbers of {ranges}: one day both give the same.',
    fi: 'Netvisorissa on lasku {number}, joka ei ole Siltan, sarjan {ranges} joukossa: jonain päivänä numerot osuvat yhteen.',
    sv: 'Netvisor har en faktura {number} som inte är Siltas, bland numren för {ranges}: en dag ger båda samma.',
  },
  numbersClashCure: {
    en: 'In Netvisor: Sales → Settings → basic information of invoicing → next invoice number: set it outside. Or for the operator of Silta: another prefix in silta.yaml (invoices.journals).',
    fi: 'Netvisorissa: Myynti → Asetukset → Laskutuksen perustiedot → seuraava laskunumero: aseta se sarjan ulkopuolelle. Tai Siltan ylläpitäjälle: toinen etuliite tiedostossa silta.yaml (invoices.journals).',
    sv: 'I Netvisor: Försäljning → Inställningar → faktureringens grunduppgifter → nästa fakturanummer: ange ett utanför. Eller för Siltas operatör: ett annat prefix i silta.yaml (invoices.journals).',
  },
  referencesApart: {
    en: 'No two sales journals can give one reference number.',
    fi: 'Kaksi myyntipäiväkirjaa ei voi antaa samaa viitenumeroa.',
    sv: 'Två försäljningsjournaler kan inte ge samma referensnummer.',
  },
  referencesCollide: {
    en: 'These journals can give two invoices one reference number, since it is made of the digits alone: {journals}. Payments could not be told apart.',
    fi: 'Nämä päiväkirjat voivat antaa kahdelle laskulle saman viitenumeron, koska se muodostuu pelkistä numeroista: {journals}. Maksuja ei voisi erottaa.',
    sv: 'Dessa journaler kan ge två fakturor samma referensnummer, eftersom det bildas av siffrorna ensamma: {journals}. Betalningar kunde inte skiljas åt.',
  },
  referencesCure: {
    en: 'In Odoo: give the next invoice of one of the journals a number with a digit of its own, for example WEB1/2026/00001 instead of WEB/2026/00001 (open the draft, write over its number, confirm); the later ones follow.',
    fi: 'Odoossa: anna toisen päiväkirjan seuraavalle laskulle numero, jossa on oma numeromerkki, esimerkiksi WEB1/2026/00001 eikä WEB/2026/00001 (avaa luonnos, kirjoita numero, vahvista); seuraavat jatkavat siitä.',
    sv: 'I Odoo: ge nästa faktura i en av journalerna ett nummer med en egen siffra, till exempel WEB1/2026/00001 i stället för WEB/2026/00001 (öppna utkastet, skriv över numret, bekräfta); de senare följer.',
  },
  journalsReady: {
    en: 'Set up for Netvisor: {journals}.',
    fi: 'Käytössä Netvisoriin: {journals}.',
    sv: 'Inställda för Netvisor: {journals}.',
  },
  journalsWithout: {
    en: 'Invoices of these sales journals are refused, because they have no number rule: {journals}.',
    fi: 'Näiden myyntipäiväkirjojen laskut hylätään, koska niillä ei ole numerosääntöä: {journals}.',
    sv: 'Fakturor i dessa försäljningsjournaler nekas, eftersom de saknar nummerregel: {journals}.',
  },
  journalsWithoutCure: {
    en: 'For the operator of Silta: add them in silta.yaml (invoices.journals). A journal that is not used: in Odoo, Accounting → Configuration → Journals → Archive.',
    fi: 'Siltan ylläpitäjälle: lisää ne tiedostoon silta.yaml (invoices.journals). Käyttämätön päiväkirja: Odoossa Kirjanpito → Asetukset → Päiväkirjat → Arkistoi.',
    sv: 'För Siltas operatör: lägg till dem i silta.yaml (invoices.journals). En journal som inte används: i Odoo, Bokföring → Konfiguration → Journaler → Arkivera.',
  },
  journalsGone: {
    en: 'The settings name sales journals that Odoo has not: {journals}.',
    fi: 'Asetuksissa on myyntipäiväkirjoja, joita Odoossa ei ole: {journals}.',
    sv: 'Inställningarna nämner försäljningsjournaler som Odoo inte har: {journals}.',
  },
  journalsGoneCure: {
    en: 'For the operator of Silta: correct invoices.journals in silta.yaml. The codes are in Odoo: Accounting → Configuration → Journals → Short Code.',
    fi: 'Siltan ylläpitäjälle: korjaa invoices.journals tiedostossa silta.yaml. Koodit ovat Odoossa: Kirjanpito → Asetukset → Päiväkirjat → Lyhyt koodi.',
    sv: 'För Siltas operatör: rätta invoices.journals i silta.yaml. Koderna finns i Odoo: Bokföring → Konfiguration → Journaler → Kortkod.',
  },
  roundingAlike: {
    en: 'Odoo and Netvisor round alike (Odoo {odoo}, vatRounding {vatRounding}).',
    fi: 'Odoo ja Netvisor pyöristävät samoin (Odoo {odoo}, vatRounding {vatRounding}).',
    sv: 'Odoo och Netvisor avrundar lika (Odoo {odoo}, vatRounding {vatRounding}).',
  },
  roundingCarried: {
    en: 'Odoo and Netvisor can round differently (Odoo {odoo}, vatRounding {vatRounding}). Where they do, the rows carry their sums along (lineSums {lineSums}).',
    fi: 'Odoo ja Netvisor voivat pyöristää eri tavoin (Odoo {odoo}, vatRounding {vatRounding}). Silloin rivit vievät summansa mukanaan (lineSums {lineSums}).',
    sv: 'Odoo och Netvisor kan avrunda olika (Odoo {odoo}, vatRounding {vatRounding}). Då för raderna sina summor med sig (lineSums {lineSums}).',
  },
  roundingDiffers: {
    en: 'Odoo and Netvisor can round differently (Odoo {odoo}, vatRounding {vatRounding}), and rows may not carry their sums (lineSums {lineSums}): such invoices are refused.',
    fi: 'Odoo ja Netvisor voivat pyöristää eri tavoin (Odoo {odoo}, vatRounding {vatRounding}), eivätkä rivit saa viedä summiaan (lineSums {lineSums}): sellaiset laskut hylätään.',
    sv: 'Odoo och Netvisor kan avrunda olika (Odoo {odoo}, vatRounding {vatRounding}), och raderna får inte föra med sina summor (lineSums {lineSums}): sådana fakturor nekas.',
  },
  roundingCure: {
    en: 'In Odoo: Accounting → Configuration → Settings → Taxes → Rounding Method → Round per Line. Or for the operator of Silta: invoices.lineSums: net in silta.yaml.',
    fi: 'Odoossa: Kirjanpito → Asetukset → Asetukset → Verot → Pyöristystapa → Pyöristä riveittäin. Tai Siltan ylläpitäjälle: invoices.lineSums: net tiedostossa silta.yaml.',
    sv: 'I Odoo: Bokföring → Konfiguration → Inställningar → Skatter → Avrundningsmetod → Avrunda per rad. Eller för Siltas operatör: invoices.lineSums: net i silta.yaml.',
  },
  endsInPaid: {
    en: 'Payments make invoices Paid.',
    fi: 'Maksu vie laskun tilaan Maksettu.',
    sv: 'En betalning gör fakturan Betald.',
  },
  inPayment: {
    en: 'Payments through these payment methods leave invoices In Payment until a bank statement is matched: {lines}.',
    fi: 'Näillä maksutavoilla lasku jää tilaan Maksussa, kunnes tiliote on kohdistettu: {lines}.',
    sv: 'Med dessa betalningssätt blir fakturor kvar i Under betalning tills ett kontoutdrag har matchats: {lines}.',
  },
  inPaymentCure: {
    en: 'In Odoo: Accounting → Configuration → Journals → the journal → Incoming Payments / Outgoing Payments → Outstanding account: the journal’s own account. "silta odoo fix-journals {connection}" shows what it would change, and does it after a question.',
    fi: 'Odoossa: Kirjanpito → Asetukset → Päiväkirjat → päiväkirja → Saapuvat maksut / Lähtevät maksut → Avoimien tapahtumien tili: päiväkirjan oma tili. "silta odoo fix-journals {connection}" näyttää muutokset ja tekee ne kysyttyään.',
    sv: 'I Odoo: Bokföring → Konfiguration → Journaler → journalen → Inkommande / Utgående betalningar → Konto för utestående: journalens eget konto. "silta odoo fix-journals {connection}" visar ändringarna och gör dem efter en fråga.',
  },
  taxesHaveCodes: {
    en: 'All taxes on customer invoices of the last year have one.',
    fi: 'Kaikilla viime vuoden myyntilaskujen veroilla on.',
    sv: 'Alla skatter på kundfakturor från det senaste året har en.',
  },
  taxesWithout: {
    en: 'Rows with these taxes are refused, because they have no Netvisor VAT code: {taxes}.',
    fi: 'Rivit, joilla on näitä veroja, hylätään, koska Netvisorin ALV-koodi puuttuu: {taxes}.',
    sv: 'Rader med dessa skatter nekas, eftersom de saknar momskod i Netvisor: {taxes}.',
  },
  taxesCure: {
    en: 'In Odoo: Accounting → Configuration → Taxes → the tax → Netvisor VAT code. "silta vat report {connection}" lists them with suggestions.',
    fi: 'Odoossa: Kirjanpito → Asetukset → Verot → vero → Netvisor VAT code. "silta vat report {connection}" luettelee ne ehdotuksineen.',
    sv: 'I Odoo: Bokföring → Konfiguration → Skatter → skatten → Netvisor VAT code. "silta vat report {connection}" listar dem med förslag.',
  },
  codesFit: {
    en: 'Every code is one of Netvisor’s sales codes and goes with its percentage.',
    fi: 'Jokainen koodi on Netvisorin myynnin koodi ja sopii prosenttiin.',
    sv: 'Varje kod är en av Netvisors försäljningskoder och passar procentsatsen.',
  },
  codesUnfit: {
    en: 'These codes do not go with the percentage of the tax: {taxes}.',
    fi: 'Nämä koodit eivät sovi veron prosenttiin: {taxes}.',
    sv: 'Dessa koder passar inte skattens procentsats: {taxes}.',
  },
  codesCure: {
    en: 'In Odoo: Accounting → Configuration → Taxes → the tax → Netvisor VAT code, or its percentage.',
    fi: 'Odoossa: Kirjanpito → Asetukset → Verot → vero → Netvisor VAT code tai prosentti.',
    sv: 'I Odoo: Bokföring → Konfiguration → Skatter → skatten → Netvisor VAT code, eller procentsatsen.',
  },
  noAccountsYet: {
    en: 'No customer invoice of the last year uses one yet.',
    fi: 'Viime vuoden myyntilaskuilla ei vielä ole yhtään.',
    sv: 'Ingen kundfaktura från det senaste året använder något ännu.',
  },
  accountsThere: {
    en: 'All {count} accounts of customer invoices of the last year are there.',
    fi: 'Kaikki viime vuoden myyntilaskujen tilit ({count}) löytyvät.',
    sv: 'Alla {count} konton på kundfakturor från det senaste året finns.',
  },
  accountsUnmapped: {
    en: 'These income accounts have no number that could be one in Netvisor: {accounts}.',
    fi: 'Näillä tulotileillä ei ole Netvisoriin kelpaavaa numeroa: {accounts}.',
    sv: 'Dessa intäktskonton har inget nummer som duger i Netvisor: {accounts}.',
  },
  accountsUnmappedCure: {
    en: 'In Odoo: Accounting → Configuration → Chart of Accounts → Code. Or for the operator of Silta: map them in silta.yaml (invoices.accounts).',
    fi: 'Odoossa: Kirjanpito → Asetukset → Tilikartta → Koodi. Tai Siltan ylläpitäjälle: liitä ne tiedostossa silta.yaml (invoices.accounts).',
    sv: 'I Odoo: Bokföring → Konfiguration → Kontoplan → Kod. Eller för Siltas operatör: koppla dem i silta.yaml (invoices.accounts).',
  },
  accountsLacking: {
    en: 'Netvisor has no account to book on for these: {accounts}. Rows with them are refused.',
    fi: 'Netvisorissa ei ole kirjattavaa tiliä näille: {accounts}. Niiden rivit hylätään.',
    sv: 'Netvisor har inget konto att bokföra på för dessa: {accounts}. Rader med dem nekas.',
  },
  accountsLackingCure: {
    en: 'In Netvisor: Accounting → Chart of accounts → add or activate the account. Or for the operator of Silta: map it to another in silta.yaml (invoices.accounts).',
    fi: 'Netvisorissa: Kirjanpito → Tilikartta → lisää tili tai ota se käyttöön. Tai Siltan ylläpitäjälle: liitä se toiseen tiliin tiedostossa silta.yaml (invoices.accounts).',
    sv: 'I Netvisor: Bokföring → Kontoplan → lägg till eller aktivera kontot. Eller för Siltas operatör: koppla det till ett annat i silta.yaml (invoices.accounts).',
  },
  productUnused: {
    en: 'None is used: each product of Odoo is one in Netvisor.',
    fi: 'Ei käytössä: jokainen Odoon tuote on oma tuotteensa Netvisorissa.',
    sv: 'Ingen används: varje produkt i Odoo är en i Netvisor.',
  },
  productThere: {
    en: 'Netvisor has it ({code}).',
    fi: 'Netvisorissa on se ({code}).',
    sv: 'Netvisor har den ({code}).',
  },
  productToCome: {
    en: 'Netvisor does not have {code} yet. Silta makes it when the connection opens.',
    fi: 'Netvisorissa ei vielä ole tuotetta {code}. Silta luo sen, kun yhteys avautuu.',
    sv: 'Netvisor har inte {code} ännu. Silta skapar den när anslutningen öppnas.',
  },
  productNotChosen: {
    en: 'All rows are to go under one general product, but none is chosen.',
    fi: 'Kaikki rivit kirjataan yhdelle yleistuotteelle, mutta sitä ei ole valittu.',
    sv: 'Alla rader ska gå under en allmän produkt, men ingen är vald.',
  },
  productNotChosenCure: {
    en: 'In Odoo: Settings → Users & Companies → Companies → the company → tab Netvisor → General product.',
    fi: 'Odoossa: Asetukset → Käyttäjät ja yritykset → Yritykset → yritys → välilehti Netvisor → General product.',
    sv: 'I Odoo: Inställningar → Användare och företag → Företag → företaget → fliken Netvisor → General product.',
  },
  productWithoutCode: {
    en: 'The general product "{product}" has no internal reference, which is its code in Netvisor.',
    fi: 'Yleistuotteelta "{product}" puuttuu sisäinen viite, josta tulee sen koodi Netvisoriin.',
    sv: 'Den allmänna produkten "{product}" saknar intern referens, som är dess kod i Netvisor.',
  },
  productWithoutCodeCure: {
    en: 'In Odoo: the product → General Information → Internal Reference.',
    fi: 'Odoossa: tuote → Yleiset tiedot → Sisäinen viite.',
    sv: 'I Odoo: produkten → Allmän information → Intern referens.',
  },
  productCodeTwice: {
    en: '{count} products in Odoo have the internal reference {code}; Netvisor knows a product by it.',
    fi: 'Odoossa {count} tuotteella on sisäinen viite {code}; Netvisor tunnistaa tuotteen siitä.',
    sv: '{count} produkter i Odoo har den interna referensen {code}; Netvisor känner igen en produkt på den.',
  },
  productCodeTwiceCure: {
    en: 'In Odoo: Accounting → Customers → Products → search {code} → give each product its own Internal Reference.',
    fi: 'Odoossa: Kirjanpito → Asiakkaat → Tuotteet → hae {code} → anna kullekin tuotteelle oma sisäinen viite.',
    sv: 'I Odoo: Bokföring → Kunder → Produkter → sök {code} → ge varje produkt en egen intern referens.',
  },
  productAmbiguous: {
    en: 'Netvisor has several products with the code {code}.',
    fi: 'Netvisorissa on useita tuotteita koodilla {code}.',
    sv: 'Netvisor har flera produkter med koden {code}.',
  },
  productAmbiguousCure: {
    en: 'In Netvisor: Sales → Products → search {code} → remove the extra one.',
    fi: 'Netvisorissa: Myynti → Tuotteet → hae {code} → poista ylimääräinen.',
    sv: 'I Netvisor: Försäljning → Produkter → sök {code} → ta bort den överflödiga.',
  },
  productGone: {
    en: 'Netvisor no longer has the general product {code} under the key that Odoo knows ({key}).',
    fi: 'Netvisorissa ei enää ole yleistuotetta {code} Odoon tuntemalla avaimella ({key}).',
    sv: 'Netvisor har inte längre den allmänna produkten {code} under den nyckel som Odoo känner till ({key}).',
  },
  productGoneCure: {
    en: 'In Netvisor: Sales → Products → make {code} active again. Or in Odoo: choose another general product (company form → tab Netvisor).',
    fi: 'Netvisorissa: Myynti → Tuotteet → ota {code} uudelleen käyttöön. Tai Odoossa: valitse toinen yleistuote (yrityksen lomake → välilehti Netvisor).',
    sv: 'I Netvisor: Försäljning → Produkter → aktivera {code} igen. Eller i Odoo: välj en annan allmän produkt (företagets formulär → fliken Netvisor).',
  },
} as const satisfies Record<string, Words>;
