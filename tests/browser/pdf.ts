import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

import type { ChromiumOnly } from './chromium-only.ts';

/** Marks a test that prints. */
export const PAPER = { tag: '@paper' satisfies ChromiumOnly };

/** A piece of text on a printed page, in points from the page's bottom left corner. */
export interface PrintedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PrintedText[];
  /** Everything on the page, in reading order. */
  readonly content: string;
}

export type Paper = 'A4' | 'Letter';

/** Marks put around a block, invisible to a reader: which page they print on tells where the block lies. */
const OPEN = 'qzo';
const CLOSE = 'qzc';

/** Prints the page as the browser would, on the paper given, with the page's own margins. */
export async function printPage(page: Page, paper: Paper): Promise<PrintedPage[]> {
  const pdf = await page.pdf({ format: paper, preferCSSPageSize: false, printBackground: false });
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const sheet = await document.getPage(number);
    const { width, height } = sheet.getViewport({ scale: 1 });
    const { items } = await sheet.getTextContent();
    const texts = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , , x, y] = item.transform as number[];
      return [{ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width }];
    });
    pages.push({ width, height, texts, content: texts.map(({ text }) => text).join(' ') });
  }
  await loading.destroy();
  return pages;
}

/**
 * Marks every block that must not break across pages, and every heading together with the start of
 * what follows it, so that `brokenBlocks` can find those that did.
 */
export async function markBlocks(page: Page): Promise<number> {
  return page.evaluate(
    ([open, close]) => {
      let count = 0;
      const mark = (id: string) => {
        const span = document.createElement('span');
        span.textContent = ` ${id} `;
        span.className = 'print-probe';
        return span;
      };
      const visible = (node: Element) => node.getClientRects().length > 0;
      // A brief is as long as its exercise needs: what holds it may go over pages, its own blocks may not.
      const blocks = [
        ...document.querySelectorAll('main .keep, main li:not(:has(> .brief)), main tr, main pre'),
      ].filter(visible);
      for (const block of blocks) {
        count += 1;
        // A mark of its own in a row or a grid would be one more cell.
        const cells = /grid|flex|table-row/.test(getComputedStyle(block).display);
        const [first, last] = cells ? [block.firstElementChild, block.lastElementChild] : [block, block];
        first?.prepend(mark(`${open}${count}x`));
        last?.append(mark(`${close}${count}x`));
      }
      for (const heading of [...document.querySelectorAll('main :is(h1, h2, h3)')].filter(visible)) {
        const next = heading.nextElementSibling;
        if (!next || !visible(next)) continue;
        count += 1;
        heading.prepend(mark(`${open}${count}x`));
        const deepest = (node: Element): Element => {
          const child = [...node.children].find((one) => visible(one) && !one.matches('.print-probe'));
          return child && getComputedStyle(child).display !== 'inline' ? deepest(child) : node;
        };
        deepest(next).prepend(mark(`${close}${count}x`));
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.print-probe { font-size: 1px; line-height: 0; }');
      document.adoptedStyleSheets.push(sheet);
      return count;
    },
    [OPEN, CLOSE],
  );
}

/** Blocks whose two marks lie on different pages, each with some of its text. */
export function brokenBlocks(pages: readonly PrintedPage[]): string[] {
  const place = (mark: string) => pages.findIndex(({ content }) => content.replaceAll(/\s/g, '').includes(mark));
  const ids = new Set(
    pages.flatMap(({ content }) => [...content.replaceAll(/\s/g, '').matchAll(/qzo(\d+)x/g)].map(([, id]) => id)),
  );
  return [...ids].flatMap((id) => {
    const [from, to] = [place(`${OPEN}${id}x`), place(`${CLOSE}${id}x`)];
    if (from === to) return [];
    const content = pages[from]?.content ?? '';
    const start = content.indexOf(`${OPEN}${id}x`);
    return [`page ${from + 1} to ${to + 1}: ${content.slice(start, start + 90)}`];
  });
}
