import type { Dictionary } from '../words.ts';

/** Buttons, headings and filters. */
export const VIEW_WORDS: Dictionary = {
  'Send to Netvisor': ['Lähetä Netvisoriin', 'Skicka till Netvisor'],
  'Sends the invoice to Netvisor, or tries again what failed.': [
    'Lähettää laskun Netvisoriin tai yrittää epäonnistunutta uudelleen.',
    'Skickar fakturan till Netvisor, eller försöker på nytt det som misslyckades.',
  ],
  'Netvisor preview': ['Netvisor-esikatselu', 'Förhandsvisning för Netvisor'],
  'Shows what would be sent, and what would be in the way. Nothing is sent.': [
    'Näyttää, mitä lähetettäisiin ja mikä olisi esteenä. Mitään ei lähetetä.',
    'Visar vad som skulle skickas och vad som vore i vägen. Inget skickas.',
  ],
  'Resend to Netvisor': ['Lähetä uudelleen Netvisoriin', 'Skicka på nytt till Netvisor'],
  'Shows first what Netvisor holds now and each difference. Nothing is changed yet.': [
    'Näyttää ensin, mitä Netvisorissa nyt on, ja jokaisen eron. Mitään ei vielä muuteta.',
    'Visar först vad Netvisor har nu och varje skillnad. Inget ändras ännu.',
  ],
  'Edit in Netvisor': ['Muuta Netvisorissa', 'Ändra i Netvisor'],
  'Replaces the invoice in Netvisor by this one.': [
    'Korvaa Netvisorin laskun tällä.',
    'Ersätter fakturan i Netvisor med den här.',
  ],
  'Open in Netvisor': ['Avaa Netvisorissa', 'Öppna i Netvisor'],
  'Opens the invoice in Netvisor.': ['Avaa laskun Netvisorissa.', 'Öppnar fakturan i Netvisor.'],
  'Send selected invoices to Netvisor': [
    'Lähetä valitut laskut Netvisoriin',
    'Skicka valda fakturor till Netvisor',
  ],
  'Retry sending to Netvisor': [
    'Yritä lähetystä Netvisoriin uudelleen',
    'Försök skicka till Netvisor på nytt',
  ],
  'Netvisor: needs attention': ['Netvisor: vaatii toimia', 'Netvisor: kräver åtgärd'],
  'Nothing has been sent to Netvisor.': [
    'Netvisoriin ei ole lähetetty mitään.',
    'Ingenting har skickats till Netvisor.',
  ],
  'What happened': ['Mitä on tapahtunut', 'Vad som har hänt'],
  'For support': ['Tukea varten', 'För support'],
  Netvisor: ['Netvisor', 'Netvisor'],
  'Netvisor: not sent': ['Netvisor: lähettämättä', 'Netvisor: inte skickade'],
  'Netvisor: on its way': ['Netvisor: matkalla', 'Netvisor: på väg'],
  'Netvisor: sent': ['Netvisor: lähetetyt', 'Netvisor: skickade'],
  'Netvisor: sent, not verified': [
    'Netvisor: lähetetyt, tarkistamatta',
    'Netvisor: skickade, inte kontrollerade',
  ],
  'Used in sales, without Netvisor VAT code': [
    'Myynnin verot ilman Netvisorin ALV-koodia',
    'Försäljningsskatter utan momskod i Netvisor',
  ],
  'This company is not connected to Netvisor.': [
    'Tätä yritystä ei ole yhdistetty Netvisoriin.',
    'Det här företaget är inte anslutet till Netvisor.',
  ],
  'Who is in the group Netvisor options may change the options; an administrator adds people to it.': [
    'Ryhmään Netvisor-asetukset kuuluvat saavat muuttaa asetuksia; ylläpitäjä lisää siihen ihmisiä.',
    'De som hör till gruppen Netvisor-inställningar får ändra inställningarna; en administratör lägger till personer i den.',
  ],
  Sending: ['Lähettäminen', 'Skickande'],
  Products: ['Tuotteet', 'Produkter'],
  People: ['Ihmiset', 'Människor'],
  'Test connection': ['Testaa yhteys', 'Testa anslutningen'],
  'Netvisor delivers this invoice to the customer. If it is sent from here too, the customer gets it twice. Company form, tab Netvisor: who delivers.':
    [
      'Netvisor toimittaa tämän laskun asiakkaalle. Jos se lähetetään myös täältä, asiakas saa sen kahdesti. Yrityksen lomake, välilehti Netvisor: kuka toimittaa.',
      'Netvisor levererar den här fakturan till kunden. Om den skickas också härifrån får kunden den två gånger. Företagets formulär, fliken Netvisor: vem som levererar.',
    ],
  // groups
  'May read what goes to Netvisor, and nothing else. For the user that Silta works as.': [
    'Saa lukea sen, mikä menee Netvisoriin, eikä muuta. Siltan omalle käyttäjälle.',
    'Får läsa det som går till Netvisor och inget annat. För användaren som Silta arbetar som.',
  ],
  'Netvisor options': ['Netvisor-asetukset', 'Netvisor-inställningar'],
  'May change the company, and with it the options on its tab Netvisor.': [
    'Saa muuttaa yritystä ja sen mukana välilehden Netvisor asetuksia.',
    'Får ändra företaget, och därmed inställningarna på dess flik Netvisor.',
  ],
};
