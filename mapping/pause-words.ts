/** What people read on the company form while documents do not flow: why, and what to do. */
import type { PauseReason } from './reasons.ts';
import type { Texts } from './texts.ts';

export const PAUSE_WORDS: Readonly<Record<PauseReason | 'ByPerson', Texts>> = {
  ByPerson: {
    en: 'Paused by the operator of Silta. Documents wait, and none is lost.',
    fi: 'Siltan ylläpitäjä on keskeyttänyt lähetyksen. Tositteet odottavat, eikä mitään katoa.',
    sv: 'Pausad av Siltas operatör. Dokumenten väntar och inget går förlorat.',
  },
  AuthFailed: {
    en: 'Netvisor refuses the keys. Documents wait. Ask the operator of Silta to renew the API identifiers (Netvisor: Company → API identifiers).',
    fi: 'Netvisor ei hyväksy tunnuksia. Tositteet odottavat. Pyydä Siltan ylläpitäjää uusimaan rajapintatunnukset (Netvisor: Yritys → Rajapintatunnisteet).',
    sv: 'Netvisor godkänner inte nycklarna. Dokumenten väntar. Be Siltas operatör förnya gränssnittets identifierare (Netvisor: Företag → Gränssnittsidentifierare).',
  },
  RightMissing: {
    en: 'Netvisor refuses a right that Silta needs. Documents that need it wait. In Netvisor: Company → API identifiers → resource rights.',
    fi: 'Netvisor ei anna oikeutta, jonka Silta tarvitsee. Sitä tarvitsevat tositteet odottavat. Netvisorissa: Yritys → Rajapintatunnisteet → resurssien oikeudet.',
    sv: 'Netvisor nekar en rättighet som Silta behöver. Dokument som behöver den väntar. I Netvisor: Företag → Gränssnittsidentifierare → resursrättigheter.',
  },
  Maintenance: {
    en: 'Netvisor is in maintenance. Documents wait and go by themselves afterwards.',
    fi: 'Netvisor on huollossa. Tositteet odottavat ja lähtevät sen jälkeen itsestään.',
    sv: 'Netvisor underhålls. Dokumenten väntar och skickas sedan av sig själva.',
  },
  OdooRefused: {
    en: "Odoo refuses the key of Silta's user, or a right. Documents wait. Ask the operator of Silta for a new key.",
    fi: 'Odoo ei hyväksy Siltan käyttäjän avainta tai oikeutta. Tositteet odottavat. Pyydä Siltan ylläpitäjältä uusi avain.',
    sv: 'Odoo nekar nyckeln för Siltas användare, eller en rättighet. Dokumenten väntar. Be Siltas operatör om en ny nyckel.',
  },
  OdooTooOld: {
    en: 'This version of Odoo is too old for Silta: it needs Odoo 16 or later.',
    fi: 'Tämä Odoon versio on Siltalle liian vanha: tarvitaan Odoo 16 tai uudempi.',
    sv: 'Den här versionen av Odoo är för gammal för Silta: Odoo 16 eller senare behövs.',
  },
  OdooVersionUnknown: {
    en: 'Odoo does not say which version it is. Documents wait. Ask the operator of Silta to check the address of Odoo.',
    fi: 'Odoo ei kerro versiotaan. Tositteet odottavat. Pyydä Siltan ylläpitäjää tarkistamaan Odoon osoite.',
    sv: 'Odoo uppger inte sin version. Dokumenten väntar. Be Siltas operatör kontrollera Odoos adress.',
  },
  OdooUserMissing: {
    en: "Odoo 18 and older want the login of Silta's user. Ask the operator of Silta to add it to the settings (odoo.user).",
    fi: 'Odoo 18 ja vanhemmat tarvitsevat Siltan käyttäjän tunnuksen. Pyydä Siltan ylläpitäjää lisäämään se asetuksiin (odoo.user).',
    sv: 'Odoo 18 och äldre behöver inloggningsnamnet för Siltas användare. Be Siltas operatör lägga till det i inställningarna (odoo.user).',
  },
  OtherDatabase: {
    en: 'This database is a copy, or the connection belongs to another organisation in Netvisor. Nothing is sent from here.',
    fi: 'Tämä tietokanta on kopio, tai yhteys kuuluu toiselle organisaatiolle Netvisorissa. Täältä ei lähetetä mitään.',
    sv: 'Den här databasen är en kopia, eller så hör anslutningen till en annan organisation i Netvisor. Ingenting skickas härifrån.',
  },
  NotProvisioned: {
    en: 'What Silta needs in Odoo is missing. Documents wait. Ask the operator of Silta to run its provisioning.',
    fi: 'Odoosta puuttuu jotain, mitä Silta tarvitsee. Tositteet odottavat. Pyydä Siltan ylläpitäjää ajamaan käyttöönotto uudelleen.',
    sv: 'Något som Silta behöver saknas i Odoo. Dokumenten väntar. Be Siltas operatör köra installationen på nytt.',
  },
  NotReached: {
    en: 'Netvisor or Odoo does not answer. Documents wait; Silta tries again by itself.',
    fi: 'Netvisor tai Odoo ei vastaa. Tositteet odottavat; Silta yrittää itsestään uudelleen.',
    sv: 'Netvisor eller Odoo svarar inte. Dokumenten väntar; Silta försöker igen av sig själv.',
  },
  LaneFailed: {
    en: 'Silta could not go on. Documents wait. The operator of Silta finds the cause in the log.',
    fi: 'Silta ei voinut jatkaa. Tositteet odottavat. Siltan ylläpitäjä löytää syyn lokista.',
    sv: 'Silta kunde inte fortsätta. Dokumenten väntar. Siltas operatör hittar orsaken i loggen.',
  },
};

export const OPEN_WORDS: Texts = {
  en: 'Documents flow to Netvisor.',
  fi: 'Tositteet siirtyvät Netvisoriin.',
  sv: 'Dokumenten går till Netvisor.',
};
