import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { RealOdoo } from '../../tools/odoo/server.ts';
import { ensureChromium } from '../../tools/browser/chromium.ts';
import { until } from '../../tools/playground/world.ts';

/** Pictures of the guide are kept only when somebody asks for new ones. */
const KEEP = process.env['SILTA_GUIDE_PICTURES'] === 'keep';
const PICTURES = fileURLToPath(new URL('../../docs/images/guide/', import.meta.url));
const INVOICES = '/odoo/action-account.action_move_out_invoice_type';
/** An Odoo that shares two cores with everything else may take its time. */
const PATIENCE_MS = 60_000;

/** Somebody at Odoo's web client in a real browser. */
export interface Desk {
  readonly page: Page;
  openInvoice(id: number, tab?: string): Promise<void>;
  openInvoices(): Promise<void>;
  open(path: string): Promise<void>;
  /** Presses a button of the form by what stands on it. */
  press(label: string): Promise<void>;
  /** Whether the form shows a button with this label. */
  offers(label: string): Promise<boolean>;
  /** What the tab Netvisor of the open invoice says. */
  tab(): Promise<string>;
  /** Opens the invoice again and again until its tab says so, as a person who waits presses F5. */
  waitForTab(id: number, words: string | RegExp): Promise<string>;
  /** Text of the dialog that Odoo shows; closes it. */
  dialog(): Promise<string>;
  /** Text of the notice at the top right. */
  notice(): Promise<string>;
  picture(name: string): Promise<void>;
}

export interface Browser {
  logIn(login: string, password: string): Promise<Desk>;
  close(): Promise<void>;
}

export async function openBrowser(odoo: RealOdoo): Promise<Browser> {
  const executablePath = await ensureChromium((line) => process.stderr.write(`browser: ${line}\n`));
  const contexts: BrowserContext[] = [];
  const folders: string[] = [];
  return {
    async logIn(login, password) {
      const folder = mkdtempSync(join(tmpdir(), 'silta-browser-'));
      folders.push(folder);
      const context = await chromium.launchPersistentContext(folder, {
        executablePath,
        headless: true,
        viewport: { width: 1360, height: 860 },
        timezoneId: 'Europe/Helsinki',
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE_MS);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(`${odoo.url}/web/login`);
      await page.fill('input[name=login]', login);
      await page.fill('input[name=password]', password);
      await page.click('button[type=submit]');
      await page.waitForSelector('.o_web_client');
      return deskAt(page, odoo.url);
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function deskAt(page: Page, url: string): Desk {
  const open = async (path: string): Promise<void> => {
    await page.goto(`${url}${path}`);
    await page.waitForSelector('.o_form_view, .o_list_view');
  };
  const tab = async (): Promise<string> => {
    await page.locator('.o_notebook_headers a[name=netvisor]').click();
    const pane = page.locator('.o_notebook_content .tab-pane.active');
    await pane.waitFor();
    return pane.innerText();
  };
  const button = (label: string) =>
    page.locator('.o_form_view button:visible, .o_control_panel button:visible', { hasText: label });
  return {
    page,
    open,
    async openInvoice(id, name) {
      await open(`${INVOICES}/${id}`);
      if (name !== undefined) await page.locator(`.o_notebook_headers a[name=${name}]`).click();
    },
    openInvoices: () => open(INVOICES),
    async press(label) {
      const answered = page.waitForResponse(/\/web\/(dataset|action)\//);
      await button(label).first().click();
      await answered;
      await page.locator('.o_loading_indicator').waitFor({ state: 'detached' });
    },
    offers: async (label) => (await button(label).count()) > 0,
    tab,
    waitForTab: (id, words) =>
      until(
        `the tab of invoice ${id} says ${String(words)}`,
        async () => {
          await open(`${INVOICES}/${id}`);
          return tab();
        },
        (text) => (typeof words === 'string' ? text.includes(words) : words.test(text)),
        180_000,
        1500,
      ),
    async dialog() {
      const dialog = page.locator('.modal-dialog');
      await dialog.waitFor();
      const text = await dialog.innerText();
      await page.locator('.modal-dialog .btn-primary, .modal-dialog .btn-close').first().click();
      await dialog.waitFor({ state: 'detached' });
      return text;
    },
    async notice() {
      const notice = page.locator('.o_notification').first();
      await notice.waitFor();
      return notice.innerText();
    },
    async picture(name) {
      if (!KEEP) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
    },
  };
}
