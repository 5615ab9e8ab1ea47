import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  classify,
  NetvisorError,
  netvisorCodes,
  type NetvisorCode,
  type Occurrence,
  type Operation,
} from '../../netvisor/errors.ts';

const reply = (operation: Operation, httpStatus: number, code?: NetvisorCode | 'unknown'): Occurrence => ({
  phase: 'answered',
  operation,
  httpStatus,
  ...(code === undefined ? {} : { code }),
});

describe('classification', () => {
  test.each<[string, Occurrence, string]>([
    ['write, nobody reached', { phase: 'connecting', operation: 'write' }, 'Transient NotReached no'],
    ['read, nobody reached', { phase: 'connecting', operation: 'read' }, 'Transient NotReached no'],
    [
      'write, time-out after sending',
      { phase: 'sent', operation: 'write', failure: 'timeout' },
      'InDoubt Timeout unknown',
    ],
    [
      'read, time-out after sending',
      { phase: 'sent', operation: 'read', failure: 'timeout' },
      'Transient Timeout unknown',
    ],
    [
      'write, connection lost',
      { phase: 'sent', operation: 'write', failure: 'lost' },
      'InDoubt ConnectionLost unknown',
    ],
    [
      'read, connection lost',
      { phase: 'sent', operation: 'read', failure: 'lost' },
      'Transient ConnectionLost unknown',
    ],
    ['write, HTML page', reply('write', 200), 'InDoubt NotXml answered'],
    ['read, HTML page', reply('read', 200), 'Transient NotXml answered'],
    ['write, redirect', reply('write', 302), 'InDoubt NotXml answered'],
    ['read, redirect', reply('read', 302), 'Transient NotXml answered'],
    ['write, 404 page', reply('write', 404), 'InDoubt HttpRefused answered'],
    ['read, 404 page', reply('read', 404), 'Bug HttpRefused answered'],
    ['write, 401 page', reply('write', 401), 'InDoubt HttpRefused answered'],
    ['write, 408 page', reply('write', 408), 'InDoubt HttpRefused answered'],
    ['read, 408 page', reply('read', 408), 'Transient HttpRefused answered'],
    ['write, 413 page', reply('write', 413), 'Rejected MessageTooLong answered'],
    ['write, 429', reply('write', 429), 'Transient TooManyRequests answered'],
    ['read, 429', reply('read', 429), 'Transient TooManyRequests answered'],
    [
      'write, 429 with an envelope',
      reply('write', 429, 'TECHNICAL_ERROR'),
      'Transient TooManyRequests answered',
    ],
    ['write, 500 page', reply('write', 500), 'InDoubt HttpFailed answered'],
    ['read, 503 page', reply('read', 503), 'Transient HttpFailed answered'],
    ['write, keys refused', reply('write', 401, 'AUTHENTICATION_FAILED'), 'Paused AuthFailed answered'],
    ['read, keys refused', reply('read', 200, 'AUTHENTICATION_FAILED'), 'Paused AuthFailed answered'],
    ['write, right missing', reply('write', 403, 'SERVICE_ACCESS_ERROR'), 'Paused RightMissing answered'],
    ['read, right missing', reply('read', 403, 'SERVICE_ACCESS_ERROR'), 'Paused RightMissing answered'],
    ['write, maintenance', reply('write', 503, 'SYSTEM_MAINTENANCE'), 'Paused Maintenance answered'],
    ['read, maintenance', reply('read', 503, 'SYSTEM_MAINTENANCE'), 'Paused Maintenance answered'],
    ['write, invalid data', reply('write', 400, 'INVALID_DATA'), 'Rejected InvalidData answered'],
    ['read, invalid data', reply('read', 200, 'INVALID_DATA'), 'Rejected InvalidData answered'],
    ['write, data too long', reply('write', 413, 'INVALID_DATA_SIZE'), 'Rejected InvalidDataSize answered'],
    ['read, data too long', reply('read', 413, 'INVALID_DATA_SIZE'), 'Rejected InvalidDataSize answered'],
    ['write, period locked', reply('write', 409, 'PERIOD_LOCK'), 'Rejected PeriodLocked answered'],
    ['read, period locked', reply('read', 409, 'PERIOD_LOCK'), 'Rejected PeriodLocked answered'],
    ['write, duplicate', reply('write', 409, 'DUPLICATE_DATA'), 'AlreadyExists DuplicateData answered'],
    ['read, duplicate', reply('read', 409, 'DUPLICATE_DATA'), 'Bug UnknownReply answered'],
    ['write, technical error', reply('write', 500, 'TECHNICAL_ERROR'), 'InDoubt TechnicalError answered'],
    ['read, technical error', reply('read', 500, 'TECHNICAL_ERROR'), 'Transient TechnicalError answered'],
    ['write, id used before', reply('write', 409, 'REQUEST_NOT_UNIQUE'), 'InDoubt RequestNotUnique answered'],
    ['read, id used before', reply('read', 409, 'REQUEST_NOT_UNIQUE'), 'Transient RequestNotUnique answered'],
    ['write, unknown code', reply('write', 200, 'unknown'), 'InDoubt UnknownReply answered'],
    ['read, unknown code', reply('read', 200, 'unknown'), 'Transient UnknownReply answered'],
  ])('%s', (_name, occurrence, expected) => {
    const { kind, reason, sent } = classify(occurrence);
    expect(`${kind} ${reason} ${sent}`).toBe(expected);
  });

  test('a code decides alike whatever the HTTP status, except 429', () => {
    for (const code of [...netvisorCodes, 'unknown'] as const) {
      for (const operation of ['read', 'write'] as const) {
        const at200 = classify({ phase: 'answered', operation, httpStatus: 200, code });
        for (const httpStatus of [302, 400, 401, 403, 404, 409, 413, 500, 503]) {
          expect(classify({ phase: 'answered', operation, httpStatus, code })).toEqual(at200);
        }
      }
    }
  });

  test('a write without a clear reply is never retried nor rejected', () => {
    for (let httpStatus = 200; httpStatus < 600; httpStatus++) {
      if (httpStatus === 413 || httpStatus === 429) continue;
      expect(classify({ phase: 'answered', operation: 'write', httpStatus }).kind).toBe('InDoubt');
    }
  });
});

describe('the error', () => {
  const error = new NetvisorError({
    kind: 'Rejected',
    reason: 'InvalidData',
    sent: 'answered',
    resource: 'salesinvoice.nv',
    netvisorText: 'Aava Hiidenkoski, 010101-123N',
  });

  test('says code and resource and nothing that Netvisor said', () => {
    expect(error.message).toBe('Netvisor InvalidData (Rejected) on salesinvoice.nv');
    expect(error.netvisorText).toContain('Aava');
  });

  test('does not carry the raw words into serializers', () => {
    expect(JSON.stringify(error)).not.toContain('Aava');
    expect(inspect(error)).not.toContain('Aava');
    expect(Object.keys({ ...error })).not.toContain('netvisorText');
  });
});
