import { beforeAll, describe, expect, test } from '@jest/globals';
import { Canaries, tokenOf } from './canaries.ts';

describe('the search for canaries finds one', () => {
  const token = tokenOf('planted on purpose');
  const own = new Canaries();
  beforeAll(() => void own.token('planted on purpose'));
  const encode = (text: string, encoding: BufferEncoding): string => Buffer.from(text).toString(encoding);

  test.each([
    ['plain', `x ${token} y`],
    ['in small letters', token.toLowerCase()],
    ['base64, first beat', encode(`${token} and more`, 'base64')],
    ['base64, second beat', encode(`.${token} and more`, 'base64')],
    ['base64, third beat', encode(`..${token} and more`, 'base64url')],
    ['base64 in base64', encode(encode(`some ${token}`, 'base64'), 'base64')],
    ['base64 amid a sentence', `stored as ${encode(`"${token}"`, 'base64')}.`],
    ['JSON escapes', [...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['percent encoding', [...token].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')],
    ['XML escapes', [...token].map((c) => `&#${c.charCodeAt(0)};`).join('')],
    ['hexadecimal', encode(`a ${token}`, 'hex')],
    ['bytes of a payload', { payloads: [{ data: Buffer.from(`{"a":"${token}"}`) }] }],
    ['the name of a field', { [token]: 1 }],
  ])('%s', (_, hidden) => {
    expect(own.find('here', hidden)).toEqual([expect.objectContaining({ label: 'planted on purpose' })]);
  });

  test('nothing where there is none', () => {
    const innocent = {
      text: 'send-invoice/one/7',
      data: Buffer.from('{"kind":"gone"}'),
      token: tokenOf('other'),
    };
    expect(own.find('here', innocent)).toEqual([]);
  });
});
