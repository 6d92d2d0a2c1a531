import { z } from 'astro/zod';
import { parse } from 'yaml';

import { readContent } from '../bank/check/read.ts';
import type { Renamed } from './moved.ts';

const frontmatter = z.object({ formerly: z.array(z.string()).default([]) });

/**
 * Ids of all questions, active and retired, with the ones they had before. Whether the content is
 * right is checked elsewhere.
 *
 * @param root the project's folder
 */
export function readRenamed(root: string): Renamed[] {
  return readContent(root).flatMap(({ path, text }) => {
    const id = /^content\/questions\/(.+)\.mdx$/.exec(path)?.[1];
    if (id === undefined) return [];
    // Hardly any was renamed, and to read the YAML of all would take seconds of each build.
    return text.includes('formerly')
      ? [{ id, ...frontmatter.parse(parse(text.split(/^---$/m)[1] ?? '')) }]
      : [{ id, formerly: [] }];
  });
}
