import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { printPage } from './pdf.ts';
import { test } from './site-test.ts';

const BUILDER = '/kits/builder/';
const squash = (text: string) => text.replaceAll(/\s+/g, '');
const verdict = (page: Page) => page.locator('#parts + p strong');
const asked = (page: Page) => page.locator('.builder-plan ol a').allTextContents();

async function open(page: Page, fragment = '') {
  await page.goto(`${BUILDER}${fragment}`);
  await expect(verdict(page)).toBeVisible();
}

test('a kit is proposed that fits its time, and again for other wishes', async ({ page }) => {
  await open(page);
  await expect(verdict(page)).toHaveText('60 of 60 minutes: it fits.');
  await page.getByLabel('Minutes', { exact: true }).fill('90');
  await page.getByLabel('Minutes', { exact: true }).blur();
  await expect(verdict(page)).toHaveText('90 of 90 minutes: it fits.');
  await page.locator('main').getByRole('combobox', { name: 'Level' }).selectOption('senior');
  await page.locator('main').getByRole('combobox', { name: 'Stage' }).selectOption('system-design');
  await expect(verdict(page)).toHaveText('90 of 90 minutes: it fits.');
  await expect(page.locator('#covers + table')).toContainText('System design');
  const formA = await asked(page);
  await page.getByLabel('Form', { exact: true }).fill('B');
  await page.getByLabel('Form', { exact: true }).blur();
  const formB = await asked(page);
  expect(formB).toHaveLength(formA.length);
});

test('questions are swapped, moved, retimed, removed, added and brought back, by keyboard alone', async ({ page }) => {
  await open(page);
  const before = await asked(page);
  const press = async (name: RegExp, index = 0) => {
    await page.getByRole('button', { name }).nth(index).focus();
    await page.keyboard.press('Enter');
  };
  await press(/^Swap: /);
  const swapped = await asked(page);
  expect(swapped[0]).not.toBe(before[0]);
  expect(swapped.slice(1)).toEqual(before.slice(1));
  await press(/^Down: /);
  expect((await asked(page))[1]).toBe(swapped[0]);
  await press(/^Remove: /);
  await expect(verdict(page)).toHaveText(/minutes: \d+ left\.$/);
  await press(/^Add: /);
  expect(await asked(page)).toHaveLength(before.length);
  await page.getByLabel('Minutes for Opening').fill('40');
  await page.keyboard.press('Tab');
  await expect(verdict(page)).toHaveText(/minutes: \d+ over\.$/);
  for (let step = 0; step < 5; step += 1) await press(/^Undo$/);
  expect(await asked(page)).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('the address is the kit: opened elsewhere, it is the same', async ({ page, context }) => {
  await open(page);
  await page
    .getByRole('button', { name: /^Swap: / })
    .first()
    .click();
  const kit = await asked(page);
  const address = page.url();
  expect(new URL(address).hash.length).toBeLessThanOrEqual(500);
  const other = await context.newPage();
  await other.goto(address);
  await expect(verdict(other)).toHaveText('60 of 60 minutes: it fits.');
  expect(await asked(other)).toEqual(kit);
});

test('the way past the navigation leaves the kit as it is', async ({ page }) => {
  await open(page);
  await page
    .getByRole('button', { name: /^Remove: / })
    .first()
    .click();
  const kit = await asked(page);
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  expect(await asked(page)).toEqual(kit);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('a ready-made kit opens in the builder as it is', async ({ page }) => {
  await page.goto('/kits/staff-system-design-75/');
  await page.getByRole('link', { name: 'Change it in the builder' }).click();
  await expect(verdict(page)).toHaveText('75 of 75 minutes: it fits.');
  expect(await asked(page)).toHaveLength(3);
});

test('a link with questions that are gone says which, and keeps the rest', async ({ page }) => {
  await open(
    page,
    '#v=1&level=junior&role=generalist&stage=technical-interview&minutes=30&seed=A&parts=3.5.2' +
      '&ask=orm/lost-update.10,orm/long-gone.5,database/deadlocks-under-load.5',
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('orm/long-gone is not in the bank');
  await expect(alert).toContainText('database/deadlocks-under-load is not asked at level junior');
  await expect(verdict(page)).toHaveText('30 of 30 minutes: it fits.');
});

for (const [fault, fragment, message] of [
  ['a script', '#v=1&level=mid&role=<img src=x onerror=alert(1)>', 'which no role is called'],
  ['a truncated link', '#v=1&level=mid&role=generalist&sta', 'which no stage is called'],
  ['a later version', '#v=7', 'version 7; this page reads version 1'],
  ['broken escapes', '#v=1&level=%E0%A4%A&role=%', 'The link’s level is'],
  ['a huge link', `#v=1&seed=${'x'.repeat(20_000)}`, 'characters long'],
  ['prototype keys', '#v=1&level=__proto__&role=constructor', 'The link’s level is “__proto__”'],
  [
    'an unknown role',
    '#v=1&level=mid&role=wizard&stage=phone-screen&minutes=30&parts=3.5.2&ask=',
    'that the rubric does not',
  ],
] as const) {
  test(`${fault} in the address is named, and a new kit stands there`, async ({ page }) => {
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await open(page, fragment);
    await expect(page.getByText(message).first()).toBeVisible();
    await expect(verdict(page)).toHaveText('60 of 60 minutes: it fits.');
    expect(dialogs).toBe(0);
  });
}

test('a kit is saved as a file and opened again; a broken file changes nothing', async ({ page }) => {
  await open(page);
  await page
    .getByRole('button', { name: /^Swap: / })
    .first()
    .click();
  const kit = await asked(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('kit-mid-technical-interview-60.json');
  const saved = readFileSync(await download.path(), 'utf8');
  const give = (name: string, content: string | Buffer) =>
    page.getByLabel('Open a file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

  await page
    .getByRole('button', { name: /^Remove: / })
    .first()
    .click();
  const shorter = await asked(page);
  for (const [content, message] of [
    [saved.slice(0, 100), 'The file is not JSON.'],
    [Buffer.from([0xff, 0xfe, 0x41]), 'The file is not text in UTF-8.'],
    [saved.replace('"mid"', '"<img src=x onerror=alert(1)>"'), 'The file’s level is “<img src=x'],
    [saved.replace('"generalist"', '"wizard"'), '“wizard” is a role that the rubric does not have.'],
    [Buffer.alloc(2_000_001, ' '), 'at most 2000000 are read.'],
  ] as const) {
    await give('kit.json', content);
    await expect(page.getByText(message)).toBeVisible();
    await expect(page.getByText('Your kit is as it was.')).toBeVisible();
    expect(await asked(page)).toEqual(shorter);
  }
  await give('kit.json', saved);
  await expect(page.getByText('Opened kit.json.')).toBeVisible();
  expect(await asked(page)).toEqual(kit);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await asked(page)).toEqual(shorter);
});

test('kits are kept under a name, opened, replaced, renamed, and deleted with a way back', async ({ page }) => {
  await open(page);
  const saved = page.locator('#saved-kits > ul > li');
  const kit = await asked(page);
  await page.getByText('Your kits, kept in this browser').click();
  await page.getByLabel('Name', { exact: true }).fill('Our screen');
  await page.getByRole('button', { name: 'Save this kit' }).click();
  await expect(saved).toHaveCount(1);
  await page
    .getByRole('button', { name: /^Remove: / })
    .first()
    .click();
  // Saved under the same name it is replaced, and can be brought back.
  await page.getByRole('button', { name: 'Save this kit' }).click();
  await expect(page.getByText('Replaced the kit of that name.')).toBeVisible();
  await expect(saved).toHaveCount(1);
  await page.getByText('Replaced the kit of that name.').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Replaced the kit of that name.')).toBeHidden();
  await page.goto(BUILDER);
  await page.getByText('Your kits, kept in this browser').click();
  await page.getByRole('link', { name: 'Our screen' }).click();
  await expect.poll(() => asked(page)).toEqual(kit);
  await page.getByRole('button', { name: 'Rename: Our screen' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Phone');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Duplicate: Phone' }).click();
  await expect(page.getByRole('link', { name: 'Copy of Phone' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete: Phone', exact: true }).click();
  await expect(saved).toHaveCount(1);
  await page.getByText('Deleted: Phone.').getByRole('button', { name: 'Undo' }).click();
  await expect(saved).toHaveCount(2);
  await page.reload();
  await page.getByText('Your kits, kept in this browser').click();
  await expect(saved).toHaveCount(2);
});

test('where the browser keeps nothing, composing goes on and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open(page);
  await page.getByText('Your kits, kept in this browser').click();
  await expect(page.getByRole('alert')).toContainText('does not let the page keep anything');
  await expect(verdict(page)).toHaveText('60 of 60 minutes: it fits.');
});

test('without the questions it says so, and tries again when asked', async ({ page, complaints }) => {
  await page.route('**/data/catalogue.json', (route) => route.abort());
  await page.goto(BUILDER);
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  // The browser itself reports the request that this test broke.
  complaints.length = 0;
  await page.unroute('**/data/catalogue.json');
  await page.getByRole('button', { name: 'try again' }).click();
  await expect(verdict(page)).toBeVisible();
});

test('the interviewer’s packet has cards, the candidate’s copy prompts only', async ({ page }) => {
  await open(page);
  const print = async () => squash((await printPage(page, 'A4')).map((sheet) => sheet.content).join(' '));
  await page.getByText('On paper: the interviewer’s cards').click();
  await page.getByLabel('Interviewer’s cards').check();
  await expect(page.getByRole('heading', { name: 'Probes' }).first()).toBeVisible();
  await expect(page.locator('.kit-card')).toHaveCount((await asked(page)).length);
  const cards = await print();
  const parts = ['Opening, to read out', 'Probes', 'Red flags', 'Listens for', 'Scorecard', 'Your call', 'signature'];
  for (const part of parts) expect(cards).toContain(squash(part));
  for (const [box, words] of [
    ['Red flags', 'Red flags'],
    ['Scorecard and call', 'Your call'],
    ['Question cards', 'Probes'],
    ['Schedule', 'What it covers'],
  ] as const) {
    await page.getByRole('checkbox', { name: box }).uncheck();
    expect(await print()).not.toContain(squash(words));
  }
  await page.getByLabel('Candidate’s copy').check();
  const copy = await print();
  expect(copy).toContain(squash('Question 1'));
  for (const part of ['Probes', 'Red flags', 'Listens for', 'What it covers', 'Weight']) {
    expect(copy).not.toContain(squash(part));
  }
});
