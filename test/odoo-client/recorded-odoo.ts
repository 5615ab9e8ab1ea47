/**
 * A small Odoo of one company that answers from the records in `samples/`. `odoo-19.json` holds all; the file of an
 * older version holds what differs there from the next one, `null` for what is not there. The shapes are those of the
 * Odoo external API reference; it refuses the fields and methods that a version lacks, as that version does.
 */
import { readFileSync } from 'node:fs';
import { tinyServer, type Seen } from '../netvisor/server.ts';
import { answerTo, OdooFault, type Table } from './recorded-methods.ts';

export const RECORDED_VERSIONS = [16, 17, 18, 19] as const;
export type RecordedVersion = (typeof RECORDED_VERSIONS)[number];

export const RECORDED = {
  database: 'kuurabox',
  user: 'silta@kuurabox.example',
  apiKey: 'canaryodookey0000000000000000000000000001',
} as const;

type Tree = { [name: string]: unknown };

interface Sample {
  readonly version: Tree & { readonly server_version_info: readonly unknown[] };
  readonly fields: Record<string, Table>;
  readonly records: Readonly<Record<string, Readonly<Record<string, Tree>>>>;
}

function sampleOf(version: RecordedVersion): Sample {
  const file = new URL(`samples/odoo-${version}.json`, import.meta.url);
  const own = JSON.parse(readFileSync(file, 'utf8')) as Sample & Tree;
  return version === 19
    ? own
    : (laidOver(sampleOf((version + 1) as RecordedVersion), own) as unknown as Sample);
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function laidOver(below: object, above: Tree): Tree {
  const all: Tree = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const under = all[name];
    if (value === null) delete all[name];
    else all[name] = isTree(value) && isTree(under) ? laidOver(under, value) : value;
  }
  return all;
}

export interface RecordedOdoo {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** `model/method` of the calls so far. */
  readonly calls: readonly string[];
  readonly records: Sample['records'];
  /** May be changed. */
  readonly fields: Record<string, Table>;
  /** Bodies of the messages that were left, as HTML. */
  readonly notes: readonly string[];
  /** Exchanges the server for another version. */
  become(version: RecordedVersion): void;
  /** Runs before each call is answered. */
  before?: (operation: string) => void;
  close(): Promise<void>;
}

export async function startRecordedOdoo(first: RecordedVersion): Promise<RecordedOdoo> {
  let version: RecordedVersion = first;
  let sample = sampleOf(first);
  const calls: string[] = [];
  const notes: string[] = [];
  const execute = (model: string, method: string, args: readonly unknown[], kwargs: Tree): unknown => {
    calls.push(`${model}/${method}`);
    odoo.before?.(`${model}/${method}`);
    return answerTo({ ...sample, major: version, notes }, { model, method, args, kwargs });
  };

  const server = await tinyServer(({ method, url, body, headers }, reply) => {
    const json = (status: number, value: unknown): void => {
      reply.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
      reply.end(JSON.stringify(value));
    };
    const page = (status: number): void => {
      reply.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
      reply.end('<!doctype html><title>404 Not Found</title>');
    };
    if (method === 'GET' && url === '/web/version' && version >= 19)
      return json(200, {
        version_info: sample.version.server_version_info,
        version: sample.version['server_version'],
      });
    const sent = method === 'POST' ? (JSON.parse(body) as Tree) : {};
    if (url === '/web/webclient/version_info')
      return json(200, { jsonrpc: '2.0', id: null, result: sample.version });
    if (url === '/jsonrpc') return json(200, { jsonrpc: '2.0', id: sent['id'], ...rpc(sent) });
    const [, model, name] = /^\/json\/2\/([\w.]+)\/(\w+)$/.exec(url) ?? [];
    if (version < 19 || model === undefined || name === undefined) return page(404);
    if (headers.authorization !== `bearer ${RECORDED.apiKey}`)
      return json(401, { name: 'werkzeug.exceptions.Unauthorized' });
    const { ids, ...kwargs } = sent;
    try {
      return json(200, execute(model, name, ids === undefined ? [] : [ids], kwargs));
    } catch (error) {
      if (!(error instanceof OdooFault)) throw error;
      return json(error.status, {
        name: error.python,
        message: error.message,
        arguments: [],
        context: {},
        debug: '',
      });
    }
  });

  function rpc({ params }: Tree): Tree {
    const { service, method, args } = params as { service: string; method: string; args: readonly unknown[] };
    if (service === 'common' && method === 'authenticate') {
      const [database, user, key] = args;
      const known = database === RECORDED.database && user === RECORDED.user && key === RECORDED.apiKey;
      return { result: known ? 2 : false };
    }
    const [, uid, key, model, name, positional, kwargs] = args;
    try {
      if (uid !== 2 || key !== RECORDED.apiKey)
        throw new OdooFault('odoo.exceptions.AccessDenied', 'Access Denied');
      const result = execute(
        model as string,
        name as string,
        positional as readonly unknown[],
        kwargs as Tree,
      );
      return result === null ? {} : { result };
    } catch (error) {
      if (!(error instanceof OdooFault)) throw error;
      const data = {
        name: error.python,
        message: error.message,
        arguments: [],
        context: {},
        debug: 'Traceback',
      };
      return { error: { code: 200, message: 'Odoo Server Error', data } };
    }
  }

  const odoo: RecordedOdoo = {
    url: server.url.replace(/\/$/, ''),
    seen: server.seen,
    calls,
    notes,
    get records() {
      return sample.records;
    },
    get fields() {
      return sample.fields;
    },
    become(other) {
      version = other;
      sample = sampleOf(other);
    },
    close: server.close,
  };
  return odoo;
}
