import { CallLog } from '../shared/calls.ts';
import { LogicalClock } from '../shared/clock.ts';
import type { Answer } from '../shared/conduct.ts';
import { FaultBook } from '../shared/faults.ts';
import type { FiredFault } from '../shared/faults.ts';
import { SettingsBook } from '../shared/settings.ts';
import { authenticate } from './authentication.ts';
import type { Caller, CallerHeaders } from './authentication.ts';
import { NotSimulated, Refusal } from './errors.ts';
import { InFlight } from './in-flight.ts';
import { OVERLAP_TEXT, OWN_FAULTS, refusalBefore, technicalErrorText } from './own-faults.ts';
import { changeDimension, handleInvoice, receivePayment } from './people.ts';
import type { ChangedDimension, HandledInvoice, ReceivedPayment } from './people.ts';
import { Query } from './query.ts';
import type { RegisterRecord } from './records.ts';
import { failure, notFound, notSimulated, success, tooManyRequests } from './replies.ts';
import { keepCustomer } from './resources/customer.ts';
import { NOT_SIMULATED, RESOURCES, isOperation } from './resources/index.ts';
import { keepProduct } from './resources/product.ts';
import type { Resource, ResourceResult } from './resources/resource.ts';
import { SAMPLE_CUSTOMERS, SAMPLE_DIMENSIONS, SAMPLE_PRODUCTS } from './sample.ts';
import { netvisorSettingsSchema } from './settings.ts';
import type { NetvisorSimSettings } from './settings.ts';
import { NetvisorStore } from './store.ts';
import type { Context } from './store.ts';
import { stateView } from './view.ts';
import type { NetvisorSimState } from './view.ts';

/** One HTTP request as it arrived. */
export interface Incoming {
  readonly method: string;
  /** Path and query exactly as on the wire. */
  readonly target: string;
  readonly headers: CallerHeaders;
  readonly host: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
  /** Ends when the requests of the same company that came before have ended. */
  readonly earlier: readonly Promise<void>[];
}

/**
 * One Netvisor company that answers like Netvisor, with switches, faults, a call log and a clock for those
 * who test against it.
 */
export class NetvisorSimulator {
  readonly clock = new LogicalClock();
  readonly calls = new CallLog(this.clock);
  readonly faults = new FaultBook(OWN_FAULTS, isOperation);
  readonly settings: SettingsBook<(typeof netvisorSettingsSchema)['shape']>;
  readonly inFlight = new InFlight();
  #store = new NetvisorStore();

  constructor(settings: Partial<NetvisorSimSettings> = {}) {
    this.settings = new SettingsBook(netvisorSettingsSchema, settings);
    this.#seed();
  }

  /** The whole state, as GET /_sim/state gives it. */
  state(): NetvisorSimState {
    const calls = this.calls.list();
    return stateView(this.#context(), this.settings.value, {
      calls: calls.length,
      booked: calls.filter((call) => call.booked).length,
      maxConcurrent: this.inFlight.maxConcurrent,
      overlaps: this.inFlight.overlaps,
    });
  }

  /** A reference payment comes from the bank. */
  receivePayment(wanted: ReceivedPayment): ReturnType<typeof receivePayment> {
    return receivePayment(wanted, this.#context());
  }

  /** A person sends, reminds, writes off … an invoice. */
  handleInvoice(wanted: HandledInvoice): void {
    handleInvoice(wanted, this.#context());
  }

  /** A person creates or changes a dimension. */
  changeDimension(wanted: ChangedDimension): ReturnType<typeof changeDimension> {
    return changeDimension(wanted, this.#context());
  }

  /** Back to the seed: records, settings, faults, calls, clock. Held calls are dropped. */
  reset(): void {
    this.faults.clear();
    this.faults.release('discarded');
    this.calls.clear();
    this.clock.reset();
    this.settings.reset();
    this.inFlight.reset();
    this.#store = new NetvisorStore();
    this.#seed();
  }

  /** Answers one request in the order of checks that Netvisor is believed to follow. */
  async process(incoming: Incoming, own: FiredFault | undefined): Promise<Answer> {
    if (own?.name === 'http-429') {
      return tooManyRequests(OWN_FAULTS['http-429'].parse(own.parameters).retryAfterSeconds);
    }
    const name = resourceName(incoming.target);
    const resource = RESOURCES[name];
    if (resource === undefined) {
      return NOT_SIMULATED.has(name) ? notSimulated(`resource ${name}`) : notFound(incoming.target);
    }
    const style = { headers: incoming.headers, settings: this.settings, clock: this.clock };
    const details = { transactionId: incoming.headers.transactionId };
    try {
      const caller = this.#admit(name, incoming);
      const waited = await this.#oneAtATime(incoming);
      if (waited !== undefined) throw waited;
      const refusal = refusalBefore(own);
      if (refusal !== undefined) throw refusal;
      const result = this.#run(name, resource, caller, incoming);
      const all = { ...details, macMatched: caller.macMatched, ...result.details };
      if (own?.name === 'technical-error-after') {
        const error = new Refusal('TECHNICAL_ERROR', technicalErrorText);
        return { ...failure(error, style, all), booked: result.booked };
      }
      return success(result, style, all);
    } catch (error) {
      if (error instanceof Refusal) return failure(error, style, details);
      if (error instanceof NotSimulated) return notSimulated(error.message);
      throw error;
    }
  }

  /** Maintenance, identities, time, MAC, transaction id, right to the resource. */
  #admit(name: string, incoming: Incoming): Caller {
    const settings = this.settings.value;
    if (settings.maintenance) {
      throw new Refusal('SYSTEM_MAINTENANCE', 'Netvisor is under maintenance');
    }
    const { headers, target } = incoming;
    const now = settings.timestampCheckedAt === 'arrival' ? incoming.receivedAt : this.clock.now();
    const caller = authenticate(headers, { baseUrl: this.#baseUrl(incoming), target, now }, settings);
    if (settings.checkTransactionIds) {
      const id = `${headers.partnerId} ${headers.transactionId}`;
      if (this.#store.transactionIds.has(id)) {
        throw new Refusal('REQUEST_NOT_UNIQUE', `Transaction id ${headers.transactionId} was used`);
      }
      this.#store.transactionIds.add(id);
    }
    const { allowedResources } = settings;
    if (allowedResources !== 'all' && !allowedResources.includes(name)) {
      throw new Refusal('SERVICE_ACCESS_ERROR', `No right to use the resource ${name}`);
    }
    return caller;
  }

  async #oneAtATime(incoming: Incoming): Promise<Refusal | undefined> {
    switch (this.settings.value.overlap) {
      case 'allow':
        return undefined;
      case 'technical-error':
        return incoming.earlier.length === 0 ? undefined : new Refusal('TECHNICAL_ERROR', OVERLAP_TEXT);
      case 'delay':
        await Promise.all(incoming.earlier);
        return undefined;
    }
  }

  #run(name: string, resource: Resource, caller: Caller, incoming: Incoming): ResourceResult {
    const method = resource.methods.find((candidate) => candidate === incoming.method);
    if (method === undefined) throw new NotSimulated(`${incoming.method} on ${name}`);
    const request = {
      method,
      query: new Query(incoming.target),
      body: incoming.body,
      language: caller.language,
      publicBaseUrl: this.#baseUrl(incoming),
    };
    return resource.handle(request, this.#context());
  }

  #baseUrl(incoming: Incoming): string {
    return this.settings.value.publicBaseUrl ?? `http://${incoming.host}`;
  }

  #context(): Context {
    const store = this.#store;
    return {
      store,
      settings: this.settings.value,
      clock: this.clock,
      warn: (text) => store.warnings.push(text),
    };
  }

  #seed(): void {
    if (this.settings.value.records === 'none') return;
    const at = this.clock.now();
    const whole = (sample: Pick<RegisterRecord, 'netvisorKey' | 'values' | 'attributes'>) => ({
      ...sample,
      dimensions: [],
      tags: [],
      createdAt: at,
      modifiedAt: at,
    });
    for (const customer of SAMPLE_CUSTOMERS) keepCustomer(whole(customer), this.#store);
    for (const dimension of SAMPLE_DIMENSIONS) this.#store.dimensions.change(dimension);
    for (const product of SAMPLE_PRODUCTS) keepProduct(whole(product), this.#store);
  }
}

/** `salesinvoice.nv` for `/SalesInvoice.nv?method=add`; paths are case-insensitive. */
export function resourceName(target: string): string {
  return (target.split('?')[0] ?? '').replace(/^\//, '').toLowerCase();
}
