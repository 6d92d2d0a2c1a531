import { expect } from '@playwright/test';

import { cardBy, fileOf } from './panel.ts';
import { test } from './site-test.ts';

test('agreement of many raters on two recorded interviews, in figures and in words', async ({ page }) => {
  await page.goto('/debrief/agreement/');
  const second = (name: string, scores: Parameters<typeof cardBy>[1]) =>
    cardBy(name, scores, { id: `second-of-${name}`, candidate: 'C-18' });
  await page
    .getByLabel('Open files')
    .setInputFiles([
      fileOf('first.json', cardBy('AB', [3, 4, 3, 2]), cardBy('CD', [3, 3, 3, 1]), cardBy('EF', [2, 4, 3, undefined])),
      fileOf('second.json', second('AB', [1, 2, 2, 2]), second('CD', [1, 3, 2, 2]), second('EF', [1, 2, 2, 3])),
    ]);
  await expect(page.getByText('6 scorecards: 3 raters, 2 candidates')).toBeVisible();
  await expect(page.getByText(/^With 3 raters and 8 units alpha lies between/)).toBeVisible();
  const fact = (term: string) => page.locator('dl > div').filter({ has: page.getByText(term, { exact: true }) });
  // Counted by hand: 22 pairs, of which 13 are equal and 22 at most one point apart.
  await expect(fact('Equal scores')).toContainText('59 % of pairs');
  await expect(fact('Within one point')).toContainText('100 % of pairs');
  await expect(fact('Alpha, ordinal')).toContainText(/0\.\d\d, 95 % interval/);
  await expect(page.getByRole('row', { name: /^AB and CD/ })).toContainText('8');
  // With one rater left there is nothing to compare, and no number.
  for (const name of ['CD', 'EF']) {
    for (let left = 2; left > 0; left -= 1) {
      await page
        .getByRole('button', { name: new RegExp(`Leave out: .* by ${name}$`) })
        .first()
        .click();
    }
  }
  await expect(page.getByText('there is nothing to compare', { exact: false })).toBeVisible();
  await expect(fact('Alpha, ordinal')).toContainText('not defined');
});

test('a second scorecard of one rater for the same interview stays out', async ({ page }) => {
  await page.goto('/debrief/agreement/');
  await page
    .getByLabel('Open files')
    .setInputFiles([
      fileOf('twice.json', cardBy('AB', [3, 4, 3, 2]), cardBy('AB', [1, 1, 1, 1], { id: 'another-one' })),
    ]);
  await expect(page.getByText('twice.json: 1 of 2 scorecards taken in.')).toBeVisible();
  await expect(
    page.getByText('AB has a scorecard of this candidate and stage in already', { exact: false }),
  ).toBeVisible();
});
