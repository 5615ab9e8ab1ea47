import { NETVISOR_WORDS as W } from './words-netvisor.ts';
import type { Facts, NetvisorFacts, Right } from './facts.ts';
import {
  HELPFUL_RESOURCES,
  READ_RESOURCES,
  rightLine,
  WRITE_RESOURCES,
  type LineId,
  type ReadResource,
  type WriteResource,
} from './lines.ts';
import { because, green, notSeen, red, unknown, type Outcome } from './outcome.ts';

/** The lines about Netvisor alone: reached, keys, clock, and every right. */
export function netvisorOutcomes({ netvisor, settings }: Facts): readonly (readonly [LineId, Outcome])[] {
  return [
    ['netvisor.reached', reached(netvisor, settings.netvisorHost)],
    ['netvisor.keys', keys(netvisor)],
    ['netvisor.clock', clock(netvisor)],
    ...READ_RESOURCES.map((resource) => [rightLine(resource), readRight(netvisor, resource)] as const),
    ...WRITE_RESOURCES.map((resource) => [rightLine(resource), writeRight(netvisor, resource)] as const),
  ];
}

/** Why nothing that needs Netvisor could be examined; undefined where it answers and accepts the keys. */
export function netvisorObstacle({ answer }: NetvisorFacts): LineId | undefined {
  if (answer === 'accepted') return undefined;
  return answer === 'AuthFailed' ? 'netvisor.keys' : 'netvisor.reached';
}

function reached({ answer }: NetvisorFacts, host: string): Outcome {
  if (answer === 'accepted' || answer === 'AuthFailed') return green(W.reached, { host });
  if (answer === 'Maintenance') return red(W.maintenance, W.maintenanceCure);
  return red(W.notReached, W.notReachedCure, { host, code: answer.not });
}

function keys(facts: NetvisorFacts): Outcome {
  const { answer, clockDifferenceMs, toleranceMs } = facts;
  if (answer === 'accepted') return green(W.keysAccepted);
  if (answer !== 'AuthFailed') return because('netvisor.reached');
  // A signature that is too old is refused with the same code as a wrong one.
  if (clockDifferenceMs !== undefined && Math.abs(clockDifferenceMs) > toleranceMs)
    return because('netvisor.clock');
  return red(W.keysRefused, W.keysCure);
}

function clock({ answer, clockDifferenceMs, toleranceMs }: NetvisorFacts): Outcome {
  const tolerance = Math.floor(toleranceMs / 1000);
  if (clockDifferenceMs === undefined) {
    if (answer === 'accepted') return green(W.clockAccepted);
    return answer === 'AuthFailed' ? unknown(W.clockNotTold) : because('netvisor.reached');
  }
  const seconds = Math.round(Math.abs(clockDifferenceMs) / 1000);
  if (Math.abs(clockDifferenceMs) <= toleranceMs) return green(W.clockAgrees, { seconds, tolerance });
  return red(clockDifferenceMs > 0 ? W.clockBehind : W.clockAhead, W.clockCure, { seconds, tolerance });
}

function readRight(facts: NetvisorFacts, resource: ReadResource): Outcome {
  const obstacle = netvisorObstacle(facts);
  if (obstacle) return because(obstacle);
  const right: Right = facts.rights[resource] ?? { not: 'NotAsked' };
  if (right === 'granted') return green(W.granted);
  if (right === 'missing') {
    return HELPFUL_RESOURCES.has(resource)
      ? red(W.helpfulMissing, W.rightCure, { resource })
      : red(W.missing, W.rightCure, { resource });
  }
  return notSeen(right.not);
}

function writeRight(facts: NetvisorFacts, resource: WriteResource): Outcome {
  if (facts.refusedLately.has(resource)) return red(W.refusedLately, W.rightCure, { resource });
  const obstacle = netvisorObstacle(facts);
  return obstacle ? because(obstacle) : unknown(W.notWithoutWriting);
}
