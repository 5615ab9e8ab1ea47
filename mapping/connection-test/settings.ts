import type { Facts, TemporalFacts } from './facts.ts';
import type { LineId } from './lines.ts';
import { green, red, type Outcome, type Words } from './outcome.ts';

/** Where Netvisor keeps its partners' test companies (Netvisor API, hosts): nothing there is production. */
const TEST_HOST = 'isvapi.netvisor.fi';

/** The lines about Silta's own surroundings. */
export function settingsOutcomes(facts: Facts): readonly (readonly [LineId, Outcome])[] {
  const { temporal } = facts;
  return [
    ['settings', settings(facts.settings)],
    ...(temporal ? [['temporal', ofTemporal(temporal)] as const] : []),
  ];
}

/** That they can be used at all is checked when they are loaded. */
function settings({ environment, netvisorHost: host, limitSeconds: limit }: Facts['settings']): Outcome {
  const values = { environment, host, limit };
  return environment === 'production' && host === TEST_HOST
    ? red(W.crossed, W.crossedCure, values)
    : green(W.inOrder, values);
}

function ofTemporal({ address, namespace, answers, lacks, makes }: TemporalFacts): Outcome {
  const values = { address, namespace };
  if (lacks && makes) return red(W.temporalLacks, W.temporalMakes, { ...values, lacks, makes });
  return answers ? green(W.temporalAnswers, values) : red(W.temporalSilent, W.temporalCure, values);
}

const W = {
  inOrder: {
    en: 'They can be used: {environment}, {host}, {limit} s for a request.',
    fi: 'Ne ovat käyttökelpoiset: {environment}, {host}, {limit} s pyyntöä kohti.',
    sv: 'De kan användas: {environment}, {host}, {limit} s per begäran.',
  },
  crossed: {
    en: 'The connection is said to be {environment}, but its address is {host}.',
    fi: 'Yhteyden ympäristöksi on sanottu {environment}, mutta sen osoite on {host}.',
    sv: 'Anslutningen sägs vara {environment}, men dess adress är {host}.',
  },
  crossedCure: {
    en: 'For the operator of Silta: correct environment or netvisor.url in silta.yaml (production: integration.netvisor.fi, test: isvapi.netvisor.fi).',
    fi: 'Siltan ylläpitäjälle: korjaa environment tai netvisor.url tiedostossa silta.yaml (production: integration.netvisor.fi, test: isvapi.netvisor.fi).',
    sv: 'För Siltas operatör: rätta environment eller netvisor.url i silta.yaml (production: integration.netvisor.fi, test: isvapi.netvisor.fi).',
  },
  temporalAnswers: {
    en: '{address} answers, namespace {namespace}.',
    fi: '{address} vastaa, nimiavaruus {namespace}.',
    sv: '{address} svarar, namnrymd {namespace}.',
  },
  temporalSilent: {
    en: '{address} does not answer, or has no namespace {namespace}.',
    fi: '{address} ei vastaa tai siinä ei ole nimiavaruutta {namespace}.',
    sv: '{address} svarar inte, eller har ingen namnrymd {namespace}.',
  },
  temporalLacks: {
    en: '{address} answers, but its namespace {namespace} lacks search attributes: {lacks}.',
    fi: '{address} vastaa, mutta sen nimiavaruudesta {namespace} puuttuu hakukenttiä: {lacks}.',
    sv: '{address} svarar, men dess namnrymd {namespace} saknar sökfält: {lacks}.',
  },
  temporalMakes: {
    en: 'For the operator of Silta: run: {makes}',
    fi: 'Siltan ylläpitäjälle: aja: {makes}',
    sv: 'För Siltas operatör: kör: {makes}',
  },
  temporalCure: {
    en: 'For the operator of Silta: start Temporal, and check temporal.address and temporal.namespace in silta.yaml.',
    fi: 'Siltan ylläpitäjälle: käynnistä Temporal ja tarkista temporal.address ja temporal.namespace tiedostossa silta.yaml.',
    sv: 'För Siltas operatör: starta Temporal och kontrollera temporal.address och temporal.namespace i silta.yaml.',
  },
} as const satisfies Record<string, Words>;
