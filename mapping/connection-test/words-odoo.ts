import type { Words } from './outcome.ts';

export const ODOO_WORDS = {
  reached: { en: 'Odoo answers.', fi: 'Odoo vastaa.', sv: 'Odoo svarar.' },
  notReached: {
    en: 'Odoo does not answer as it should ({code}).',
    fi: 'Odoo ei vastaa niin kuin pitäisi ({code}).',
    sv: 'Odoo svarar inte som det ska ({code}).',
  },
  notReachedCure: {
    en: 'For the operator of Silta: check odoo.url and odoo.database in silta.yaml, and that Odoo is up. On Odoo Online the external API takes the Custom plan.',
    fi: 'Siltan ylläpitäjälle: tarkista odoo.url ja odoo.database tiedostossa silta.yaml ja että Odoo on käynnissä. Odoo Onlinessa rajapinta edellyttää Custom-tilausta.',
    sv: 'För Siltas operatör: kontrollera odoo.url och odoo.database i silta.yaml och att Odoo är igång. I Odoo Online kräver gränssnittet planen Custom.',
  },
  userMissing: {
    en: 'This Odoo is older than 19 and wants a login beside the key.',
    fi: 'Tämä Odoo on vanhempi kuin 19 ja vaatii avaimen lisäksi käyttäjätunnuksen.',
    sv: 'Detta Odoo är äldre än 19 och kräver en inloggning utöver nyckeln.',
  },
  userMissingCure: {
    en: 'For the operator of Silta: set odoo.user in silta.yaml.',
    fi: 'Siltan ylläpitäjälle: aseta odoo.user tiedostossa silta.yaml.',
    sv: 'För Siltas operatör: ange odoo.user i silta.yaml.',
  },
  keyAccepted: { en: 'The key is accepted.', fi: 'Avain on hyväksytty.', sv: 'Nyckeln är godkänd.' },
  keyRefused: {
    en: 'Odoo refuses the key.',
    fi: 'Odoo hylkää avaimen.',
    sv: 'Odoo avvisar nyckeln.',
  },
  keyCure: {
    en: 'In Odoo, as Silta’s user: user menu → My Preferences → Account Security → New API Key. Give it to the operator of Silta (odoo.apiKey). Keys of ordinary users expire after three months unless a group of theirs allows longer.',
    fi: 'Odoossa Siltan käyttäjänä: käyttäjävalikko → Omat asetukset → Tilin suojaus → Uusi API-avain. Anna se Siltan ylläpitäjälle (odoo.apiKey). Tavallisten käyttäjien avaimet vanhenevat kolmessa kuukaudessa, ellei jokin heidän ryhmistään salli pidempää.',
    sv: 'I Odoo, som Siltas användare: användarmenyn → Mina inställningar → Kontosäkerhet → Ny API-nyckel. Ge den till Siltas operatör (odoo.apiKey). Vanliga användares nycklar går ut efter tre månader om ingen av deras grupper tillåter längre.',
  },
  noKeys: {
    en: 'Odoo shows no key of this user, so its validity is not known.',
    fi: 'Odoo ei näytä käyttäjän avainta, joten sen voimassaolo ei ole tiedossa.',
    sv: 'Odoo visar ingen nyckel för användaren, så giltigheten är okänd.',
  },
  keysForever: { en: 'Does not expire.', fi: 'Ei vanhene.', sv: 'Går inte ut.' },
  keysUntil: { en: 'Valid until {day}.', fi: 'Voimassa {day} asti.', sv: 'Giltig till {day}.' },
  keyExpires: {
    en: 'The key expires on {day}. After that nothing is sent.',
    fi: 'Avain vanhenee {day}. Sen jälkeen mitään ei lähetetä.',
    sv: 'Nyckeln går ut {day}. Efter det skickas inget.',
  },
  oneKeyExpires: {
    en: 'The user has several keys, and one expires on {day}: Odoo does not say which of them Silta uses.',
    fi: 'Käyttäjällä on useita avaimia, ja yksi vanhenee {day}: Odoo ei kerro, mitä niistä Silta käyttää.',
    sv: 'Användaren har flera nycklar, och en går ut {day}: Odoo säger inte vilken Silta använder.',
  },
  versionNotTold: {
    en: 'Odoo does not tell its version to Silta’s user.',
    fi: 'Odoo ei kerro versiotaan Siltan käyttäjälle.',
    sv: 'Odoo berättar inte sin version för Siltas användare.',
  },
  tooOld: {
    en: 'This Odoo is older than 16, which Silta cannot serve.',
    fi: 'Tämä Odoo on vanhempi kuin 16, eikä Silta tue sitä.',
    sv: 'Detta Odoo är äldre än 16, vilket Silta inte stöder.',
  },
  versionCure: {
    en: 'Upgrade Odoo to 17 or later (upgrade.odoo.com, or your Odoo partner).',
    fi: 'Päivitä Odoo versioon 17 tai uudempaan (upgrade.odoo.com tai Odoo-kumppani).',
    sv: 'Uppgradera Odoo till 17 eller senare (upgrade.odoo.com eller er Odoopartner).',
  },
  version: { en: 'Odoo {major}.', fi: 'Odoo {major}.', sv: 'Odoo {major}.' },
  versionWithoutWebhooks: {
    en: 'Odoo {major}. It has no webhooks: what is asked for is found by the regular sweep, some minutes later.',
    fi: 'Odoo {major}. Siinä ei ole webhookeja: pyynnöt löytyvät säännöllisessä kierroksessa muutaman minuutin viiveellä.',
    sv: 'Odoo {major}. Det har inga webhooks: begäran hittas i den regelbundna genomgången, några minuter senare.',
  },
  versionNew: {
    en: 'Odoo {major} is newer than what Silta was tested with ({newest}).',
    fi: 'Odoo {major} on uudempi kuin versio, jolla Silta on testattu ({newest}).',
    sv: 'Odoo {major} är nyare än det som Silta har testats med ({newest}).',
  },
  modulesThere: {
    en: 'Invoicing, automation rules and the Finnish localisation are installed.',
    fi: 'Laskutus, automaatiosäännöt ja Suomen lokalisointi on asennettu.',
    sv: 'Fakturering, automatiseringsregler och den finländska lokaliseringen är installerade.',
  },
  modulesMissing: {
    en: 'These modules are not installed: {modules}.',
    fi: 'Näitä moduuleja ei ole asennettu: {modules}.',
    sv: 'Dessa moduler är inte installerade: {modules}.',
  },
  modulesCure: {
    en: 'In Odoo, as an administrator: Apps → remove the filter "Apps" → search {modules} → Activate. Then run silta provision.',
    fi: 'Odoossa pääkäyttäjänä: Sovellukset → poista suodatin "Sovellukset" → hae {modules} → Aktivoi. Aja sitten silta provision.',
    sv: 'I Odoo, som administratör: Appar → ta bort filtret "Appar" → sök {modules} → Aktivera. Kör sedan silta provision.',
  },
  languages: {
    en: 'Switched on: {languages}.',
    fi: 'Käytössä: {languages}.',
    sv: 'Påslagna: {languages}.',
  },
  languagesMissing: {
    en: 'Not switched on in Odoo: {languages}. Silta reads in English and writes in the language of the connection.',
    fi: 'Ei käytössä Odoossa: {languages}. Silta lukee englanniksi ja kirjoittaa yhteyden kielellä.',
    sv: 'Inte påslagna i Odoo: {languages}. Silta läser på engelska och skriver på anslutningens språk.',
  },
  languagesCure: {
    en: 'In Odoo, as an administrator: Settings → Languages → Add Languages → {languages}. Or have another language set for the connection (language in silta.yaml).',
    fi: 'Odoossa pääkäyttäjänä: Asetukset → Kielet → Lisää kieliä → {languages}. Tai yhteydelle vaihdetaan toinen kieli (language, silta.yaml).',
    sv: 'I Odoo, som administratör: Inställningar → Språk → Lägg till språk → {languages}. Eller byt anslutningens språk (language i silta.yaml).',
  },
  fieldsThere: {
    en: 'All fields of this version of Silta are there.',
    fi: 'Kaikki tämän Siltan version kentät ovat paikallaan.',
    sv: 'Alla fält i denna version av Silta finns.',
  },
  fieldsMissing: {
    en: 'Odoo lacks fields that this version of Silta needs: {fields}.',
    fi: 'Odoosta puuttuu kenttiä, joita tämä Siltan versio tarvitsee: {fields}.',
    sv: 'Odoo saknar fält som denna version av Silta behöver: {fields}.',
  },
  provisionCure: {
    en: 'For the operator of Silta: run "silta provision {connection}" with the API key of an Odoo administrator.',
    fi: 'Siltan ylläpitäjälle: aja "silta provision {connection}" Odoon pääkäyttäjän API-avaimella.',
    sv: 'För Siltas operatör: kör "silta provision {connection}" med en Odooadministratörs API-nyckel.',
  },
  actionRuns: { en: 'It may.', fi: 'Saa.', sv: 'Det får den.' },
  actionRefused: {
    en: 'Odoo does not let Silta’s user run the server action "Silta", so nothing can be written back.',
    fi: 'Odoo ei anna Siltan käyttäjän ajaa palvelintoimintoa "Silta", joten mitään ei voi kirjoittaa takaisin.',
    sv: 'Odoo låter inte Siltas användare köra serveråtgärden "Silta", så inget kan skrivas tillbaka.',
  },
  actionCure: {
    en: 'In Odoo, as an administrator: Settings → Users & Companies → Users → Silta’s user → give it the group that the action names (developer mode: Settings → Technical → Server Actions → Silta → Allowed Groups); "silta provision" does the same.',
    fi: 'Odoossa pääkäyttäjänä: Asetukset → Käyttäjät ja yritykset → Käyttäjät → Siltan käyttäjä → anna ryhmä, jonka toiminto nimeää (kehittäjätila: Asetukset → Tekninen → Palvelintoiminnot → Silta → Sallitut ryhmät); "silta provision" tekee saman.',
    sv: 'I Odoo, som administratör: Inställningar → Användare och företag → Användare → Siltas användare → ge den gruppen som åtgärden anger (utvecklarläge: Inställningar → Tekniskt → Serveråtgärder → Silta → Tillåtna grupper); "silta provision" gör samma sak.',
  },
  pinned: {
    en: 'It does: organisation {organisation}, {environment}.',
    fi: 'Kuuluu: organisaatio {organisation}, {environment}.',
    sv: 'Det gör den: organisation {organisation}, {environment}.',
  },
  notProvisioned: {
    en: 'Odoo is not provisioned for this connection.',
    fi: 'Odoota ei ole valmisteltu tälle yhteydelle.',
    sv: 'Odoo är inte förberett för denna anslutning.',
  },
  otherDatabase: {
    en: 'This database, or this Netvisor organisation, is not the one that the connection belongs to: a restored or duplicated database, most probably. Silta sends nothing from it.',
    fi: 'Tämä tietokanta tai Netvisor-organisaatio ei ole se, johon yhteys kuuluu: todennäköisesti palautettu tai kopioitu tietokanta. Silta ei lähetä siitä mitään.',
    sv: 'Databasen, eller Netvisororganisationen, är inte den som anslutningen hör till: troligen en återställd eller kopierad databas. Silta skickar inget från den.',
  },
  repinCure: {
    en: 'On a copy: leave it so. If this is the right database (company form → tab Netvisor), the operator of Silta runs "silta provision {connection} --repin".',
    fi: 'Kopiossa: jätä näin. Jos tämä on oikea tietokanta (yrityksen lomake → välilehti Netvisor), Siltan ylläpitäjä ajaa "silta provision {connection} --repin".',
    sv: 'På en kopia: låt det vara så. Är detta rätt databas (företagets formulär → fliken Netvisor) kör Siltas operatör "silta provision {connection} --repin".',
  },
  noExcess: {
    en: 'It may only read, and run Silta’s own action.',
    fi: 'Se saa vain lukea ja ajaa Siltan oman toiminnon.',
    sv: 'Den får bara läsa och köra Siltas egen åtgärd.',
  },
  excess: {
    en: 'A warning: it has rights that Silta does not need: {rights}. Documents flow all the same.',
    fi: 'Varoitus: sillä on oikeuksia, joita Silta ei tarvitse: {rights}. Laskut kulkevat silti.',
    sv: 'En varning: den har rättigheter som Silta inte behöver: {rights}. Dokumenten går ändå fram.',
  },
  excessCure: {
    en: 'In Odoo, as an administrator: Settings → Users & Companies → Users → Silta’s user → Access Rights: leave it the group Silta and take the others away.',
    fi: 'Odoossa pääkäyttäjänä: Asetukset → Käyttäjät ja yritykset → Käyttäjät → Siltan käyttäjä → Käyttöoikeudet: jätä ryhmä Silta ja poista muut.',
    sv: 'I Odoo, som administratör: Inställningar → Användare och företag → Användare → Siltas användare → Åtkomsträttigheter: låt gruppen Silta vara kvar och ta bort de andra.',
  },
  mayRead: { en: 'May be read.', fi: 'Saa lukea.', sv: 'Får läsas.' },
  mayNotRead: {
    en: 'Silta’s user may not read {model}, which sending needs.',
    fi: 'Siltan käyttäjä ei saa lukea mallia {model}, jota lähettäminen tarvitsee.',
    sv: 'Siltas användare får inte läsa {model}, vilket sändningen behöver.',
  },
  readCure: {
    en: 'In Odoo, as an administrator: Settings → Users & Companies → Users → Silta’s user → Access Rights: give it the group Silta; "silta provision" gives that group the right to read {model}.',
    fi: 'Odoossa pääkäyttäjänä: Asetukset → Käyttäjät ja yritykset → Käyttäjät → Siltan käyttäjä → Käyttöoikeudet: anna ryhmä Silta; "silta provision" antaa ryhmälle oikeuden lukea mallia {model}.',
    sv: 'I Odoo, som administratör: Inställningar → Användare och företag → Användare → Siltas användare → Åtkomsträttigheter: ge den gruppen Silta; "silta provision" ger gruppen rätt att läsa {model}.',
  },
} as const satisfies Record<string, Words>;
