import { CallLog } from '../shared/calls.ts';
import { LogicalClock } from '../shared/clock.ts';
import { ControlError } from '../shared/control-error.ts';
import type { ControlSurface } from '../shared/control.ts';
import { FaultBook } from '../shared/faults.ts';
import { SettingsBook } from '../shared/settings.ts';
import { ODOO_SIM_ADMIN } from './credentials.ts';
import { NotSimulated, OdooError } from './errors.ts';
import { ODOO_FAULTS, knowsOperation } from './faults.ts';
import { isEntered, isInvoice } from './models/direction.ts';
import type { Database, Row } from './orm/database.ts';
import { Env } from './orm/env.ts';
import { add, addFile, createInvoice, edit, remove } from './people-actions.ts';
import type { FileWanted, InvoiceWanted } from './people-actions.ts';
import { createCreditNote, reconcile, registerPayment, unreconcile } from './people-settling.ts';
import { createManyInvoices } from './people-many.ts';
import type { ManyInvoicesWanted } from './people-many.ts';
import { addApiKey, press, userWithLogin } from './people-users.ts';
import type { ApiKeyWanted, PressWanted } from './people-users.ts';
import type { CreditNoteWanted, PaymentWish, ReconcileWish, UnreconcileWish } from './people-settling.ts';
import type { Json, JsonObject } from './schema/types.ts';
import { copyDatabase, seedDatabase } from './seed/index.ts';
import { finishCall } from './automations/run.ts';
import { WebhookSender } from './webhooks.ts';
import type { WebhookDelivery } from './webhooks.ts';
import { combine } from './views/combine.ts';
import { serialise } from './xml/element.ts';
import { odooSettingsSchema } from './settings.ts';
import type { OdooSimSettings } from './settings.ts';

/** Everything that the simulator holds, for people and tests. Rows are as stored, with Odoo's field names. */
export interface OdooState {
  readonly invoices: JsonObject[];
  readonly payments: JsonObject[];
  readonly partners: JsonObject[];
  readonly products: JsonObject[];
  readonly attachments: JsonObject[];
  readonly messages: JsonObject[];
  readonly activities: JsonObject[];
  readonly webhooks: WebhookDelivery[];
  readonly settings: OdooSimSettings;
  readonly counters: Readonly<Record<string, number>>;
}

/** A simulated Odoo 19 in this process; the control endpoints are the same over HTTP. */
export class OdooSimulator implements ControlSurface {
  readonly clock = new LogicalClock();
  readonly faults = new FaultBook(ODOO_FAULTS, knowsOperation);
  readonly calls = new CallLog(this.clock);
  readonly webhooks = new WebhookSender();
  readonly settings: SettingsBook<(typeof odooSettingsSchema)['shape']>;
  #db: Database;

  /** Begins with the seed, or with all that another simulator holds by now. */
  constructor(settings: Partial<OdooSimSettings> = {}, like?: OdooSimulator) {
    this.settings = new SettingsBook(odooSettingsSchema, settings);
    this.#db = like ? copyDatabase(like.db, this.clock) : seedDatabase(this.clock);
  }

  get db(): Database {
    return this.#db;
  }

  reset(): void {
    this.faults.release('discarded');
    this.faults.clear();
    this.calls.clear();
    this.webhooks.clear();
    this.clock.reset();
    this.settings.reset();
    this.#db = seedDatabase(this.clock);
  }

  /** Makes and, unless `post` is false, posts an invoice as a person would. Throws ControlError. */
  createInvoice(wanted: InvoiceWanted): { id: number; name: string | false } {
    const id = this.#asPerson('user', (env) => createInvoice(env, wanted));
    return { id, name: this.#nameOf('account.move', id) };
  }

  /** Posts many invoices alike, quickly: thousands in a second. Throws ControlError. */
  createManyInvoices(wanted: ManyInvoicesWanted): number[] {
    return this.#asPerson('user', (env) => createManyInvoices(env, wanted));
  }

  /** Credits an invoice through the reversal wizard, in whole or in part. */
  createCreditNote(wanted: CreditNoteWanted): { id: number; name: string | false; draft: number | false } {
    const { note, draft } = this.#asPerson('user', (env) => createCreditNote(env, wanted));
    return { id: note, name: this.#nameOf('account.move', note), draft };
  }

  /** Registers a payment of an invoice or credit note, in whole or in part. */
  registerPayment(wanted: PaymentWish): { id: number; name: string | false } {
    const id = this.#asPerson('user', (env) => registerPayment(env, wanted));
    return { id, name: this.#nameOf('account.payment', id) };
  }

  /** Settles an invoice with a credit note. */
  reconcile(wanted: ReconcileWish): void {
    this.#asPerson('user', (env) => reconcile(env, wanted));
  }

  /** Takes back what has settled an invoice. */
  unreconcile(wanted: UnreconcileWish): void {
    this.#asPerson('user', (env) => unreconcile(env, wanted));
  }

  /** Changes a record past rights and guards. */
  edit(model: string, id: number, values: JsonObject): void {
    this.#asPerson('superuser', (env) => edit(env, { model, id, values }));
  }

  /** Deletes a record past rights and guards. */
  remove(model: string, id: number): void {
    this.#asPerson('superuser', (env) => remove(env, { model, id }));
  }

  /** Puts a file on an invoice as a person would; returns the attachment's id. */
  addFile(wanted: FileWanted): number {
    return this.#asPerson('user', (env) => addFile(env, wanted));
  }

  /** Adds a partner from values by Odoo's field names; returns its id. */
  addPartner(values: JsonObject): number {
    return this.#asPerson('superuser', (env) => add(env, 'res.partner', values));
  }

  /** Adds a product from values by Odoo's field names; returns its id. */
  addProduct(values: JsonObject): number {
    return this.#asPerson('superuser', (env) => add(env, 'product.product', values));
  }

  /** An API key as a user makes it in the preferences. */
  addApiKey(wanted: ApiKeyWanted): string {
    return this.#asPerson('superuser', (env) => addApiKey(env, wanted));
  }

  /** A view with all that extends it, as the web client would get it, in a language. */
  view(externalId: string, lang = 'en_US'): string {
    const row = this.#db.row('ir.ui.view', this.ref(externalId));
    if (row === undefined) throw new ControlError(`${externalId} is no view.`);
    return serialise(combine(this.#env('superuser').withContext({ lang }), row).root);
  }

  /** Presses a button that runs a server action, with the rights and in the language of who presses. */
  press(wanted: PressWanted): Json {
    return this.#asPerson('user', (admin) =>
      press((login, context) => {
        const user = login === undefined ? admin.user : userWithLogin(admin, login);
        const lang = admin.sudo().get('res.users', user, 'lang');
        return new Env(this.#db, user, { lang, ...context });
      }, wanted),
    );
  }

  /** Sends what the call just made has to tell; a person's work does not wait for it. */
  sendWebhooks(): Promise<void> {
    return this.webhooks.send(this.#db.takePosts(), this.settings.value.webhooks);
  }

  /** One field of a record, as Odoo's JSON shows it; undefined when the record is gone. */
  value(model: string, id: number, field: string): Json | undefined {
    const row = this.#db.row(model, id);
    return row === undefined ? undefined : this.#env('superuser').get(model, row, field);
  }

  /** The number behind an external id of the seed, e.g. `account.1_tax_dom_sales_goods_25_5`. */
  ref(externalId: string): number {
    return this.#env('superuser').ref(externalId);
  }

  state(): OdooState {
    const rows = (model: string): JsonObject[] => this.#db.rows(model).map((row) => structuredClone(row));
    const env = this.#env('superuser');
    const moves = this.#db.rows('account.move').filter(isInvoice);
    const invoices = moves.map((move) => {
      const lines = this.#db
        .where('account.move.line', 'move_id', move.id)
        .map((row) => structuredClone(row));
      return {
        ...structuredClone(move),
        lines: lines.filter(isEntered),
        items: lines.filter((line) => !isEntered(line)),
      };
    });
    const messages = this.#db.rows('mail.message').map((message) => ({
      ...structuredClone(message),
      tracking: this.#tracking(message),
    }));
    const products = this.#db.rows('product.product').map((row) => ({
      ...structuredClone(row),
      name: env.get('product.product', row, 'name'),
    }));
    const partners = rows('res.partner');
    const calls = this.calls.list();
    return {
      invoices,
      payments: rows('account.payment'),
      partners,
      products,
      attachments: rows('ir.attachment'),
      messages,
      activities: rows('mail.activity'),
      webhooks: this.webhooks.list(),
      settings: this.settings.value,
      counters: {
        calls: calls.length,
        booked: calls.filter((call) => call.booked).length,
        invoices: invoices.length,
        partners: partners.length,
        products: products.length,
        messages: messages.length,
      },
    };
  }

  #nameOf(model: string, id: number): string | false {
    const name = this.#db.row(model, id)?.['name'];
    return typeof name === 'string' ? name : false;
  }

  #tracking(message: Row): JsonObject[] {
    const values = this.#db
      .rows('mail.tracking.value')
      .filter((row) => row['mail_message_id'] === message.id);
    return values.map((value) => ({
      field: this.#db.row('ir.model.fields', Number(value['field_id']))?.['name'] ?? false,
      old: value['old_value_char'] ?? false,
      new: value['new_value_char'] ?? false,
    }));
  }

  /** The administrator's view of the records, for what reads them without a call. */
  readAs(mode: 'user' | 'superuser'): Env {
    return this.#env(mode);
  }

  #env(mode: 'user' | 'superuser'): Env {
    const admin = this.#db.rows('res.users').find((user) => user['login'] === ODOO_SIM_ADMIN.login);
    if (admin === undefined) throw new ControlError('The administrator is gone.');
    return new Env(this.#db, admin, {}, mode);
  }

  /** Work at the control surface: one transaction; Odoo's refusals become control errors. */
  #asPerson<T>(mode: 'user' | 'superuser', work: (env: Env) => T): T {
    try {
      const { result } = this.#db.transaction(() => {
        const env = this.#env(mode);
        const answer = work(env);
        finishCall(env);
        return answer;
      });
      void this.sendWebhooks();
      return result;
    } catch (error) {
      if (error instanceof OdooError || error instanceof NotSimulated) throw new ControlError(error.message);
      throw error;
    }
  }
}
