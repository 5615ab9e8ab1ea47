import type { Words } from './outcome.ts';

export const NETVISOR_WORDS = {
  reached: { en: '{host} answers.', fi: '{host} vastaa.', sv: '{host} svarar.' },
  maintenance: {
    en: 'Netvisor is in maintenance.',
    fi: 'Netvisorissa on huoltokatko.',
    sv: 'Netvisor har ett serviceavbrott.',
  },
  maintenanceCure: {
    en: 'Nothing needs to be done: documents wait and none fails. Test again after the maintenance.',
    fi: 'Mitään ei tarvitse tehdä: laskut odottavat, eikä mikään epäonnistu. Testaa uudelleen katkon jälkeen.',
    sv: 'Inget behöver göras: dokumenten väntar och inget misslyckas. Testa igen efter avbrottet.',
  },
  notReached: {
    en: '{host} does not answer as Netvisor does ({code}).',
    fi: '{host} ei vastaa kuten Netvisor ({code}).',
    sv: '{host} svarar inte som Netvisor ({code}).',
  },
  notReachedCure: {
    en: 'For the operator of Silta: check netvisor.url in silta.yaml, and that the network lets this machine out to it.',
    fi: 'Siltan ylläpitäjälle: tarkista netvisor.url tiedostossa silta.yaml ja että verkko päästää koneen sinne.',
    sv: 'För Siltas operatör: kontrollera netvisor.url i silta.yaml och att nätverket släpper ut maskinen dit.',
  },
  keysAccepted: {
    en: 'Keys, signature and organisation are accepted.',
    fi: 'Avaimet, allekirjoitus ja organisaatio on hyväksytty.',
    sv: 'Nycklar, signatur och organisation är godkända.',
  },
  keysRefused: {
    en: 'Netvisor refuses the keys.',
    fi: 'Netvisor hylkää avaimet.',
    sv: 'Netvisor avvisar nycklarna.',
  },
  keysCure: {
    en: 'In Netvisor: company menu → API identifiers → Create new API identifier, as a user who has rights to this company. Give user id and key to the operator of Silta (netvisor.customerId, netvisor.customerKey), who also checks partner id, partner key and organisation id.',
    fi: 'Netvisorissa: yritysvalikko → API-tunnisteet → Luo uusi API-tunniste, käyttäjänä, jolla on oikeudet tähän yritykseen. Anna tunnus ja avain Siltan ylläpitäjälle (netvisor.customerId, netvisor.customerKey), joka tarkistaa myös kumppanitunnuksen, kumppaniavaimen ja Y-tunnuksen.',
    sv: 'I Netvisor: företagsmenyn → API-identifierare → skapa en ny, som en användare med rättigheter till detta företag. Ge id och nyckel till Siltas operatör (netvisor.customerId, netvisor.customerKey), som också kontrollerar partner-id, partnernyckel och FO-nummer.',
  },
  clockAccepted: {
    en: 'Netvisor accepts the time of this machine.',
    fi: 'Netvisor hyväksyy tämän koneen ajan.',
    sv: 'Netvisor godkänner maskinens tid.',
  },
  clockNotTold: {
    en: 'Netvisor did not tell its time, so the difference is not known.',
    fi: 'Netvisor ei kertonut aikaansa, joten ero ei ole tiedossa.',
    sv: 'Netvisor berättade inte sin tid, så skillnaden är okänd.',
  },
  clockAgrees: {
    en: 'The clocks differ by {seconds} s; up to {tolerance} s are accepted.',
    fi: 'Kellojen ero on {seconds} s; enintään {tolerance} s hyväksytään.',
    sv: 'Klockorna skiljer sig {seconds} s; högst {tolerance} s godkänns.',
  },
  clockBehind: {
    en: 'The clock of this machine is {seconds} s behind Netvisor’s; up to {tolerance} s are accepted.',
    fi: 'Tämän koneen kello jätättää Netvisorista {seconds} s; enintään {tolerance} s hyväksytään.',
    sv: 'Maskinens klocka går {seconds} s efter Netvisors; högst {tolerance} s godkänns.',
  },
  clockAhead: {
    en: 'The clock of this machine is {seconds} s ahead of Netvisor’s; up to {tolerance} s are accepted.',
    fi: 'Tämän koneen kello edistää Netvisorista {seconds} s; enintään {tolerance} s hyväksytään.',
    sv: 'Maskinens klocka går {seconds} s före Netvisors; högst {tolerance} s godkänns.',
  },
  clockCure: {
    en: 'For the operator of Silta: set the clock of the machine that Silta runs on by NTP (timedatectl set-ntp true), then test again.',
    fi: 'Siltan ylläpitäjälle: tahdista Siltan koneen kello NTP:llä (timedatectl set-ntp true) ja testaa uudelleen.',
    sv: 'För Siltas operatör: ställ klockan på Siltas maskin med NTP (timedatectl set-ntp true) och testa igen.',
  },
  granted: { en: 'May be used.', fi: 'Saa käyttää.', sv: 'Får användas.' },
  missing: {
    en: 'Netvisor refuses the right to {resource}. Documents that need it wait.',
    fi: 'Netvisor ei anna oikeutta resurssiin {resource}. Sitä tarvitsevat laskut odottavat.',
    sv: 'Netvisor ger ingen rätt till {resource}. Dokument som behöver den väntar.',
  },
  helpfulMissing: {
    en: 'Netvisor refuses the right to {resource}. It helps and is not needed: a check is skipped, documents flow.',
    fi: 'Netvisor ei anna oikeutta resurssiin {resource}. Se auttaa, mutta ei ole välttämätön: yksi tarkistus jää pois, laskut kulkevat.',
    sv: 'Netvisor ger ingen rätt till {resource}. Den hjälper men behövs inte: en kontroll uteblir, dokumenten går fram.',
  },
  rightCure: {
    en: 'In Netvisor: company menu → API resource access rights → the integration → allow {resource}. This takes a user administrator.',
    fi: 'Netvisorissa: yritysvalikko → Rajapintaresurssien oikeudet → integraatio → salli {resource}. Tähän tarvitaan käyttäjähallitsija.',
    sv: 'I Netvisor: företagsmenyn → rättigheter till gränssnittsresurser (Rajapintaresurssien oikeudet) → integrationen → tillåt {resource}. Det kräver en användaradministratör.',
  },
  refusedLately: {
    en: 'Netvisor refused the right to {resource} when it was last used.',
    fi: 'Netvisor ei antanut oikeutta resurssiin {resource}, kun sitä viimeksi käytettiin.',
    sv: 'Netvisor gav ingen rätt till {resource} när den senast användes.',
  },
  notWithoutWriting: {
    en: 'Not provable without writing: the first document shows it.',
    fi: 'Ei todettavissa kirjoittamatta: ensimmäinen tosite näyttää sen.',
    sv: 'Går inte att fastställa utan att skriva: det första dokumentet visar det.',
  },
} as const satisfies Record<string, Words>;
