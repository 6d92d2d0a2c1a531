import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { killBrowser } from './kill-browser.ts';
import { PAPER, printPage } from './pdf.ts';
import { test } from './site-test.ts';

const LIST = '/kits/scorecards/';
const KIT = '#kit=mid-interview-60';
const clock = (page: Page) => page.getByRole('timer', { name: 'Meeting' });
const part = (page: Page, name: RegExp | string) =>
  page.getByRole('navigation', { name: 'Parts of the meeting' }).getByRole('button', { name });

/** Starts a scorecard of a ready-made kit, and gives its address. */
async function start(page: Page, fragment = KIT): Promise<string> {
  await page.goto(LIST + fragment);
  await page.getByRole('button', { name: 'Start a scorecard' }).click();
  await expect(clock(page)).toBeVisible();
  return page.url();
}
/** Writes notes and a score for one question. */
async function answer(page: Page, number: number, score: number, notes: string) {
  await part(page, new RegExp(`^Question ${number}\\b`)).click();
  if (notes !== '') await page.getByRole('textbox', { name: 'Notes' }).fill(notes);
  await page
    .getByRole('group', { name: `Score for question ${number}` })
    .getByRole('radio', { name: new RegExp(`^${score} `) })
    .check();
}
/**
 * Gives the means to fill the site's storage and to make room again. Chromium's own quota is changed;
 * Firefox has it only as a share of the disk, so there each write fails as it does when that is used up.
 */
async function limitStorage(page: Page, browserName: string): Promise<(full: boolean) => Promise<void>> {
  if (browserName === 'chromium') {
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    return async (full) => {
      await session.send('Storage.overrideQuotaForOrigin', { origin, ...(full && { quotaSize: 1 }) });
    };
  }
  const fill = () => {
    const write = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')?.value as (
      this: IDBObjectStore,
      ...args: Parameters<IDBObjectStore['put']>
    ) => IDBRequest<IDBValidKey>;
    IDBObjectStore.prototype.put = function (...args) {
      if (localStorage.getItem('test-full')) throw new DOMException('No room.', 'QuotaExceededError');
      return write.apply(this, args);
    };
  };
  await page.addInitScript(fill);
  await page.evaluate(fill);
  return (full) => page.evaluate((value) => localStorage.setItem('test-full', value), full ? 'yes' : '');
}
const saved = (page: Page) => page.locator('#saved ~ ul > li');
const give = (page: Page, ...files: readonly [name: string, content: string | Buffer][]) =>
  page
    .getByLabel('Open files')
    .setInputFiles(
      files.map(([name, content]) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) })),
    );
async function download(page: Page, button: string | RegExp): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('from a kit’s page, question by question, to an outcome', async ({ page }) => {
  await page.goto('/kits/mid-interview-60/');
  await page.getByRole('link', { name: 'Score on screen' }).click();
  await page.getByRole('button', { name: 'Start a scorecard' }).click();
  // Nothing is chosen beforehand.
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Opening' })).toBeVisible();
  const questions = await page.getByRole('navigation', { name: 'Parts of the meeting' }).getByText(/^\d+$/).count();
  expect(questions).toBeGreaterThan(2);
  // A score alone does not count, and says so in both places.
  await answer(page, 1, 3, '');
  await expect(page.getByText('A score without a note does not count.')).toBeVisible();
  await part(page, 'Scores and call').click();
  await expect(page.getByText('Scored without notes, and so not counted: question 1.')).toBeVisible();
  await expect(page.getByText('Weighted mean: none yet, from 0 % of the weight.')).toBeVisible();
  await expect(page.getByText('Not enough evidence')).toBeVisible();
  for (let number = 1; number <= questions; number += 1) await answer(page, number, 3, `Heard at question ${number}.`);
  await part(page, 'Scores and call').click();
  await expect(page.getByText('Weighted mean: 3.00 of 4')).toBeVisible();
  // Rows that no question feeds, or that were heard elsewhere, are set by hand, with a reason.
  for (const set of await page.getByRole('button', { name: / by hand$/ }).all()) {
    const name = (await set.getAttribute('aria-label'))?.replace(/^Set (.*) by hand$/, '$1') ?? '';
    await set.click();
    const group = page.getByRole('group', { name: `Score for ${name}, set by you` });
    await group.getByRole('radio', { name: /^4 / }).check();
    await expect(page.getByText('A score that is set without a reason does not count.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Showed it throughout.');
    await expect(page.getByText('A score that is set without a reason does not count.')).toHaveCount(0);
    break;
  }
  await expect(page.getByText('Still to choose: your own call is required')).toBeVisible();
  await page.getByRole('radio', { name: /^Yes\./ }).check();
  await expect(page.getByText('Still to write')).toBeVisible();
  await page.getByRole('textbox', { name: 'Rationale' }).fill('Carried a feature alone.');
  await expect(page.getByText('Still to write')).toHaveCount(0);
});

test('a row can be set otherwise with a reason, and follow its questions again', async ({ page }) => {
  await start(page);
  await answer(page, 1, 2, 'Named the lock only when shown the race.');
  await part(page, 'Scores and call').click();
  const row = page.locator('section[aria-labelledby^=row-]', { hasText: 'From question 1' }).first();
  await expect(row).toContainText('2 Below');
  await row.getByRole('button', { name: /otherwise$/ }).click();
  await row.getByRole('radio', { name: /^4 / }).check();
  await expect(row).toContainText('A score that is set without a reason does not count.');
  await row.getByRole('textbox', { name: 'Reason' }).fill('Explained it in full later.');
  await expect(page.getByText('Weighted mean: 4.00 of 4')).toBeVisible();
  await row.getByRole('button', { name: 'Follow the questions again' }).click();
  await expect(page.getByText('Weighted mean: 2.00 of 4')).toBeVisible();
});

test('the clock shows what has passed and what is left, through a reload', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-03-02T09:00:00') });
  await start(page);
  await page.clock.pauseAt(new Date('2026-03-02T10:00:00'));
  await expect(clock(page)).toHaveText('0:00 of 60:00, 60:00 left');
  await page.getByRole('button', { name: 'Start the clock' }).click();
  await page.clock.runFor(125_500);
  await expect(clock(page)).toHaveText('2:05 of 60:00, 57:55 left');
  await part(page, 'Question 1').click();
  await page.clock.runFor(60_000);
  await expect(page.getByRole('timer', { name: 'This part' })).toContainText('This part 1:00');
  await page.clock.resume();
  await page.reload();
  await expect(clock(page)).toHaveText(/^3:\d\d of 60:00/);
  await page.getByRole('button', { name: 'Pause' }).click();
  const stood = await clock(page).textContent();
  await page.clock.fastForward(60_000);
  await expect(clock(page)).toHaveText(stood ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.clock.fastForward(60 * 60_000);
  await expect(clock(page)).toHaveText(/ over$/);
});

test('each key is kept: after a reload at once, everything is there', async ({ page }) => {
  await start(page);
  await page.getByLabel('Candidate (a code or initials)').fill('K7');
  await part(page, 'Question 1').click();
  await page.getByRole('textbox', { name: 'Notes' }).pressSequentially('Asked about volume first');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Asked about volume first');
  await expect(page.getByLabel('Candidate (a code or initials)')).toHaveValue('K7');
  await expect(page.getByRole('heading', { name: /^K7 · / })).toBeVisible();
});

test('it outlives the end of the browser', async ({ browser, channel, launchOptions, baseURL }, info) => {
  const profile = info.outputPath('profile');
  const launch = () =>
    browser.browserType().launchPersistentContext(profile, { ...launchOptions, ...(channel && { channel }) });
  const first = await launch();
  const page = first.pages()[0] ?? (await first.newPage());
  await page.goto(`${baseURL ?? ''}${LIST}${KIT}`);
  await page.getByRole('button', { name: 'Start a scorecard' }).click();
  await part(page, 'Question 1').click();
  await page.getByRole('textbox', { name: 'Notes' }).pressSequentially('Asked about volume', { delay: 20 });
  await page.waitForTimeout(100);
  const address = page.url();
  // Nothing is closed in order.
  const closed = new Promise((resolve) => first.once('close', resolve));
  killBrowser(profile);
  await closed;
  const second = await launch();
  const again = second.pages()[0] ?? (await second.newPage());
  await again.goto(address);
  await expect(again.getByRole('textbox', { name: 'Notes' })).toHaveValue('Asked about volume');
  await second.close();
});

test('scorecards are listed, renamed, duplicated, and deleted with a way back', async ({ page }) => {
  await start(page);
  await page.getByLabel('Candidate (a code or initials)').fill('K7');
  await page.getByRole('link', { name: 'All scorecards' }).click();
  await expect(saved(page)).toHaveCount(1);
  await page.getByRole('button', { name: /^Rename: K7/ }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Morning slot');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Morning slot' })).toBeVisible();
  await page.getByRole('button', { name: 'Duplicate: Morning slot' }).click();
  await expect(page.getByRole('link', { name: 'Copy of Morning slot' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete: Morning slot', exact: true }).click();
  await expect(saved(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(saved(page)).toHaveCount(2);
  await page.getByRole('link', { name: 'Morning slot', exact: true }).click();
  await expect(page.getByLabel('Candidate (a code or initials)')).toHaveValue('K7');
});

test('saved as a file and opened again, beside what is there; as a table too', async ({ page }) => {
  await start(page);
  await page.getByLabel('Candidate (a code or initials)').fill('=K7');
  await answer(page, 1, 3, 'Said "two queries", then\nran it.');
  const { name, text } = await download(page, 'Save as file');
  expect(name).toBe('scorecard-k7-mid-level-interview-60-minutes.json');
  const table = await download(page, /^Save as a table/);
  expect(table.text.split('\r\n')[0]).toContain('candidate,interviewer,date,kit,level');
  expect(table.text).toContain(`,'=K7,`);
  expect(table.text).toContain('"Said ""two queries"", then\nran it."');

  await page.getByRole('link', { name: 'All scorecards' }).click();
  await give(page, ['same.json', text], ['other.json', text.replace('ran it', 'did not run it')]);
  await expect(page.getByText('same.json: 0 opened, 1 here already.')).toBeVisible();
  await expect(page.getByText('other.json: 1 opened, 1 of them as a copy beside another version.')).toBeVisible();
  await expect(saved(page)).toHaveCount(2);
  await page
    .getByRole('button', { name: /^Delete: / })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Delete: / })
    .first()
    .click();
  await expect(saved(page)).toHaveCount(0);
  await give(page, ['again.json', text]);
  await expect(page.getByText('again.json: 1 opened.')).toBeVisible();
  await page.getByRole('link', { name: /^=K7/ }).click();
  await part(page, /^Question 1/).click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Said "two queries", then\nran it.');
});

test('a broken or hostile file is named, nothing runs, and what is there stays', async ({ page }) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await start(page);
  await answer(page, 1, 3, '<img src=x onerror=alert(1)>');
  const { text } = await download(page, 'Save as file');
  await page.getByRole('link', { name: 'All scorecards' }).click();
  for (const [content, message] of [
    [text.slice(0, 200), 'The file is not JSON.'],
    [Buffer.from([0xff, 0xfe, 0x41]), 'The file is not text in UTF-8.'],
    [Buffer.alloc(2_000_001, ' '), 'at most 2000000 are read.'],
    ['[]', 'The file holds no scorecards'],
    [text.replace('"version": 1', '"version": 7'), 'its version is one that this page does not read'],
    [text.replace('"score": 3', '"score": 9'), 'answers.'],
    [text.replace('"role": "generalist"', '"role": "wizard"'), 'its role “wizard” is not in the rubric'],
    [text.replace('"candidate": ""', '"__proto__": {"x": 1}, "candidate": ""'), '__proto__ is an unknown field'],
    [text.replace('"candidate": ""', `"candidate": "${'x'.repeat(41)}"`), 'at most 40 characters'],
    [text.replace('"candidate": ""', '"age": 30, "candidate": ""'), 'age is an unknown field'],
  ] as const) {
    await give(page, ['bad.json', content]);
    await expect(page.locator('[role=status]', { hasText: message })).toBeVisible();
    await expect(page.getByText('Nothing was taken from it.')).toBeVisible();
    await expect(saved(page)).toHaveCount(1);
  }
  // Good files beside a broken one go in.
  const other = text.replace('<img', '<b');
  await give(page, ['bad.json', '{'], ['good.json', other]);
  await expect(page.getByText('good.json: 1 opened')).toBeVisible();
  await expect(saved(page)).toHaveCount(2);
  // Markup stays text.
  await saved(page).first().getByRole('link').click();
  await part(page, /^Question 1/).click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue(/^<(img|b) src=x/);
  expect(dialogs).toBe(0);
});

test('two tabs on one scorecard follow each other, and neither overwrites the other', async ({ page, context }) => {
  const address = await start(page);
  const other = await context.newPage();
  await other.goto(address);
  await expect(clock(other)).toBeVisible();
  await page.getByLabel('Candidate (a code or initials)').fill('K7');
  await expect(other.getByLabel('Candidate (a code or initials)')).toHaveValue('K7');
  await expect(other.getByText('Changed in another tab just now')).toBeVisible();
  // Both type before either hears of the other.
  await other.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => undefined;
    window.stop();
  });
  await other.getByLabel('Interviewer (initials)').fill('B');
  await page.getByLabel('Interviewer (initials)').fill('A');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Neither was overwritten');
  await expect(page.getByLabel('Interviewer (initials)')).toHaveValue('A');
  await alert.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(page.getByRole('heading', { name: /^Copy of K7/ })).toBeVisible();
  await expect(page.getByLabel('Interviewer (initials)')).toHaveValue('A');
  await page.getByRole('link', { name: 'All scorecards' }).click();
  await expect(saved(page)).toHaveCount(2);
  await page.goto(address);
  await expect(page.getByLabel('Interviewer (initials)')).toHaveValue('B');
});

test('deleted or cleared elsewhere, the work on the screen stays and is saved again', async ({ page, context }) => {
  const address = await start(page);
  await page.getByLabel('Candidate (a code or initials)').fill('K7');
  const other = await context.newPage();
  await other.goto(LIST);
  await other.getByRole('button', { name: /^Delete: / }).click();
  await expect(page.getByRole('alert')).toContainText('deleted in another tab');
  await page.getByLabel('Interviewer (initials)').fill('A');
  await expect(page.getByText('Saved in this browser, with every key.')).toBeVisible();
  await expect(saved(other)).toHaveCount(1);
  await page.goto('/');
  await page.goto(address);
  await expect(page.getByLabel('Candidate (a code or initials)')).toHaveValue('K7');
});

test('where the browser keeps nothing, it says so, and the work can be saved as a file', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await start(page);
  await answer(page, 1, 3, 'Kept on the screen.');
  await expect(page.getByRole('alert')).toContainText('does not let the page keep anything');
  const { text } = await download(page, 'Save as file');
  expect(text).toContain('Kept on the screen.');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Kept on the screen.');
});

test('where the storage is full, it says so, and saves again once there is room', async ({ page, browserName }) => {
  await page.goto(LIST);
  const limit = await limitStorage(page, browserName);
  await limit(true);
  await start(page);
  await part(page, 'Question 1').click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Asked about volume first.');
  await expect(page.getByRole('alert')).toContainText('no room left');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Asked about volume first.');
  const { text } = await download(page, 'Save as file');
  expect(text).toContain('Asked about volume first.');
  await limit(false);
  await page.getByRole('textbox', { name: 'Notes' }).fill('Asked about volume.');
  await expect(page.getByText('Saved in this browser, with every key.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('Asked about volume.');
});

test('garbage in the storage is named, stays until deleted, and hides nothing else', async ({ page }) => {
  await start(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('django-interview-guide');
        open.onerror = () => reject(new Error('open'));
        open.onsuccess = () => {
          const transaction = open.result.transaction('scorecards', 'readwrite');
          transaction.objectStore('scorecards').put({ id: 'garbage-1', version: 1, value: { candidate: 7 } });
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
  );
  await page.getByRole('link', { name: 'All scorecards' }).click();
  await page.reload();
  await expect(page.getByText('A scorecard that this page cannot read')).toBeVisible();
  await expect(saved(page)).toHaveCount(2);
  const { text } = await download(page, 'Save what lies there');
  expect(text).toContain('garbage-1');
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(saved(page)).toHaveCount(1);
});

test('a kit that the builder composed is scored as it is', async ({ page }) => {
  await page.goto('/kits/builder/');
  await page.getByRole('link', { name: 'Score on screen' }).click();
  await expect(page.getByRole('heading', { name: /^Technical interview, 60 minutes, form A$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start a scorecard' }).click();
  await expect(page.getByText('Thank you for making the time.')).toBeVisible();
  expect(page.url()).not.toContain('Thank');
  expect(page.url()).toMatch(/#card=[0-9a-f-]{36}$/);
});

for (const [fault, fragment, message] of [
  ['an unknown kit', '#kit=no-such-kit', 'There is no kit called “no-such-kit”.'],
  ['a hostile kit', '#v=1&level=mid&role=<img src=x onerror=alert(1)>', 'which no role is called'],
  ['an unknown scorecard', '#card=00000000-0000-4000-8000-000000000000', 'This browser has no such scorecard'],
] as const) {
  test(`${fault} in the address is named`, async ({ page }) => {
    await page.goto(LIST + fragment);
    await expect(page.getByRole('alert')).toContainText(message);
  });
}

test('the whole way by keyboard alone', async ({ page }) => {
  await page.goto(LIST + KIT);
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  await press('Start a scorecard');
  await press('Start the clock');
  await press(/^Next: Question 1/);
  // The part that was opened has the focus, and its fields come next.
  await expect(page.getByRole('group', { name: 'Question 1', exact: true })).toBeFocused();
  await page.getByRole('textbox', { name: 'Notes' }).focus();
  await page.keyboard.type('Said it aloud.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: /^1 / }).first()).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^2 / }).first()).toBeChecked();
  await press(/^Next: /);
  await expect(part(page, 'Question 1, scored 2')).toBeVisible();
});

test('on paper it is one document with every card, the notes, the scores and room to sign', PAPER, async ({ page }) => {
  await start(page);
  await answer(page, 1, 3, 'Asked who else reads the table.');
  for (const format of ['A4', 'Letter'] as const) {
    const sheets = await printPage(page, format);
    for (const [index, sheet] of sheets.entries()) expect(sheet.content).toContain(`${index + 1} of ${sheets.length}`);
    const text = sheets
      .map((sheet) => sheet.content)
      .join(' ')
      .replaceAll(/\s+/g, '');
    for (const words of [
      'Asked who else reads the table.',
      'Probes',
      'Red flags',
      'Your recommendation',
      'signature',
    ]) {
      expect(text).toContain(words.replaceAll(/\s+/g, ''));
    }
    for (const words of ['Save as file', 'Start the clock', 'Next:']) {
      expect(text).not.toContain(words.replaceAll(/\s+/g, ''));
    }
  }
});
