import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** The dashboard as a person uses it: by what is written on it. */
export class DashboardPage {
  /** What the browser complained about: faults of scripts, and what the security policy refused. */
  readonly complaints: string[] = [];
  readonly page: Page;
  private readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // An answer from 400 up is a line of the browser's own, whatever the page makes of it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text());
      }
    });
  }

  static async open(browser: Browser, baseUrl: string): Promise<DashboardPage> {
    const context = await browser.newContext({ baseURL: baseUrl });
    context.setDefaultTimeout(20_000);
    return new DashboardPage(context, await context.newPage());
  }

  close(): Promise<void> {
    return this.context.close();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.button('Sign in').click();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  tab(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Worker' })
      .getByRole('link', { name, exact: true });
  }

  worker(name: string): Locator {
    return this.page.locator(`[data-worker="${name}"]`);
  }

  /** The bars of a worker's recent ticks. */
  ticksOf(name: string): Promise<number> {
    return this.worker(name).locator('.tape__bar').count();
  }

  /** Puts `code` in the place of what stands in the editor. */
  async writeCode(code: string): Promise<void> {
    await this.page.locator('.cm-content').click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(code);
  }

  code(): Promise<string> {
    return this.page.locator('.cm-content').innerText();
  }

  /** How many pixels of a plot have the colour of its line. */
  async linePixels(plot: string): Promise<number> {
    const script = `(() => {
      const canvas = document.querySelector('figure[aria-label="${plot}"] canvas');
      if (canvas === null || canvas.width === 0) return 0;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 200 && data[i + 2] - data[i] > 60) found++;
      }
      return found;
    })()`;
    return this.page.evaluate<number>(script);
  }
}
