import { type MdastNode, markdownToMdast } from 'satteri';

import { fieldName, type Problem, shorten } from './problem.ts';
import type { ParsedFile } from './source-file.ts';

/**
 * Checks that no text of the frontmatter holds HTML: pages render these texts as Markdown, where a
 * tag that was meant as a word would vanish or take effect.
 */
export function checkTexts(file: ParsedFile): Problem[] {
  return textsIn(file.data, []).flatMap(({ path, text }) => {
    const tag = text.includes('<') ? findHtml(markdownToMdast(text)) : undefined;
    if (tag === undefined) return [];
    const allowed = 'no HTML: write it as `code`';
    return [{ file: file.path, line: file.lineOf(path), field: fieldName(path), found: shorten(tag), allowed }];
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
