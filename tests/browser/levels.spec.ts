import { expect } from '@playwright/test';

import { TEMPLATES, test } from './site-test.ts';

test('two levels stand side by side for one competency, and the address keeps it', async ({ page }) => {
  await page.goto(TEMPLATES.levels);
  const matrix = page.getByRole('table');
  await expect(matrix.locator('td:visible')).toHaveCount(8 * 4);
  for (const level of ['Junior', 'Staff']) await page.getByRole('checkbox', { name: level }).uncheck({ force: true });
  await expect(matrix.getByRole('columnheader').filter({ visible: true })).toHaveText([/Competency/, /Mid/, /Senior/]);
  await page.getByLabel('Competency').selectOption('Database');
  await expect(matrix.locator('td:visible')).toHaveCount(2);
  await expect(page).toHaveURL(/\?levels=mid,senior&competency=database$/);
  await page.reload();
  await expect(matrix.locator('td:visible')).toHaveCount(2);
  await matrix.getByRole('link', { name: /Database, Senior/ }).click();
  await expect(page).toHaveURL(/\/questions\/\?level=senior&competency=database$/);
});

test('an address that names no level, and a choice of none, show all', async ({ page }) => {
  await page.goto(`${TEMPLATES.levels}?levels=chief&competency=astrology`);
  const matrix = page.getByRole('table');
  await expect(matrix.locator('td:visible')).toHaveCount(8 * 4);
  for (const level of ['Junior', 'Mid', 'Senior', 'Staff']) {
    await page.getByRole('checkbox', { name: level }).uncheck({ force: true });
  }
  await expect(matrix.locator('td:visible')).toHaveCount(8 * 4);
});
