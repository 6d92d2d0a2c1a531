import { type MdastNode, mdxToMdast } from 'satteri';

import { type Level, LEVELS } from '../vocabulary.ts';
import { type Problem, shorten } from './problem.ts';
import type { ParsedFile } from './source-file.ts';

/** Words a rung may have, code left out: enough to say something, short enough to be said aloud. */
const RUNG_WORDS = { min: 60, max: 180 } as const;

/** Components that authors may use; anything else is neither Markdown nor known to a page. */
const COMPONENTS = ['Level', 'Sample'];

type Report = (node: MdastNode | undefined, field: string, found: string, allowed: string) => void;

/**
 * Checks the body of an MDX file: its syntax, that no code is typed into it, and that nothing in it
 * is JavaScript or an unknown component. With `levels`, also the answer ladder of a question.
 */
export function checkBody(file: ParsedFile, levels?: readonly Level[]): Problem[] {
  const problems: Problem[] = [];
  let root: MdastNode;
  try {
    root = mdxToMdast(file.body);
  } catch (error) {
    // The parser says where in the text: "3:3: Unexpected end of file …".
    const [, line = '1', reason = ''] = /^(\d+):\d+: (.*?)(?: \(mdx-\S+\))?$/s.exec((error as Error).message) ?? [];
    const number = Number(line);
    const found = shorten(file.body.split('\n')[number - 1]?.trim());
    return [
      {
        file: file.path,
        line: number + file.bodyOffset,
        field: 'body',
        found,
        allowed: `valid MDX (${reason.replace(/ \(\d+:\d+\)$/, '')})`,
      },
    ];
  }
  const report: Report = (node, field, found, allowed) =>
    problems.push({
      file: file.path,
      line: (node?.position?.start.line ?? 1) + file.bodyOffset,
      field,
      found,
      allowed,
    });
  walk(root, (node) => {
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression' || node.type === 'mdxjsEsm') {
      report(node, 'body', shorten(node.value), 'no JavaScript: braces go into `code`');
    } else if (node.type === 'code') {
      report(node, 'code block', shorten(node.value), '<Sample name="<topic>/<slug>" block="…" />: code that runs');
    } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const name = node.name ?? '';
      if (!COMPONENTS.includes(name)) report(node, 'component', shorten(name), COMPONENTS.join(', '));
    }
  });
  if (levels) checkLadder(childrenOf(root), levels, report);
  return problems;
}

/** Exactly one `<Level name="…">` per level, in order, nothing outside, each of a fair length. */
function checkLadder(blocks: readonly MdastNode[], levels: readonly Level[], report: Report): void {
  const rungs: { node: MdastNode; name: string }[] = [];
  for (const node of blocks) {
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Level') {
      const name = node.attributes.find((entry) => entry.type === 'mdxJsxAttribute' && entry.name === 'name')?.value;
      rungs.push({ node, name: typeof name === 'string' ? name : '' });
    } else {
      report(node, 'answer ladder', shorten(textOf(node)), 'nothing outside the rungs');
    }
  }
  for (const { node, name } of rungs) {
    if (!(LEVELS as readonly string[]).includes(name)) {
      report(node, 'answer ladder', shorten(name), LEVELS.join(', '));
    }
    const words = textOf(node)
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    if (words < RUNG_WORDS.min || words > RUNG_WORDS.max) {
      const range = `${RUNG_WORDS.min} to ${RUNG_WORDS.max} words, samples not counted`;
      report(node, 'answer ladder', `${words} words in rung "${name}"`, range);
    }
  }
  const names = rungs.map(({ name }) => name);
  if (names.join() !== levels.join()) {
    const found = names.length > 0 ? `rungs ${names.join(', ')}` : 'no rung';
    report(rungs[0]?.node, 'answer ladder', found, `the levels of the question, in order: ${levels.join(', ')}`);
  }
}

function childrenOf(node: MdastNode): readonly MdastNode[] {
  return 'children' in node ? (node.children as MdastNode[]) : [];
}

function walk(node: MdastNode, visit: (node: MdastNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The words of a node as read aloud: inline code counts. */
function textOf(node: MdastNode): string {
  if ('value' in node && typeof node.value === 'string') return node.value;
  const inline = node.type === 'paragraph' || node.type === 'heading';
  return childrenOf(node)
    .map(textOf)
    .join(inline ? '' : ' ');
}
