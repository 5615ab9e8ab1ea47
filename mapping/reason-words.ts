/**
 * What people are told about each reason: what happened, and what to do where. Technical detail never stands here.
 * `{it}` is the thing concerned, as the reader knows it.
 */
import type { Reason } from './reasons.ts';
import type { Texts } from './texts.ts';

export const REASON_WORDS: Readonly<Record<Reason, Texts>> = {
  NotPosted: {
    en: 'The invoice is not posted. Confirm it in Odoo, then send it again.',
    fi: 'Laskua ei ole vahvistettu. Vahvista se Odoossa ja lähetä uudelleen.',
    sv: 'Fakturan är inte bokförd. Bekräfta den i Odoo och skicka den igen.',
  },
  NotACustomerInvoice: {
    en: 'Only customer invoices and credit notes are sent to Netvisor, and this is another kind of document.',
    fi: 'Vain myyntilaskut ja hyvityslaskut lähetetään Netvisoriin; tämä on muu tosite.',
    sv: 'Bara kundfakturor och kreditfakturor skickas till Netvisor; det här är ett annat dokument.',
  },
  OtherCompany: {
    en: 'The invoice belongs to another company than this connection. Send it through the connection of its own company.',
    fi: 'Lasku kuuluu toiselle yritykselle kuin tämä yhteys. Lähetä se oman yrityksensä yhteydellä.',
    sv: 'Fakturan hör till ett annat företag än den här anslutningen. Skicka den via det egna företagets anslutning.',
  },
  BeforeCutOver: {
    en: 'The invoice is dated before the day from which Silta sends invoices ({it}), so it may be in Netvisor already by other means. If it is not, move that day on the company form (tab Netvisor) or give the invoice a later date.',
    fi: 'Lasku on päivätty ennen päivää, josta alkaen Silta lähettää laskuja ({it}), joten se voi olla jo Netvisorissa muuta kautta. Jos se ei ole, siirrä päivää yrityksen lomakkeella (välilehti Netvisor) tai anna laskulle myöhempi päivä.',
    sv: 'Fakturan är daterad före den dag från vilken Silta skickar fakturor ({it}), så den kan redan finnas i Netvisor på annat sätt. Om den inte gör det, flytta dagen på företagets formulär (fliken Netvisor) eller ge fakturan ett senare datum.',
  },
  NoRows: {
    en: 'The invoice has no rows with a sum. Add a row in Odoo.',
    fi: 'Laskulla ei ole summallisia rivejä. Lisää rivi Odoossa.',
    sv: 'Fakturan har inga rader med belopp. Lägg till en rad i Odoo.',
  },
  RowWithoutProduct: {
    en: '{it} has no product, and Netvisor needs one on each row. Choose a product for the row in Odoo, or for all such rows (down payments too) a general product: company form, tab Netvisor.',
    fi: '{it}: tuote puuttuu, ja Netvisor vaatii sen joka riville. Valitse riville tuote Odoossa, tai kaikille tällaisille riveille (myös ennakkomaksuille) yleistuote: yrityksen lomake, välilehti Netvisor.',
    sv: '{it} saknar produkt, och Netvisor kräver en på varje rad. Välj en produkt för raden i Odoo, eller för alla sådana rader (också förskott) en allmän produkt: företagets formulär, fliken Netvisor.',
  },
  ProductWithoutCode: {
    en: 'The product "{it}" has no internal reference. Fill it in on the product: it becomes the product code in Netvisor.',
    fi: 'Tuotteelta "{it}" puuttuu sisäinen viite. Täytä se tuotteelle: siitä tulee tuotekoodi Netvisoriin.',
    sv: 'Produkten "{it}" saknar intern referens. Fyll i den på produkten: den blir produktkod i Netvisor.',
  },
  ProductCodeRepeated: {
    en: 'Several products have the internal reference of "{it}". Give each product its own: Netvisor knows a product by its code.',
    fi: 'Usealla tuotteella on sama sisäinen viite kuin tuotteella "{it}". Anna jokaiselle omansa: Netvisor tunnistaa tuotteen koodista.',
    sv: 'Flera produkter har samma interna referens som "{it}". Ge varje produkt en egen: Netvisor känner igen produkten på koden.',
  },
  RowWithoutTax: {
    en: '{it} has no tax. Choose a tax for the row in Odoo, also where the rate is 0 %.',
    fi: '{it}: vero puuttuu. Valitse riville vero Odoossa, myös 0 %:n myynnille.',
    sv: '{it} saknar skatt. Välj en skatt för raden i Odoo, också när satsen är 0 %.',
  },
  RowWithSeveralTaxes: {
    en: '{it} has several taxes, and Netvisor takes one. Split the row in Odoo.',
    fi: '{it}: useita veroja, mutta Netvisor ottaa yhden. Jaa rivi Odoossa.',
    sv: '{it} har flera skatter, och Netvisor tar emot en. Dela upp raden i Odoo.',
  },
  TaxNotCarried: {
    en: 'The tax "{it}" is not a plain percentage, which Netvisor cannot express. Use a percentage tax.',
    fi: 'Vero "{it}" ei ole pelkkä prosentti, eikä Netvisor voi esittää sitä. Käytä prosenttiveroa.',
    sv: 'Skatten "{it}" är ingen ren procentsats, vilket Netvisor inte kan uttrycka. Använd en procentskatt.',
  },
  TaxWithoutVatCode: {
    en: 'The tax "{it}" has no Netvisor VAT code. Give it one: Accounting → Configuration → Taxes, field "Netvisor VAT code".',
    fi: 'Verolta "{it}" puuttuu Netvisorin ALV-koodi. Anna se: Kirjanpito → Asetukset → Verot, kenttä "Netvisor VAT code".',
    sv: 'Skatten "{it}" saknar momskod i Netvisor. Ange den: Bokföring → Konfiguration → Skatter, fältet "Netvisor VAT code".',
  },
  VatCodeUnfit: {
    en: 'The tax {it} has a percentage that does not go with its Netvisor VAT code. Correct one of the two: Accounting → Configuration → Taxes.',
    fi: 'Veron {it} prosentti ei sovi sen Netvisorin ALV-koodiin. Korjaa toinen niistä: Kirjanpito → Asetukset → Verot.',
    sv: 'Skattesatsen för {it} passar inte dess momskod i Netvisor. Rätta någondera: Bokföring → Konfiguration → Skatter.',
  },
  VatRateNotInForce: {
    en: 'The rate of the tax {it} is not in force on the delivery date. Choose the tax of that day for the rows, or correct the delivery date.',
    fi: 'Veron {it} kanta ei ole voimassa toimituspäivänä. Valitse riveille sen päivän vero tai korjaa toimituspäivä.',
    sv: 'Satsen för skatten {it} gäller inte på leveransdagen. Välj den dagens skatt för raderna eller rätta leveransdagen.',
  },
  BuyerVatIdMissing: {
    en: 'The customer "{it}" has no VAT number, which this kind of sale needs on the invoice. Fill in the Tax ID on the contact.',
    fi: 'Asiakkaalta "{it}" puuttuu ALV-tunniste, joka tällaisessa myynnissä on oltava laskulla. Täytä se yhteystietoon.',
    sv: 'Kunden "{it}" saknar momsnummer, som den här typen av försäljning kräver på fakturan. Fyll i det på kontakten.',
  },
  CustomerWithoutCountry: {
    en: 'The customer "{it}" has no country, and a sale abroad needs it. Fill it in on the contact.',
    fi: 'Asiakkaalta "{it}" puuttuu maa, jota ulkomaanmyynti edellyttää. Täytä se yhteystietoon.',
    sv: 'Kunden "{it}" saknar land, som utlandsförsäljning kräver. Fyll i det på kontakten.',
  },
  RowWithoutAccount: {
    en: '{it} has no income account that Netvisor could use. Choose an account with a number for the row.',
    fi: '{it}: tulotili puuttuu tai on numeroton. Valitse riville tili, jolla on numero.',
    sv: '{it} saknar ett intäktskonto som Netvisor kan använda. Välj ett konto med nummer för raden.',
  },
  AccountUnknown: {
    en: 'Netvisor has no account {it} that can be booked on. Open it in Netvisor, or ask the operator of Silta to map it to another (invoices.accounts).',
    fi: 'Netvisorissa ei ole kirjattavaa tiliä {it}. Avaa tili Netvisorissa tai pyydä Siltan ylläpitäjää liittämään se toiseen (invoices.accounts).',
    sv: 'Netvisor har inget konto {it} att bokföra på. Öppna det i Netvisor, eller be Siltas operatör koppla det till ett annat (invoices.accounts).',
  },
  DimensionsNotCarried: {
    en: '{it}: the analytic distribution cannot be sent. Netvisor takes one item of each dimension on a row; split two plans together or not at all, and not above 100 %.',
    fi: '{it}: analyyttistä jakoa ei voi lähettää. Netvisor ottaa riville yhden kohteen laskentakohdetta kohti; jaa kaksi suunnitelmaa yhdessä tai ei lainkaan, enintään 100 %.',
    sv: '{it}: den analytiska fördelningen kan inte skickas. Netvisor tar ett objekt per dimension på en rad; dela två planer tillsammans eller inte alls, högst 100 %.',
  },
  DimensionUnknown: {
    en: 'Netvisor has no dimension {it}. Silta creates none in passing: add it in Netvisor, or choose another analytic account.',
    fi: 'Netvisorissa ei ole laskentakohdetta {it}. Silta ei luo sellaista ohimennen: lisää se Netvisoriin tai valitse toinen analyyttinen tili.',
    sv: 'Netvisor har ingen dimension {it}. Silta skapar ingen i förbifarten: lägg till den i Netvisor eller välj ett annat analytiskt konto.',
  },
  JournalWithoutNumberRule: {
    en: 'Invoices of the journal {it} are not set up for Netvisor. Ask the operator of Silta to add the journal to its settings (invoices.journals).',
    fi: 'Päiväkirjan {it} laskuja ei ole otettu käyttöön Netvisoriin. Pyydä Siltan ylläpitäjää lisäämään päiväkirja asetuksiin (invoices.journals).',
    sv: 'Fakturor i journalen {it} är inte inställda för Netvisor. Be Siltas operatör lägga till journalen i inställningarna (invoices.journals).',
  },
  NumberUnusable: {
    en: 'No Netvisor invoice number can be made of "{it}": it must hold 1 to 15 digits. Check the numbering of the journal.',
    fi: 'Numerosta "{it}" ei saa Netvisorin laskunumeroa: siinä on oltava 1–15 numeroa. Tarkista päiväkirjan numerointi.',
    sv: 'Av "{it}" kan inget fakturanummer för Netvisor bildas: det måste ha 1–15 siffror. Kontrollera journalens numrering.',
  },
  ReferenceInvalid: {
    en: 'The payment reference "{it}" is not a valid Finnish reference number. Correct it on the invoice (journal setting: communication standard Finnish).',
    fi: 'Maksuviite "{it}" ei ole kelvollinen suomalainen viitenumero. Korjaa se laskulle (päiväkirjan asetus: suomalainen viite).',
    sv: 'Betalningsreferensen "{it}" är inget giltigt finskt referensnummer. Rätta den på fakturan (journalens inställning: finsk standard).',
  },
  ReferenceRepeated: {
    en: 'Another invoice of the company already has the payment reference {it}, so payments could not be told apart. Change the reference on one of them.',
    fi: 'Yrityksen toisella laskulla on jo viite {it}, eikä maksuja voisi erottaa. Vaihda toisen laskun viite.',
    sv: 'En annan faktura i företaget har redan betalningsreferensen {it}, så betalningar skulle inte kunna skiljas åt. Ändra den ena referensen.',
  },
  CurrencyDiffers: {
    en: 'The sums in the two currencies do not belong to one rate: {it}. Netvisor computes euros by one rate for the whole invoice. Correct the rate of the invoice in Odoo.',
    fi: 'Valuuttojen summat eivät vastaa yhtä kurssia: {it}. Netvisor laskee eurot yhdellä kurssilla koko laskulle. Korjaa laskun kurssi Odoossa.',
    sv: 'Summorna i de två valutorna motsvarar inte en kurs: {it}. Netvisor räknar euro med en kurs för hela fakturan. Rätta fakturans kurs i Odoo.',
  },
  TermsNotCarried: {
    en: 'The payment terms "{it}" cannot be expressed in Netvisor: it takes one due date, and a cash discount only where Odoo reduces the VAT along with the price ("On early payment"). Choose other terms.',
    fi: 'Maksuehtoa "{it}" ei voi esittää Netvisorissa: se ottaa yhden eräpäivän ja käteisalennuksen vain, kun Odoo alentaa myös veroa ("Aikaisen maksun yhteydessä"). Valitse toinen maksuehto.',
    sv: 'Betalningsvillkoren "{it}" kan inte uttryckas i Netvisor: det tar en förfallodag, och kassarabatt bara när Odoo minskar momsen tillsammans med priset. Välj andra villkor.',
  },
  AlreadyPaid: {
    en: 'The invoice is already paid, in part or in full, in Odoo. It is not sent as an open debt. Undo the payment in Odoo, or let Silta send paid invoices with their payment (company form, tab Netvisor).',
    fi: 'Lasku on jo maksettu Odoossa kokonaan tai osaksi. Sitä ei lähetetä avoimena saatavana. Peru maksu Odoossa tai salli maksettujen laskujen lähettäminen maksuineen (yrityksen lomake, välilehti Netvisor).',
    sv: 'Fakturan är redan helt eller delvis betald i Odoo. Den skickas inte som öppen fordran. Ångra betalningen i Odoo, eller låt Silta skicka betalda fakturor med betalningen (företagets formulär, fliken Netvisor).',
  },
  PaymentMethodMissing: {
    en: 'The invoice is already paid in Odoo, and no payment method is chosen for such payments in Netvisor. Fill in the payment method on the company form (tab Netvisor).',
    fi: 'Lasku on jo maksettu Odoossa, mutta maksutapaa Netvisoria varten ei ole valittu. Täytä maksutapa yrityksen lomakkeelle (välilehti Netvisor).',
    sv: 'Fakturan är redan betald i Odoo, men inget betalningssätt är valt för Netvisor. Fyll i betalningssättet på företagets formulär (fliken Netvisor).',
  },
  PaymentWithoutEntry: {
    en: 'Odoo shows the invoice as paid, in part or in full, but the payment has no journal entry that is matched to the invoice, so its sum and day are not known. Match the payment in Odoo (bank statement or journal entry), then send again.',
    fi: 'Odoon mukaan lasku on maksettu kokonaan tai osaksi, mutta maksulla ei ole laskuun kohdistettua tositetta, joten summa ja päivä eivät ole tiedossa. Kohdista maksu Odoossa (tiliote tai tosite) ja lähetä uudelleen.',
    sv: 'Enligt Odoo är fakturan betald helt eller delvis, men betalningen har ingen verifikation som är matchad mot fakturan, så summan och dagen är okända. Matcha betalningen i Odoo (kontoutdrag eller verifikation) och skicka igen.',
  },
  PaymentInCurrency: {
    en: 'The invoice is already paid in Odoo and is not in euros. Payments are sent along in euros only. Undo the payment in Odoo and send again, or bring the invoice into Netvisor by hand and choose "ignore".',
    fi: 'Lasku on jo maksettu Odoossa, eikä se ole euroissa. Maksut lähetetään mukana vain euroina. Peru maksu Odoossa ja lähetä uudelleen, tai vie lasku Netvisoriin käsin ja valitse ohitus (ignore).',
    sv: 'Fakturan är redan betald i Odoo och är inte i euro. Betalningar skickas med bara i euro. Ångra betalningen i Odoo och skicka igen, eller för in fakturan i Netvisor för hand och välj "ignore".',
  },
  WriteOffShared: {
    en: 'A payment of this invoice settles others as well, and a part of it was written off in Odoo, so nothing says how much money was paid of this one. Undo the payment in Odoo and register one for each invoice, then send again.',
    fi: 'Laskun maksu kattaa muitakin laskuja, ja osa siitä on kirjattu Odoossa pois, joten mikään ei kerro, paljonko rahaa tästä laskusta maksettiin. Peru maksu Odoossa, kirjaa maksu kullekin laskulle erikseen ja lähetä uudelleen.',
    sv: 'En betalning av fakturan täcker även andra, och en del av den har skrivits av i Odoo, så inget säger hur mycket pengar som betalats på just denna. Ångra betalningen i Odoo, registrera en för varje faktura och skicka igen.',
  },
  ZeroTotal: {
    en: 'The total of the invoice is zero, so there is nothing to collect in Netvisor. Leave it out with "ignore", or correct it.',
    fi: 'Laskun loppusumma on nolla, joten Netvisorissa ei ole perittävää. Jätä se pois (ignore) tai korjaa lasku.',
    sv: 'Fakturans slutsumma är noll, så det finns inget att driva in i Netvisor. Lämna den utanför (ignore) eller rätta den.',
  },
  RoundingDiffers: {
    en: 'Netvisor would round this invoice to other sums than Odoo: {it}. In Odoo: Accounting → Configuration → Settings → Taxes → Rounding Method "Round per Line" avoids it; or ask the operator of Silta about the settings vatRounding and lineSums.',
    fi: 'Netvisor pyöristäisi tämän laskun eri summiin kuin Odoo: {it}. Odoossa: Kirjanpito → Asetukset → Verot → Pyöristystapa "Pyöristä riveittäin" estää sen; tai kysy Siltan ylläpitäjältä asetuksista vatRounding ja lineSums.',
    sv: 'Netvisor skulle avrunda fakturan till andra summor än Odoo: {it}. I Odoo: Bokföring → Inställningar → Skatter → Avrundningsmetod "Avrunda per rad" undviker det; eller fråga Siltas operatör om inställningarna vatRounding och lineSums.',
  },
  CashRoundingNotCarried: {
    en: 'The invoice has a cash rounding row, which Netvisor invoices do not have. Take the cash rounding off the invoice in Odoo.',
    fi: 'Laskulla on käteispyöristys, jota Netvisorin laskuilla ei ole. Poista pyöristys laskulta Odoossa.',
    sv: 'Fakturan har kontantavrundning, vilket Netvisors fakturor inte har. Ta bort avrundningen från fakturan i Odoo.',
  },
  DeliveredByOdoo: {
    en: 'Odoo has already sent this invoice to the customer, and Netvisor would send it again (status "unsent"). Choose status "open" on the company form, or ignore the invoice.',
    fi: 'Odoo on jo lähettänyt laskun asiakkaalle, ja Netvisor lähettäisi sen uudelleen (tila "unsent"). Valitse yritykselle tila "open" tai ohita lasku.',
    sv: 'Odoo har redan skickat fakturan till kunden, och Netvisor skulle skicka den igen (status "unsent"). Välj status "open" på företaget eller hoppa över fakturan.',
  },
  NotDeliveredByOdoo: {
    en: 'The invoice would go to Netvisor as "open", so that nobody sends it to the customer. Press Send & Print in Odoo first.',
    fi: 'Lasku menisi Netvisoriin tilassa "open", eikä kukaan lähettäisi sitä asiakkaalle. Paina ensin Odoossa Lähetä ja tulosta.',
    sv: 'Fakturan skulle gå till Netvisor som "open", så att ingen skickar den till kunden. Tryck först på Skicka och skriv ut i Odoo.',
  },
  TextTooLong: {
    en: 'A text is longer than Netvisor takes: {it}. Shorten it in Odoo.',
    fi: 'Teksti on pidempi kuin Netvisor hyväksyy: {it}. Lyhennä sitä Odoossa.',
    sv: 'En text är längre än Netvisor tar emot: {it}. Förkorta den i Odoo.',
  },
  UnsupportedCharacters: {
    en: 'Netvisor cannot hold these characters: {it}. Replace them in Odoo.',
    fi: 'Netvisor ei tunne näitä merkkejä: {it}. Korvaa ne Odoossa.',
    sv: 'Netvisor kan inte hålla dessa tecken: {it}. Ersätt dem i Odoo.',
  },
  CustomerIncomplete: {
    en: 'The customer has no name. Fill it in on the contact.',
    fi: 'Asiakkaalta puuttuu nimi. Täytä se yhteystietoon.',
    sv: 'Kunden saknar namn. Fyll i det på kontakten.',
  },
  CustomerAmbiguous: {
    en: 'Netvisor has several customers with this business id ({it}). Remove the extra one in Netvisor, or give this customer the code of the right one.',
    fi: 'Netvisorissa on useita asiakkaita samalla Y-tunnuksella ({it}). Poista ylimääräinen Netvisorista tai anna tälle asiakkaalle oikean asiakkaan koodi.',
    sv: 'Netvisor har flera kunder med samma FO-nummer ({it}). Ta bort den överflödiga i Netvisor, eller ge den här kunden den rättas kod.',
  },
  ProductAmbiguous: {
    en: 'Netvisor has several products with the code {it}. Remove the extra one in Netvisor.',
    fi: 'Netvisorissa on useita tuotteita koodilla {it}. Poista ylimääräinen Netvisorista.',
    sv: 'Netvisor har flera produkter med koden {it}. Ta bort den överflödiga i Netvisor.',
  },
  FieldNotCarried: {
    en: 'Netvisor cannot take this as it stands: {it}. Correct it in Odoo.',
    fi: 'Netvisor ei voi ottaa tätä sellaisenaan: {it}. Korjaa se Odoossa.',
    sv: 'Netvisor kan inte ta emot detta som det är: {it}. Rätta det i Odoo.',
  },
  GenericProductMissing: {
    en: 'All rows are to go under one general product, but none is chosen. Choose it on the company form (tab Netvisor, field "General product").',
    fi: 'Kaikki rivit kirjataan yhdelle yleistuotteelle, mutta sitä ei ole valittu. Valitse se yrityksen lomakkeelta (välilehti Netvisor, kenttä "General product").',
    sv: 'Alla rader ska gå under en allmän produkt, men ingen är vald. Välj den på företagets formulär (fliken Netvisor, fältet "General product").',
  },
  RegisterRejected: {
    en: 'The customer or a product of this invoice cannot be brought into Netvisor. Why, and what to do, stands as a note on that contact or product. Correct it there, then send again.',
    fi: 'Laskun asiakasta tai tuotetta ei voi viedä Netvisoriin. Syy ja ohje ovat muistiinpanona kyseisellä yhteystiedolla tai tuotteella. Korjaa se siellä ja lähetä uudelleen.',
    sv: 'Fakturans kund eller en produkt kan inte föras in i Netvisor. Orsaken och vad som ska göras står som anteckning på kontakten eller produkten. Rätta den där och skicka igen.',
  },
  RegisterBusy: {
    en: 'Another invoice is bringing the same customer or product into Netvisor and has not come to an end, so this one could not follow. Ask the operator of Silta what the other one waits for, then send this one again.',
    fi: 'Toinen lasku on viemässä samaa asiakasta tai tuotetta Netvisoriin eikä ole päässyt loppuun, joten tämä ei voinut seurata. Kysy Siltan ylläpitäjältä, mitä se odottaa, ja lähetä tämä sitten uudelleen.',
    sv: 'En annan faktura håller på att föra in samma kund eller produkt i Netvisor och har inte blivit klar, så den här kunde inte följa. Fråga Siltas operatör vad den andra väntar på och skicka sedan den här igen.',
  },
  InvalidData: {
    en: 'Netvisor refused the invoice: something in it is wrong. Its own words are below, for whoever looks after Silta.',
    fi: 'Netvisor hylkäsi laskun: jokin tieto on väärin. Netvisorin oma viesti on alla Siltan ylläpitäjää varten.',
    sv: 'Netvisor avvisade fakturan: någon uppgift är fel. Netvisors egna ord står nedan, för den som sköter Silta.',
  },
  InvalidDataSize: {
    en: 'Netvisor refused the invoice: something in it is too long or too large. Its own words are below, for whoever looks after Silta.',
    fi: 'Netvisor hylkäsi laskun: jokin tieto on liian pitkä tai suuri. Netvisorin oma viesti on alla Siltan ylläpitäjää varten.',
    sv: 'Netvisor avvisade fakturan: någon uppgift är för lång eller för stor. Netvisors egna ord står nedan, för den som sköter Silta.',
  },
  PeriodLocked: {
    en: 'The accounting or VAT period of the invoice date is locked in Netvisor. Have the period opened there, or date the invoice in an open period.',
    fi: 'Laskun päivän tilikausi tai ALV-kausi on lukittu Netvisorissa. Pyydä avaamaan kausi tai päivää lasku avoimelle kaudelle.',
    sv: 'Bokförings- eller momsperioden för fakturans datum är låst i Netvisor. Be att få perioden öppnad eller datera fakturan till en öppen period.',
  },
  PeriodLockedInOdoo: {
    en: 'The accounting date of the invoice is in a period that has been locked in Odoo since it was posted ({it}), so somebody has closed those books. If it still belongs into Netvisor, move the lock date in Odoo (Accounting → Lock Dates) for as long as it takes to send; otherwise leave it out with "ignore".',
    fi: 'Laskun kirjanpitopäivä on kaudella, joka on lukittu Odoossa laskun vahvistamisen jälkeen ({it}), eli kirjanpito on suljettu. Jos lasku kuuluu yhä Netvisoriin, siirrä lukituspäivää Odoossa (Kirjanpito → Lukituspäivät) lähetyksen ajaksi; muuten jätä se pois (ignore).',
    sv: 'Fakturans bokföringsdag ligger i en period som låsts i Odoo efter att fakturan bokfördes ({it}), så någon har stängt den bokföringen. Hör den ännu till Netvisor, flytta låsdatumet i Odoo (Bokföring → Låsdatum) så länge sändningen tar; lämna den annars utanför (ignore).',
  },
  DuplicateData: {
    en: 'Netvisor says that it already has such a document, but does not show it as this invoice. Compare the invoice number in Netvisor.',
    fi: 'Netvisorin mukaan tosite on jo olemassa, mutta se ei ole tämä lasku. Vertaa laskun numeroa Netvisorissa.',
    sv: 'Netvisor säger att dokumentet redan finns, men visar det inte som denna faktura. Jämför fakturanumret i Netvisor.',
  },
  NumberTaken: {
    en: 'Another invoice in Netvisor already has the number {it}. Compare the two; renumber one of them.',
    fi: 'Netvisorissa on jo toinen lasku numerolla {it}. Vertaa laskuja ja numeroi toinen uudelleen.',
    sv: 'En annan faktura i Netvisor har redan numret {it}. Jämför dem och numrera om den ena.',
  },
  NumberUsedBefore: {
    en: 'An earlier invoice, which has been deleted in Odoo since, was sent to Netvisor under the number {it}. Give this one another number, so that the two can be told apart.',
    fi: 'Numerolla {it} on jo lähetetty Netvisoriin aiempi lasku, joka on sittemmin poistettu Odoosta. Anna tälle laskulle toinen numero, jotta laskut erottaa toisistaan.',
    sv: 'En tidigare faktura, som sedan dess raderats i Odoo, har skickats till Netvisor med numret {it}. Ge den här fakturan ett annat nummer, så att de två kan skiljas åt.',
  },
  FoundTwice: {
    en: 'This invoice stands in Netvisor more than once (keys {it}). Delete the extra one in Netvisor, then send again here.',
    fi: 'Tämä lasku on Netvisorissa useammin kuin kerran (avaimet {it}). Poista ylimääräinen Netvisorista ja lähetä sitten uudelleen.',
    sv: 'Fakturan finns mer än en gång i Netvisor (nycklar {it}). Ta bort den överflödiga i Netvisor och skicka sedan igen.',
  },
  FoundDifferent: {
    en: 'An earlier version of this invoice stands in Netvisor (key {it}). Compare the two: correct Netvisor, or delete it there and send again.',
    fi: 'Laskun aiempi versio on Netvisorissa (avain {it}). Vertaa laskuja: korjaa Netvisorin lasku, tai poista se sieltä ja lähetä uudelleen.',
    sv: 'En tidigare version av fakturan finns i Netvisor (nyckel {it}). Jämför dem: rätta den i Netvisor, eller ta bort den där och skicka igen.',
  },
  RequestNotUnique: {
    en: 'Netvisor says that it has seen this invoice, but does not show it. Look for number {it} in Netvisor. If it is not there, send again here; Silta looks once more before it sends.',
    fi: 'Netvisor sanoo nähneensä laskun, mutta ei näytä sitä. Etsi Netvisorista numero {it}. Jos sitä ei ole, lähetä uudelleen; Silta katsoo vielä kerran ennen lähetystä.',
    sv: 'Netvisor säger sig ha sett fakturan men visar den inte. Sök efter nummer {it} i Netvisor. Finns den inte, skicka igen; Silta tittar en gång till innan den skickar.',
  },
  NoLongerPosted: {
    en: 'The invoice is in Netvisor (key {it}), but was cancelled or reset to draft in Odoo since. Confirm it again in Odoo; if it is to be cancelled, make a credit note. While it is unsent in Netvisor, it can also be deleted there.',
    fi: 'Lasku on Netvisorissa (avain {it}), mutta se on sittemmin peruttu tai palautettu luonnokseksi Odoossa. Vahvista se uudelleen Odoossa; jos se on peruttava, tee hyvityslasku. Niin kauan kuin lasku on Netvisorissa lähettämättä, sen voi myös poistaa sieltä.',
    sv: 'Fakturan finns i Netvisor (nyckel {it}), men har sedan dess annullerats eller återställts till utkast i Odoo. Bekräfta den igen i Odoo; ska den annulleras, gör en kreditfaktura. Så länge den är oskickad i Netvisor kan den också raderas där.',
  },
  ChangedSinceSent: {
    en: 'The invoice was changed in Odoo after it had been sent ({it}), and Netvisor holds the earlier version. Press "Resend to Netvisor": it shows what differs, and then lets you edit the invoice in Netvisor. Or undo the change in Odoo.',
    fi: 'Laskua on muutettu Odoossa lähettämisen jälkeen ({it}), ja Netvisorissa on aiempi versio. Paina "Lähetä uudelleen Netvisoriin": se näyttää erot, minkä jälkeen laskun voi muokata Netvisoriin. Tai peru muutos Odoossa.',
    sv: 'Fakturan ändrades i Odoo efter att den skickats ({it}), och Netvisor har den tidigare versionen. Tryck på "Skicka på nytt till Netvisor": då visas skillnaderna, och sedan kan fakturan redigeras i Netvisor. Eller ångra ändringen i Odoo.',
  },
  ChangedAfterSending: {
    en: 'The invoice was changed in Odoo after Netvisor had sent it ({it}); Netvisor holds the earlier version and lets it be edited no more. Undo the change in Odoo, or make a credit note and a new invoice.',
    fi: 'Laskua on muutettu Odoossa sen jälkeen, kun se on lähetetty Netvisorista ({it}); Netvisorissa on aiempi versio, jota ei voi enää muokata. Peru muutos Odoossa tai tee hyvityslasku ja uusi lasku.',
    sv: 'Fakturan ändrades i Odoo efter att Netvisor skickat den ({it}); Netvisor har den tidigare versionen, som inte längre kan redigeras. Ångra ändringen i Odoo, eller gör en kreditfaktura och en ny faktura.',
  },
  ChangedAfterPayment: {
    en: 'The invoice was changed in Odoo after it had been paid, in part or in full, in Netvisor ({it}). It is not edited any more: undo the change in Odoo, or make a credit note and a new invoice.',
    fi: 'Laskua on muutettu Odoossa sen jälkeen, kun se on maksettu Netvisorissa kokonaan tai osaksi ({it}). Sitä ei enää muokata: peru muutos Odoossa tai tee hyvityslasku ja uusi lasku.',
    sv: 'Fakturan ändrades i Odoo efter att den betalats helt eller delvis i Netvisor ({it}). Den redigeras inte längre: ångra ändringen i Odoo, eller gör en kreditfaktura och en ny faktura.',
  },
  SumsDiffer: {
    en: 'Netvisor has computed other sums for this invoice than Odoo: {it}. Compare the rows; correct the invoice in Netvisor, then press Send here, and Silta compares again.',
    fi: 'Netvisor on laskenut laskulle eri summat kuin Odoo: {it}. Vertaa rivejä, korjaa lasku Netvisorissa ja paina sitten täällä Lähetä: Silta vertaa uudelleen.',
    sv: 'Netvisor har räknat andra summor för fakturan än Odoo: {it}. Jämför raderna, rätta fakturan i Netvisor och tryck sedan på Skicka här, så jämför Silta igen.',
  },
  InvoiceGoneInNetvisor: {
    en: 'Netvisor no longer has this invoice (key {it}): it was deleted there. If that was right, choose "ignore" here. If not, clear the field "Netvisor key" and send again.',
    fi: 'Netvisorissa ei enää ole tätä laskua (avain {it}): se on poistettu sieltä. Jos poisto oli oikein, valitse ohitus (ignore). Jos ei, tyhjennä kenttä "Netvisor key" ja lähetä uudelleen.',
    sv: 'Netvisor har inte längre den här fakturan (nyckel {it}): den har tagits bort där. Om det var rätt, välj "ignore" här. Om inte, töm fältet "Netvisor key" och skicka igen.',
  },
  OriginalNotInNetvisor: {
    en: 'The credit note is in Netvisor, but the invoice that it credits ({it}) is not there under the care of Silta: it was sent by other means, left out or deleted. Match the two in Netvisor by hand, then choose "ignore" here.',
    fi: 'Hyvityslasku on Netvisorissa, mutta sen hyvittämä lasku ({it}) ei ole siellä Siltan lähettämänä: se on viety muuten, jätetty pois tai poistettu. Kohdista ne Netvisorissa käsin ja valitse sitten ohitus (ignore).',
    sv: 'Kreditfakturan finns i Netvisor, men fakturan som den krediterar ({it}) finns inte där genom Silta: den har förts in på annat sätt, lämnats utanför eller raderats. Matcha dem för hand i Netvisor och välj sedan "ignore" här.',
  },
  WaitingForNetvisor: {
    en: 'The credit note is in Netvisor and can be matched to {it} only when both have been sent to the customer there. Send them in Netvisor; Silta goes on looking and matches them by itself.',
    fi: 'Hyvityslasku on Netvisorissa, mutta sen voi kohdistaa laskuun {it} vasta, kun molemmat on lähetetty sieltä asiakkaalle. Lähetä ne Netvisorissa; Silta seuraa ja kohdistaa ne itse.',
    sv: 'Kreditfakturan finns i Netvisor och kan matchas mot {it} först när båda har skickats till kunden därifrån. Skicka dem i Netvisor; Silta fortsätter att titta och matchar dem själv.',
  },
  MatchDiffers: {
    en: 'The open sums of the credit note and of {it} in Netvisor do not fit what Odoo has matched; perhaps a payment stands on one side only. Compare both, match them in Netvisor by hand if that is right, then press Send here.',
    fi: 'Hyvityslaskun ja laskun {it} avoimet summat Netvisorissa eivät sovi Odoon kohdistukseen; ehkä maksu on vain toisessa. Vertaa molempia, kohdista ne tarvittaessa Netvisorissa käsin ja paina sitten täällä Lähetä.',
    sv: 'De öppna summorna för kreditfakturan och {it} i Netvisor passar inte det som Odoo har matchat; kanske finns en betalning bara på ena sidan. Jämför båda, matcha dem vid behov för hand i Netvisor och tryck sedan på Skicka här.',
  },
  MatchMoved: {
    en: 'The credit note is matched otherwise in Netvisor than in Odoo: {it}. Silta cannot take a match back in Netvisor. Undo it there by hand, or put the match in Odoo back, then press Send here; if all is right as it is, choose "ignore" here.',
    fi: 'Hyvityslasku on kohdistettu Netvisorissa toisin kuin Odoossa: {it}. Silta ei voi purkaa kohdistusta Netvisorissa. Pura se siellä käsin tai palauta kohdistus Odoossa ja paina sitten täällä Lähetä; jos kaikki on oikein näin, valitse ohitus (ignore).',
    sv: 'Kreditfakturan är matchad på annat sätt i Netvisor än i Odoo: {it}. Silta kan inte ta tillbaka en matchning i Netvisor. Ta bort den där för hand, eller återställ matchningen i Odoo, och tryck sedan på Skicka här; om allt är rätt som det är, välj "ignore" här.',
  },
  MatchRefused: {
    en: 'The credit note is in Netvisor, but Netvisor refused to match it to {it}; its own words stand beside this. Match the two in Netvisor by hand, or cure the cause, then press Send here.',
    fi: 'Hyvityslasku on Netvisorissa, mutta Netvisor ei kohdistanut sitä laskuun {it}; sen omat sanat ovat vieressä. Kohdista ne Netvisorissa käsin tai korjaa syy ja paina sitten täällä Lähetä.',
    sv: 'Kreditfakturan finns i Netvisor, men Netvisor matchade den inte mot {it}; dess egna ord står bredvid. Matcha dem för hand i Netvisor eller åtgärda orsaken och tryck sedan på Skicka här.',
  },
  MatchOtherCurrency: {
    en: 'The credit note is in Netvisor, but it is in another currency than {it}, and Netvisor matches only within one currency. Settle the two in Netvisor by hand, then choose "ignore" here.',
    fi: 'Hyvityslasku on Netvisorissa, mutta se on eri valuutassa kuin {it}, ja Netvisor kohdistaa vain samassa valuutassa. Selvitä ne Netvisorissa käsin ja valitse sitten ohitus (ignore).',
    sv: 'Kreditfakturan finns i Netvisor, men den är i en annan valuta än {it}, och Netvisor matchar bara inom en valuta. Reglera dem för hand i Netvisor och välj sedan "ignore" här.',
  },
  PaymentRefused: {
    en: 'The invoice is in Netvisor, but Netvisor refused its payment; its own words stand beside this. Check that the payment method on the company form (tab Netvisor) exists in Netvisor, then press Send here.',
    fi: 'Lasku on Netvisorissa, mutta Netvisor hylkäsi sen maksun; sen omat sanat ovat vieressä. Tarkista, että yrityksen lomakkeen maksutapa (välilehti Netvisor) on olemassa Netvisorissa, ja paina sitten täällä Lähetä.',
    sv: 'Fakturan finns i Netvisor, men Netvisor avvisade dess betalning; dess egna ord står bredvid. Kontrollera att betalningssättet på företagets formulär (fliken Netvisor) finns i Netvisor och tryck sedan på Skicka här.',
  },
  PaymentDiffers: {
    en: 'The invoice is in Netvisor, but its open sum there is not that of Odoo, or Netvisor has not linked its payment: {it}. Silta sends the payments that Odoo had before the invoice was sent, and no others. Link or book the payment in Netvisor by hand, or put the match in Odoo right, then press Send here; if all is right as it is, choose "ignore" here.',
    fi: 'Lasku on Netvisorissa, mutta sen avoin summa siellä ei ole sama kuin Odoossa, tai Netvisor ei ole kohdistanut maksua: {it}. Silta lähettää vain ne maksut, jotka Odoossa oli ennen laskun lähetystä. Kohdista tai kirjaa maksu Netvisorissa käsin tai korjaa kohdistus Odoossa ja paina sitten täällä Lähetä; jos kaikki on oikein näin, valitse ohitus (ignore).',
    sv: 'Fakturan finns i Netvisor, men dess öppna summa där är inte densamma som i Odoo, eller så har Netvisor inte kopplat betalningen: {it}. Silta skickar bara de betalningar som fanns i Odoo innan fakturan skickades. Koppla eller bokför betalningen i Netvisor för hand, eller rätta matchningen i Odoo, och tryck sedan på Skicka här; om allt är rätt som det är, välj "ignore" här.',
  },
  WriteOffNotCarried: {
    en: 'The invoice is in Netvisor with the money that was paid. Odoo has written off the difference (a cash discount, a small sum), which Silta does not carry, so the open sums differ: {it}. Write it off in Netvisor, then press Send here.',
    fi: 'Lasku on Netvisorissa, samoin sille maksettu raha. Odoo on kirjannut erotuksen pois (kassa-alennus, pieni summa), eikä Silta vie sitä, joten avoimet summat eroavat: {it}. Kirjaa erotus pois Netvisorissa ja paina sitten täällä Lähetä.',
    sv: 'Fakturan finns i Netvisor, liksom pengarna som betalats på den. Odoo har skrivit av skillnaden (en kassarabatt, ett litet belopp), vilket Silta inte för över, så de öppna summorna skiljer sig: {it}. Skriv av den i Netvisor och tryck sedan på Skicka här.',
  },
  OtherLedger: {
    en: 'The invoice carries the key of another Netvisor ({it}), for example of a test. Clear the field "Netvisor key" if it is to be sent to this one.',
    fi: 'Laskulla on toisen Netvisorin avain ({it}), esimerkiksi testin. Tyhjennä kenttä "Netvisor key", jos lasku lähetetään tähän Netvisoriin.',
    sv: 'Fakturan bär en nyckel från ett annat Netvisor ({it}), till exempel ett test. Töm fältet "Netvisor key" om den ska skickas till detta.',
  },
  GoneInOdoo: {
    en: 'The invoice was deleted in Odoo while it was on its way, and may be in Netvisor. Look for it there by its number.',
    fi: 'Lasku poistettiin Odoosta kesken lähetyksen, ja se voi olla Netvisorissa. Etsi se sieltä numerolla.',
    sv: 'Fakturan raderades i Odoo medan den var på väg och kan finnas i Netvisor. Sök efter den där på numret.',
  },
  NotReadable: {
    en: "Odoo does not show Silta this invoice, or something on it (customer, product, file): it belongs to another company, or a rule hides it. Ask an Odoo administrator to let Silta's user see it, then send it again.",
    fi: 'Odoo ei näytä Siltalle tätä laskua tai jotain sillä olevaa (asiakas, tuote, tiedosto): se kuuluu toiselle yritykselle tai sääntö piilottaa sen. Pyydä Odoon ylläpitäjää antamaan Siltan käyttäjälle oikeus nähdä se ja lähetä sitten uudelleen.',
    sv: 'Odoo visar inte Silta den här fakturan eller något på den (kund, produkt, fil): den hör till ett annat företag eller döljs av en regel. Be en administratör för Odoo låta Siltas användare se den och skicka den sedan igen.',
  },
  OdooNotWritable: {
    en: 'Silta could not write the outcome into Odoo and goes on trying. Nothing is sent again.',
    fi: 'Silta ei voinut kirjoittaa tulosta Odooon ja yrittää yhä. Mitään ei lähetetä uudelleen.',
    sv: 'Silta kunde inte skriva resultatet i Odoo och fortsätter försöka. Inget skickas på nytt.',
  },
  Bug: {
    en: 'Silta met something that it does not understand and stopped before harm was done. The operator finds the detail in the log; send again after an update.',
    fi: 'Silta kohtasi jotain, mitä se ei ymmärrä, ja pysähtyi ennen vahinkoa. Ylläpitäjä löytää tiedot lokista; lähetä uudelleen päivityksen jälkeen.',
    sv: 'Silta mötte något som den inte förstår och stannade innan skada skedde. Operatören hittar detaljerna i loggen; skicka igen efter en uppdatering.',
  },
};
