import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@aispinner/testing';
import type { Browser } from 'playwright-core';
import { ApiClient } from '../api-client.ts';
import { launchChromium } from '../chromium.ts';
import { startStandalone, type Standalone } from '../standalone.ts';
import { DashboardPage } from './dashboard-page.ts';

const COUNTING = `def tick(ctx):
    n = ctx.state.get("n", 0) + 1
    ctx.state.set("n", n)
    ctx.log.info(f"counted to {n}")
`;

const SLOW = { timeoutMs: 30_000 };

let product: Standalone;
let browser: Browser;
let dashboard: DashboardPage;

beforeAll(async () => {
  [product, browser] = await Promise.all([startStandalone(), launchChromium()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

beforeEach(async () => {
  dashboard = await DashboardPage.open(browser, product.baseUrl);
});

afterEach(async () => {
  const { complaints } = dashboard;
  await dashboard.close();
  expect(complaints).toEqual([]);
});

/** In order: the second goes on with the worker that the first has made. */
describe('the dashboard in a browser', () => {
  it('takes a worker from its first line to its last tick', async () => {
    const { page } = dashboard;
    await dashboard.signIn(product.admin.email, product.admin.password);

    // The sample workers tick before one's eyes.
    const before = await eventually(async () => {
      const ticks = await dashboard.ticksOf('Market maker');
      expect(ticks).toBeGreaterThan(0);
      return ticks;
    }, SLOW);
    await eventually(async () => {
      expect(await dashboard.ticksOf('Market maker')).toBeGreaterThan(before);
    }, SLOW);

    await dashboard.button('New worker').click();
    await page.getByLabel('Name').fill('counter');
    await page.getByLabel('Interval in seconds').fill('1');
    await dashboard.button('Create worker').click();
    await page.getByRole('heading', { name: 'counter' }).waitFor();
    await page.locator('.cm-content').waitFor();

    // A deploy that is refused says where.
    await dashboard.writeCode(`\nimport os\n${COUNTING}`);
    await dashboard.button('Deploy').click();
    const problem = page.getByRole('list', { name: 'Problems in the code' });
    await problem.waitFor();
    const told = await problem.innerText();
    expect(told).toContain('Line 2');
    expect(told).toContain('Import of os is not allowed in worker sandbox.');
    expect(await page.locator('.cm-line:has(.cm-lintRange-error)').innerText()).toBe('import os');
    expect(await page.locator('.cm-gutter-lint .cm-lint-marker-error').count()).toBe(1);

    // Mended, it is tried out, and nothing of that stays.
    await dashboard.writeCode(COUNTING);
    expect(await dashboard.code()).toContain('counted to');
    await dashboard.button('Run').click();
    await page.locator('[data-outcome="ok"]').waitFor();
    const log = page.getByRole('list', { name: 'Log of the test run' });
    expect(await log.locator('.line__text').allInnerTexts()).toEqual([
      'counted to 1',
      'counted to 2',
      'counted to 3',
    ]);

    await dashboard.button('Deploy').click();
    await page.getByText('Version 2 deployed').waitFor();
    await dashboard.button('Start').click();
    await page.locator('.worker-header .status--running').waitFor();

    // Lines arrive as they are written, without asking.
    await dashboard.tab('Logs').click();
    const lines = page.getByRole('log').locator('.line__text');
    await page.getByText('counted to 1', { exact: true }).waitFor();
    await page.getByText('counted to 4', { exact: true }).waitFor();
    expect((await lines.allInnerTexts()).slice(0, 4)).toEqual([
      'counted to 1',
      'counted to 2',
      'counted to 3',
      'counted to 4',
    ]);

    await dashboard.tab('Overview').click();
    for (const plot of ['Lateness', 'Duration']) {
      await eventually(async () => {
        expect(await dashboard.linePixels(plot)).toBeGreaterThan(20);
      }, SLOW);
    }
    const why = page.getByRole('region', { name: 'Why late' });
    expect(await why.getByRole('listitem').allInnerTexts()).toEqual(
      ['Scheduler', 'Queue', 'Tick before', 'Sandbox wait', 'Cold start', 'Sum'].map((name) =>
        expect.stringMatching(new RegExp(`^${name}\\s+[\\d.]+ (µs|ms|s)$`)),
      ),
    );
    await why.locator('.why__piece').first().waitFor();
    await dashboard.tab('Ticks').click();
    await page.locator('.tick .badge--ok').nth(3).waitFor();

    await dashboard.button('Stop').click();
    await page.locator('.worker-header .status--stopped').waitFor();
    const api = new ApiClient(product.baseUrl, product.apiKey);
    const { items } = await api.expect<{ items: { name: string; status: string }[] }>(
      'GET',
      `/workspaces/${product.workspaceId}/workers`,
    );
    expect(items.find((worker) => worker.name === 'counter')?.status).toBe('stopped');
  }, 180_000);

  it('edits state to the last digit, goes back a version, and deletes a worker', async () => {
    const { page } = dashboard;
    await dashboard.signIn(product.admin.email, product.admin.password);
    await dashboard.worker('counter').getByRole('link').click();

    await dashboard.tab('State').click();
    await dashboard.button('New key').click();
    await page.getByLabel('Key', { exact: true }).fill('big');
    await page.getByLabel('Value, as JSON').fill('{"n": 9007199254740993, "x": 1.0}');
    await dashboard.button('Save').click();
    const saved = page.getByRole('listitem').filter({ has: dashboard.button('big') });
    await saved.waitFor();
    expect(await saved.locator('code').innerText()).toBe('{"n":9007199254740993,"x":1.0}');

    await dashboard.tab('Versions').click();
    await page.getByRole('button', { name: /^Version 1\b/ }).click();
    await dashboard.button('Roll back to 1').click();
    await page.getByText('Version 1 is back, as version 3').waitFor();

    await dashboard.tab('Settings').click();
    await dashboard.button('Delete').click();
    await dashboard.button('Delete worker').click();
    await dashboard.worker('Market maker').waitFor();
    // The list that was there before is shown until the new one has come.
    await dashboard.worker('counter').waitFor({ state: 'detached' });
  }, 90_000);

  it('lets a newcomer in by the code that came by mail', async () => {
    const { page } = dashboard;
    const email = 'newcomer@example.com';
    await page.goto('/register');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('a password of some length');
    await dashboard.button('Continue').click();
    await page.getByText('Check your mail').waitFor();
    const code = await eventually(() => mailedCode(email), SLOW);
    await page.getByLabel('Code').fill(code);
    await dashboard.button('Account').waitFor();
    await eventually(async () => {
      expect(await dashboard.button('Account').innerText()).toContain(email);
    }, SLOW);
  }, 60_000);

  it('stays signed in over a reload, and not after signing out', async () => {
    const { page } = dashboard;
    await dashboard.signIn(product.admin.email, 'not the password');
    await page.getByRole('alert').waitFor();
    await dashboard.signIn(product.admin.email, product.admin.password);
    await dashboard.worker('Prime hunter').waitFor();
    await page.reload();
    await dashboard.worker('Prime hunter').waitFor();
    await dashboard.button('Account').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/usage');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }, 60_000);
});

/** The six digits in the last letter to `email`; throws while there is none. */
function mailedCode(email: string): string {
  const folder = join(product.home, 'mail');
  const letters = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((letter) => letter.includes(email));
  const code = /\b\d{6}\b/.exec(letters.at(-1) ?? '')?.[0];
  if (code === undefined) throw new Error(`No letter to ${email} yet.`);
  return code;
}
