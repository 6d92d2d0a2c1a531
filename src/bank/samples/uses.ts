import { z } from 'astro/zod';
import { type MdastNode, mdxToMdast } from 'satteri';

import { type Problem, shorten } from '../check/problem.ts';
import type { ParsedFile } from '../check/source-file.ts';
import { questionSchema } from '../schemas/question.ts';
import type { SampleUse } from './freshness.ts';

const ATTRIBUTES = ['name', 'block', 'before', 'after', 'print'];

/**
 * Every sample that an MDX file shows, as `<Sample>` or in its `exhibit`, and what is wrong with how
 * they are written.
 *
 * A use names one block (`block`) or a pair (`before` and `after`); `print="sql"` puts the SQL on paper.
 */
export function samplesOf(file: ParsedFile): { uses: SampleUse[]; problems: Problem[] } {
  const uses: SampleUse[] = [];
  const problems: Problem[] = [];
  const { data: exhibit } = z.object({ exhibit: questionSchema.shape.exhibit }).safeParse(file.data);
  exhibit?.exhibit?.blocks.forEach(({ sample, block }, index) => {
    const line = file.lineOf(['exhibit', 'blocks', index]);
    uses.push({ file: file.path, line, name: sample, blocks: [block] });
  });
  let root: MdastNode;
  try {
    root = mdxToMdast(file.body);
  } catch {
    // The check of the body says what is wrong with it.
    return { uses, problems };
  }
  visit(root, (node) => {
    if ((node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') || node.name !== 'Sample') return;
    const line = (node.position?.start.line ?? 1) + file.bodyOffset;
    const report = (field: string, found: string, allowed: string) =>
      problems.push({ file: file.path, line, field, found, allowed });
    const given = new Map<string, string>();
    for (const attribute of node.attributes) {
      const name = attribute.type === 'mdxJsxAttribute' ? attribute.name : '{…}';
      const value = attribute.type === 'mdxJsxAttribute' ? attribute.value : undefined;
      if (!ATTRIBUTES.includes(name) || typeof value !== 'string') {
        report('<Sample>', shorten(name), `${ATTRIBUTES.join(', ')}, each with a text in quotes`);
      } else {
        given.set(name, value);
      }
    }
    const [name, block, before, after, print] = ATTRIBUTES.map((attribute) => given.get(attribute));
    if (node.type === 'mdxJsxTextElement') {
      report('<Sample>', 'a sample within a line', 'a line of its own, with empty lines around');
    }
    if (!name) report('<Sample> name', shorten(name), '<topic>/<slug> of a sample');
    const single = block !== undefined && before === undefined && after === undefined;
    const pair = block === undefined && before !== undefined && after !== undefined;
    if (!single && !pair) report('<Sample>', [...given.keys()].join(', '), 'block, or before and after');
    if (print !== undefined && print !== 'sql') report('<Sample> print', shorten(print), '"sql"');
    const blocks = [block, before, after].filter((one) => one !== undefined);
    if (name) uses.push({ file: file.path, line, name, blocks });
  });
  return { uses, problems };
}

function visit(node: MdastNode, see: (node: MdastNode) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children as MdastNode[]) visit(child, see);
}
