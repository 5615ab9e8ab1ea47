import type { Answer } from '../shared/conduct.ts';
import type { LogicalClock } from '../shared/clock.ts';
import type { CallerHeaders } from './authentication.ts';
import { HTTP_STATUS } from './errors.ts';
import type { Refusal } from './errors.ts';
import { el, renderDocument } from './render.ts';
import type { Xml } from './render.ts';
import type { ResourceResult } from './resources/resource.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { finnishMoment, wallClock } from './values.ts';

/** What decides how a reply looks besides its content. */
export interface ReplyStyle {
  readonly headers: CallerHeaders;
  readonly settings: { readonly value: Readonly<NetvisorSimSettings> };
  readonly clock: LogicalClock;
}

type Details = Readonly<Record<string, unknown>>;

/** Replies are XML although they call themselves HTML. */
const XML_HEADERS = { 'content-type': 'text/html; charset=utf-8' };
const TEXT_HEADERS = { 'content-type': 'text/plain; charset=utf-8' };

export function success(result: ResourceResult, style: ReplyStyle, details: Details): Answer {
  const body = envelope(['OK'], result.payload, style);
  return { status: 200, headers: XML_HEADERS, body, booked: result.booked, details };
}

export function failure(refusal: Refusal, style: ReplyStyle, details: Details): Answer {
  const settings = style.settings.value;
  const code = refusal.code === 'SYSTEM_MAINTENANCE' ? settings.maintenanceSpelling : refusal.code;
  const mapped = settings.httpStatusCodes === 'mapped' && style.headers.useStatusCodes === '1';
  return {
    status: mapped ? HTTP_STATUS[refusal.code] : 200,
    headers: XML_HEADERS,
    body: envelope(['FAILED', `${code} :: ${refusal.message}`], undefined, style),
    code,
    booked: false,
    details: { ...details, text: refusal.message },
  };
}

function envelope(statuses: readonly string[], payload: Xml | undefined, style: ReplyStyle): string {
  const moment = wallClock(style.clock.now(), style.settings.value.timeStampZone);
  return renderDocument(
    el('Root', [
      el('ResponseStatus', [
        ...statuses.map((status) => el('Status', status)),
        el('TimeStamp', finnishMoment(moment)),
      ]),
      payload,
    ]),
  );
}

/** A resource that Netvisor does not have either. */
export function notFound(target: string): Answer {
  const path = target.split('?')[0] ?? '';
  const body = `<!doctype html><html><body><h1>404</h1><p>Not found: ${escape(path)}</p></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status: 404, headers, body, booked: false };
}

/** Something that only the simulator does not have; a loud answer instead of a guess. */
export function notSimulated(what: string): Answer {
  const body = `this simulator does not know ${what}\n`;
  return { status: 501, headers: TEXT_HEADERS, body, booked: false };
}

export function tooManyRequests(retryAfterSeconds: number): Answer {
  return {
    status: 429,
    headers: { ...TEXT_HEADERS, 'retry-after': String(retryAfterSeconds) },
    body: 'Too many requests\n',
    booked: false,
  };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
