import { type MdastNode, markdownToMdast } from 'satteri';

import { fieldName, type Problem, shorten } from './problem.ts';
import type { ParsedFile } from './source-file.ts';

/** What every blank of a draft starts with (`npm run new:question`). */
export const BLANK = '___';

/**
 * Checks the texts of the frontmatter: no blank of a draft is left, and none holds HTML, since pages
 * render these texts as Markdown, where a tag that was meant as a word would vanish or take effect.
 */
export function checkTexts(file: ParsedFile): Problem[] {
  return textsIn(file.data, []).flatMap(({ path, text }) => {
    const place = { file: file.path, line: file.lineOf(path), field: fieldName(path) };
    if (text.startsWith(BLANK)) return [{ ...place, found: shorten(text), allowed: 'words in place of the blank' }];
    const tag = text.includes('<') ? findHtml(markdownToMdast(text)) : undefined;
    return tag === undefined ? [] : [{ ...place, found: shorten(tag), allowed: 'no HTML: write it as `code`' }];
  });
}

function textsIn(value: unknown, path: readonly PropertyKey[]): { path: readonly PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => textsIn(entry, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]) => textsIn(entry, [...path, key]));
}

function findHtml(node: MdastNode): string | undefined {
  if (node.type === 'html') return node.value;
  if (!('children' in node)) return undefined;
  for (const child of node.children as MdastNode[]) {
    const found = findHtml(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
