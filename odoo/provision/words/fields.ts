import type { Dictionary } from '../words.ts';

/** Labels, help texts and choices of fields. */
export const FIELD_WORDS: Dictionary = {
  // invoices
  'Netvisor state': ['Netvisor-tila', 'Status i Netvisor'],
  'Waiting to be sent': ['Odottaa lähetystä', 'Väntar på att skickas'],
  'Being sent': ['Lähetetään', 'Skickas'],
  'Needs attention': ['Vaatii toimia', 'Kräver åtgärd'],
  'In Netvisor, waiting to be matched': [
    'Netvisorissa, odottaa kohdistusta',
    'I Netvisor, väntar på att riktas',
  ],
  'In Netvisor, its payment follows': ['Netvisorissa, suoritus seuraa', 'I Netvisor, betalningen följer'],
  Sent: ['Lähetetty', 'Skickad'],
  'Left out': ['Jätetty pois', 'Utelämnad'],
  'Netvisor request': ['Netvisor-pyyntö', 'Begäran till Netvisor'],
  'Token of the newest request to send.': [
    'Uusimman lähetyspyynnön tunniste.',
    'Kod för den senaste begäran att skicka.',
  ],
  'Netvisor request served': ['Palveltu Netvisor-pyyntö', 'Behandlad begäran till Netvisor'],
  'Token of the request that Silta served last.': [
    'Sen pyynnön tunniste, jonka Silta viimeksi palveli.',
    'Kod för den begäran som Silta senast behandlade.',
  ],
  'Netvisor look': ['Netvisor-katselu', 'Titt i Netvisor'],
  'Token of the newest request to be shown something.': [
    'Uusimman näyttöpyynnön tunniste.',
    'Kod för den senaste begäran att visa något.',
  ],
  'Netvisor look served': ['Palveltu Netvisor-katselu', 'Behandlad titt i Netvisor'],
  'Token of the look that Silta served last.': [
    'Sen katselun tunniste, jonka Silta viimeksi palveli.',
    'Kod för den titt som Silta senast behandlade.',
  ],
  'Netvisor attempt': ['Netvisor-yritys', 'Försök mot Netvisor'],
  'Token of the attempt that is under way or was the last.': [
    'Käynnissä olevan tai viimeisen yrityksen tunniste.',
    'Kod för det försök som pågår eller var det senaste.',
  ],
  'Netvisor mark': ['Netvisor-tuntomerkki', 'Kännetecken i Netvisor'],
  'What the invoice is recognised by in Netvisor.': [
    'Mistä lasku tunnistetaan Netvisorissa.',
    'Vad fakturan känns igen på i Netvisor.',
  ],
  'Netvisor key': ['Netvisor-avain', 'Nyckel i Netvisor'],
  'Netvisor number': ['Netvisor-numero', 'Nummer i Netvisor'],
  'Netvisor reference': ['Netvisor-viite', 'Referens i Netvisor'],
  'Sent to Netvisor': ['Lähetetty Netvisoriin', 'Skickad till Netvisor'],
  'Netvisor reason code': ['Netvisor-syykoodi', 'Orsakskod för Netvisor'],
  'Netvisor blockers': ['Netvisor-esteet', 'Hinder för Netvisor'],
  'Digest of what was in the way when the invoice was set aside.': [
    'Tiiviste esteistä, jotka olivat voimassa, kun lasku pantiin odottamaan.',
    'Sammandrag av hindren som fanns när fakturan lades åt sidan.',
  ],
  'Netvisor: what to do': ['Netvisor: mitä tehdä', 'Netvisor: vad bör göras'],
  "Netvisor's own words": ['Netvisorin omat sanat', 'Netvisors egna ord'],
  'What Netvisor holds': ['Mitä Netvisorissa on', 'Vad Netvisor har'],
  'What the last look found: a preview, or each difference between Odoo and Netvisor.': [
    'Mitä viimeksi katsottaessa löytyi: esikatselu tai jokainen ero Odoon ja Netvisorin välillä.',
    'Vad den senaste titten visade: en förhandsvisning, eller varje skillnad mellan Odoo och Netvisor.',
  ],
  'Can be edited in Netvisor': ['Voi muuttaa Netvisorissa', 'Kan ändras i Netvisor'],
  'The last look found that the invoice in Netvisor may still be changed.': [
    'Viimeksi katsottaessa laskua saattoi vielä muuttaa Netvisorissa.',
    'Enligt den senaste titten kan fakturan ännu ändras i Netvisor.',
  ],
  'Netvisor data': ['Netvisor-aineisto', 'Netvisor-data'],
  'The message as it was sent to Netvisor.': [
    'Sanoma sellaisena kuin se lähetettiin Netvisoriin.',
    'Meddelandet så som det skickades till Netvisor.',
  ],
  'Netvisor data file': ['Netvisor-aineistotiedosto', 'Fil med Netvisor-data'],
  'Verified in Netvisor': ['Tarkistettu Netvisorissa', 'Kontrollerad i Netvisor'],
  'When the sums that Netvisor computed were read back and were the same as here.': [
    'Milloin Netvisorin laskemat summat luettiin takaisin ja ne olivat samat kuin täällä.',
    'När summorna som Netvisor räknade ut lästes tillbaka och var samma som här.',
  ],
  'Matched in Netvisor': ['Kohdistettu Netvisorissa', 'Riktad i Netvisor'],
  'When this credit note was matched to what it credits.': [
    'Milloin tämä hyvityslasku kohdistettiin siihen, mitä se hyvittää.',
    'När den här kreditfakturan riktades mot det som den krediterar.',
  ],
  'Netvisor payment attempt': ['Netvisor-suoritusyritys', 'Betalningsförsök mot Netvisor'],
  'Netvisor payments': ['Netvisor-suoritukset', 'Betalningar i Netvisor'],
  'Payments that were sent along: Odoo id to Netvisor key.': [
    'Mukana lähetetyt suoritukset: Odoon tunniste ja Netvisorin avain.',
    'Betalningar som skickades med: id i Odoo och nyckel i Netvisor.',
  ],
  'Netvisor matches': ['Netvisor-kohdistukset', 'Matchningar i Netvisor'],
  'What this credit note has settled in Netvisor: Odoo id of the invoice to sum.': [
    'Mitä tämä hyvityslasku on kuitannut Netvisorissa: laskun Odoon tunniste ja summa.',
    'Vad den här kreditfakturan har kvittat i Netvisor: fakturans id i Odoo och belopp.',
  ],
  'Payments updated': ['Suoritukset päivitetty', 'Betalningar uppdaterade'],
  'When the payments in Netvisor were last brought here.': [
    'Milloin Netvisorin suoritukset viimeksi tuotiin tänne.',
    'När betalningarna i Netvisor senast hämtades hit.',
  ],
  'Files for Netvisor': ['Tiedostot Netvisoriin', 'Filer till Netvisor'],
  'Files that go to Netvisor with the invoice, where the company sends chosen files.': [
    'Tiedostot, jotka lähtevät laskun mukana Netvisoriin, kun yritys lähettää valitut tiedostot.',
    'Filer som går till Netvisor med fakturan, om företaget skickar valda filer.',
  ],
  'Netvisor events': ['Netvisor-tapahtumat', 'Händelser i Netvisor'],
  'Netvisor request open': ['Netvisor-pyyntö avoinna', 'Begäran till Netvisor öppen'],
  'Somebody has asked for something that Silta has not done yet.': [
    'Joku on pyytänyt jotain, mitä Silta ei ole vielä tehnyt.',
    'Någon har bett om något som Silta inte har gjort ännu.',
  ],
  'Netvisor address': ['Netvisor-osoite', 'Adress i Netvisor'],
  'Company sends to Netvisor': ['Yritys lähettää Netvisoriin', 'Företaget skickar till Netvisor'],
  'Netvisor delivers': ['Netvisor toimittaa', 'Netvisor levererar'],
  // what outlives a record
  Event: ['Tapahtuma', 'Händelse'],
  Kind: ['Laji', 'Slag'],
  Company: ['Yritys', 'Företag'],
  Model: ['Malli', 'Modell'],
  Record: ['Tietue', 'Post'],
  Invoice: ['Lasku', 'Faktura'],
  State: ['Tila', 'Status'],
  Reason: ['Syy', 'Orsak'],
  Time: ['Aika', 'Tid'],
  'Netvisor link': ['Netvisor-linkki', 'Netvisor-länk'],
  // other records
  'Netvisor keys': ['Netvisor-avaimet', 'Nycklar i Netvisor'],
  'E-invoice operator (Netvisor)': ['Verkkolaskuoperaattori (Netvisor)', 'E-fakturaoperatör (Netvisor)'],
  'Bank BIC or operator id of the e-invoice address, for example DABAFIHH or 003721291126.': [
    'Verkkolaskuosoitteen pankin BIC tai operaattoritunnus, esimerkiksi DABAFIHH tai 003721291126.',
    'Bankens BIC eller operatörens id för e-fakturaadressen, till exempel DABAFIHH eller 003721291126.',
  ],
  'Netvisor VAT code': ['Netvisorin ALV-koodi', 'Momskod i Netvisor'],
  'VAT code that rows with this tax get in Netvisor.': [
    'ALV-koodi, jonka tämän veron rivit saavat Netvisorissa.',
    'Momskod som rader med den här skatten får i Netvisor.',
  ],
  'KOMY: domestic sales': ['KOMY: kotimaan myynti', 'KOMY: försäljning i hemlandet'],
  'KOMY0: domestic sales, zero rate': [
    'KOMY0: kotimaan myynti, nollakanta',
    'KOMY0: försäljning i hemlandet, nollsats',
  ],
  'EUMY: EU sales of goods': ['EUMY: tavaroiden EU-myynti', 'EUMY: varuförsäljning inom EU'],
  'EUPM312: EU sales of services': ['EUPM312: palveluiden EU-myynti', 'EUPM312: tjänsteförsäljning inom EU'],
  'EUPM309: EU sales of services (309)': [
    'EUPM309: palveluiden EU-myynti (309)',
    'EUPM309: tjänsteförsäljning inom EU (309)',
  ],
  'EUUM: sales outside the EU': ['EUUM: myynti EU:n ulkopuolelle', 'EUUM: försäljning utanför EU'],
  'MUUL: other sales free of VAT': ['MUUL: muu veroton myynti', 'MUUL: annan momsfri försäljning'],
  'RAMY: construction services, reverse charge': [
    'RAMY: rakentamispalvelut, käännetty vero',
    'RAMY: byggtjänster, omvänd moms',
  ],
  'NONE: no VAT handling': ['NONE: ei ALV-käsittelyä', 'NONE: ingen momshantering'],
};
