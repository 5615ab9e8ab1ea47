import type { Dictionary } from '../words.ts';

/** The company's options and what Silta tells it. */
export const COMPANY_WORDS: Dictionary = {
  'Netvisor pin': ['Netvisor-kiinnitys', 'Fästpunkt för Netvisor'],
  'Netvisor action': ['Netvisor-toiminto', 'Åtgärd för Netvisor'],
  'Id of the server action of Silta, which its user may run but not look up.': [
    'Siltan palvelintoiminnon tunniste; Siltan käyttäjä saa ajaa sen mutta ei hakea sitä.',
    'Id för Siltas serveråtgärd, som dess användare får köra men inte slå upp.',
  ],
  'Invoices are sent from': ['Laskut lähetetään alkaen', 'Fakturor skickas från och med'],
  'Cut-over date: invoices dated before it are never sent to Netvisor.': [
    'Käyttöönottopäivä: sitä ennen päivättyjä laskuja ei koskaan lähetetä Netvisoriin.',
    'Startdatum: fakturor daterade före det skickas aldrig till Netvisor.',
  ],
  'Send when confirmed': ['Lähetä vahvistettaessa', 'Skicka vid bekräftelse'],
  'An invoice goes to Netvisor as soon as it is confirmed. Otherwise somebody presses Send to Netvisor.': [
    'Lasku lähtee Netvisoriin heti, kun se vahvistetaan. Muuten joku painaa Lähetä Netvisoriin.',
    'En faktura går till Netvisor så snart den bekräftas. Annars trycker någon på Skicka till Netvisor.',
  ],
  'Invoices arrive in Netvisor as': [
    'Laskut saapuvat Netvisoriin tilassa',
    'Fakturor kommer till Netvisor som',
  ],
  'Unsent: Netvisor delivers them to the customer. Open: Odoo has delivered them. Empty: unsent.': [
    'Lähettämätön: Netvisor toimittaa ne asiakkaalle. Avoin: Odoo on toimittanut ne. Tyhjä: lähettämätön.',
    'Oskickad: Netvisor levererar dem till kunden. Öppen: Odoo har levererat dem. Tomt: oskickad.',
  ],
  'Unsent: Netvisor delivers': ['Lähettämätön: Netvisor toimittaa', 'Oskickad: Netvisor levererar'],
  'Open: Odoo has delivered': ['Avoin: Odoo on toimittanut', 'Öppen: Odoo har levererat'],
  'Files sent with invoices': ['Laskujen mukana lähetettävät tiedostot', 'Filer som skickas med fakturor'],
  'None, the PDF that Odoo made when the invoice was sent, or also the files chosen on the invoice.': [
    'Ei mitään, PDF, jonka Odoo teki laskua lähetettäessä, tai lisäksi laskulla valitut tiedostot.',
    'Inga, PDF:en som Odoo gjorde när fakturan skickades, eller dessutom filerna som valts på fakturan.',
  ],
  None: ['Ei mitään', 'Inga'],
  'The invoice PDF': ['Laskun PDF', 'Fakturans PDF'],
  'The invoice PDF and chosen files': ['Laskun PDF ja valitut tiedostot', 'Fakturans PDF och valda filer'],
  'Products in Netvisor': ['Tuotteet Netvisorissa', 'Produkter i Netvisor'],
  'Own: each product of Odoo is one in Netvisor. Generic: all rows go under one product.': [
    'Oma: jokainen Odoon tuote on oma tuotteensa Netvisorissa. Yleinen: kaikki rivit menevät yhdelle tuotteelle.',
    'Egen: varje produkt i Odoo är en produkt i Netvisor. Allmän: alla rader går under en produkt.',
  ],
  'Each product on its own': ['Jokainen tuote erikseen', 'Varje produkt för sig'],
  'One general product': ['Yksi yleistuote', 'En allmän produkt'],
  'General product': ['Yleistuote', 'Allmän produkt'],
  'Product for rows without one, and for all rows where products are not sent one by one.': [
    'Tuote riveille, joilla ei ole tuotetta, ja kaikille riveille, kun tuotteita ei lähetetä erikseen.',
    'Produkt för rader utan produkt, och för alla rader när produkter inte skickas var för sig.',
  ],
  'Penalty interest (%)': ['Viivästyskorko (%)', 'Dröjsmålsränta (%)'],
  'Percent a year on invoices that are paid late. Zero leaves it to Netvisor.': [
    'Prosenttia vuodessa myöhässä maksetuille laskuille. Nolla jättää sen Netvisorille.',
    'Procent per år på fakturor som betalas för sent. Noll lämnar det till Netvisor.',
  ],
  'Invoices with the total zero': ['Laskut, joiden loppusumma on nolla', 'Fakturor med slutsumman noll'],
  'What happens to an invoice or a credit note whose total is zero. Empty: not sent.': [
    'Mitä tapahtuu laskulle tai hyvityslaskulle, jonka loppusumma on nolla. Tyhjä: ei lähetetä.',
    'Vad som händer med en faktura eller kreditfaktura vars slutsumma är noll. Tomt: skickas inte.',
  ],
  'Are not sent': ['Ei lähetetä', 'Skickas inte'],
  'Are sent': ['Lähetetään', 'Skickas'],
  'Invoices that are paid in Odoo': ['Odoossa maksetut laskut', 'Fakturor som är betalda i Odoo'],
  'An invoice that is paid already (by card, in a web shop) must not arrive as open debt. Empty: not sent.': [
    'Jo maksettu lasku (kortilla, verkkokaupassa) ei saa saapua avoimena velkana. Tyhjä: ei lähetetä.',
    'En redan betald faktura (med kort, i en nätbutik) får inte komma fram som öppen skuld. Tomt: skickas inte.',
  ],
  'Are sent with their payment': ['Lähetetään suorituksen kanssa', 'Skickas med sin betalning'],
  'Payment method in Netvisor': ['Maksutapa Netvisorissa', 'Betalningssätt i Netvisor'],
  'Name of the payment method in Netvisor under which payments of paid invoices are sent.': [
    'Netvisorin maksutapa, jolla maksettujen laskujen suoritukset lähetetään.',
    'Betalningssättet i Netvisor som betalda fakturors betalningar skickas under.',
  ],
  'Responsible for problems': ['Vastaa ongelmista', 'Ansvarig för problem'],
  'Gets the activity when an invoice needs attention and has no salesperson.': [
    'Saa tehtävän, kun lasku vaatii toimia eikä sillä ole myyjää.',
    'Får uppgiften när en faktura kräver åtgärd och saknar säljare.',
  ],
  'Address of an invoice in Netvisor': ['Laskun osoite Netvisorissa', 'En fakturas adress i Netvisor'],
  'Opened by the button Open in Netvisor. Write {key} where the invoice’s key belongs, for example https://netvisor.example/invoice?id={key}':
    [
      'Avataan painikkeella Avaa Netvisorissa. Kirjoita {key} kohtaan, johon laskun avain kuuluu, esimerkiksi https://netvisor.example/invoice?id={key}',
      'Öppnas med knappen Öppna i Netvisor. Skriv {key} där fakturans nyckel hör hemma, till exempel https://netvisor.example/invoice?id={key}',
    ],
  Connection: ['Yhteys', 'Anslutning'],
  Works: ['Toimii', 'Fungerar'],
  Paused: ['Keskeytetty', 'Pausad'],
  'State of the connection': ['Yhteyden tila', 'Anslutningens status'],
  'Last look for invoices': ['Laskuja etsitty viimeksi', 'Fakturor söktes senast'],
  'When Silta last looked for what is to be sent.': [
    'Milloin Silta viimeksi etsi lähetettävää.',
    'När Silta senast sökte efter det som ska skickas.',
  ],
  'Invoices sent': ['Lähetettyjä laskuja', 'Skickade fakturor'],
  'At the last look.': ['Viimeksi etsittäessä.', 'Vid den senaste sökningen.'],
  'Invoices that need attention': ['Toimia vaativia laskuja', 'Fakturor som kräver åtgärd'],
  'Connection test asked': ['Yhteyden testiä pyydetty', 'Test av anslutningen begärt'],
  'Token of the newest request for a test.': [
    'Uusimman testipyynnön tunniste.',
    'Kod för den senaste begäran om test.',
  ],
  'Connection test served': ['Yhteyden testi palveltu', 'Test av anslutningen behandlat'],
  'Token of the test that Silta served last.': [
    'Sen testin tunniste, jonka Silta viimeksi palveli.',
    'Kod för det test som Silta senast behandlade.',
  ],
  'Connection tested': ['Yhteys testattu', 'Anslutningen testad'],
  'Result of the connection test': ['Yhteyden testin tulos', 'Resultat av anslutningstestet'],
};
