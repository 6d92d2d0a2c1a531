import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

import { chromium } from '@playwright/test';
import sharp from 'sharp';

import { ensureChromium } from './find-browsers.ts';
import { SERVERS } from './servers.ts';

// `npm run pictures`: takes the README's two pictures from the built site. Run `npm run build` first.
const { folder, base, port, origin } = SERVERS.root;
const server = spawn('node', ['tests/browser/serve.ts', folder, base, String(port)], { stdio: 'inherit' });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await mkdir('docs', { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1500 }, deviceScaleFactor: 1 });
  const open = async (path: string) => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const response = await page.goto(origin + base + path, { waitUntil: 'networkidle' }).catch(() => undefined);
      if (response?.ok()) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`${path} did not answer: is the site built?`);
  };
  const save = async (name: string, picture: Buffer) =>
    sharp(picture).webp({ quality: 80 }).toFile(`docs/${name}.webp`);

  await open('questions/orm/select-related-or-prefetch-related/');
  await save('question', await page.screenshot());
  // The first printed page of the rubric sheet, at the size of A4 in CSS pixels, on a grey desk.
  await open('rubric/');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 658, height: 1000 });
  const sheet = await page.screenshot({ clip: { x: 0, y: 0, width: 658, height: 1000 } });
  const paper = await sharp(sheet).extend({ top: 68, bottom: 55, left: 68, right: 68, background: '#fff' }).toBuffer();
  await save(
    'rubric',
    await sharp(paper).extend({ top: 16, bottom: 16, left: 16, right: 16, background: '#bbb' }).toBuffer(),
  );
} finally {
  await browser.close();
  server.kill();
}
