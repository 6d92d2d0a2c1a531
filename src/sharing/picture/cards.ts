import { z } from 'astro/zod';

import type { ContentFile } from '../../bank/check/source-file.ts';
import { parseFile } from '../../bank/check/source-file.ts';
import { renderInline } from '../../bank/inline.ts';
import { questionPath, topicOf } from '../../bank/questions.ts';
import { KINDS, LABELS, LEVELS } from '../../bank/vocabulary.ts';
import { SITE } from '../../site.ts';
import type { Card } from './draw.ts';
import { runsOf } from './lines.ts';
import { GUIDE_PICTURE, picturePath } from './place.ts';

/** A picture that is to be drawn. */
export interface Order {
  /** Its address, without the site's base path. */
  readonly path: string;
  /** All that it is made from: as long as this stays, so does the picture. */
  readonly source: string;
  /** Reads the source, which takes longer than looking for a picture that is there already. */
  readonly card: () => Card;
}

const question = z.object({
  title: z.string(),
  kind: z.enum(KINDS),
  levels: z.array(z.enum(LEVELS)),
  minutes: z.number(),
});
const topic = z.object({ title: z.string(), summary: z.string() });

/** The pictures of a site: one per question, one per topic, and one for all other pages. */
export function ordersOf(files: readonly ContentFile[]): Order[] {
  return [guideOrder, ...files.flatMap((file) => questionOrder(file) ?? topicOrder(file) ?? [])];
}

const guideOrder: Order = {
  path: GUIDE_PICTURE,
  source: JSON.stringify(SITE),
  card: () => ({
    chapter: 'Open and free',
    title: [{ text: SITE.name, code: false }],
    summary: [{ text: `${SITE.tagline}.`, code: false }],
    levels: LEVELS,
  }),
};

function questionOrder(file: ContentFile): Order | undefined {
  const id = /^content\/questions\/(.+)\.mdx$/.exec(file.path)?.[1];
  if (id === undefined) return undefined;
  return {
    path: picturePath(questionPath(id)),
    source: file.path + frontmatterOf(file),
    card: () => {
      const { title, kind, levels, minutes } = question.parse(dataOf(file));
      return {
        chapter: LABELS[topicOf(id)],
        note: `${LABELS[kind]} · ${minutes} minutes`,
        title: runsOf(renderInline(title, '/')),
        levels,
        site: SITE.name,
      };
    },
  };
}

function topicOrder(file: ContentFile): Order | undefined {
  const id = /^content\/topics\/(.+)\.mdx$/.exec(file.path)?.[1];
  if (id === undefined) return undefined;
  return {
    path: picturePath(`/topics/${id}/`),
    source: file.path + frontmatterOf(file),
    card: () => {
      const { title, summary } = topic.parse(dataOf(file));
      return {
        chapter: 'Topic',
        note: 'What to look for, traps, questions',
        title: runsOf(renderInline(title, '/')),
        summary: runsOf(renderInline(summary, '/')),
        levels: LEVELS,
        site: SITE.name,
      };
    },
  };
}

function frontmatterOf({ text }: ContentFile): string {
  return text.split(/^---[ \t]*\r?$/m, 2)[1] ?? text;
}

function dataOf(file: ContentFile): unknown {
  const { parsed, problems } = parseFile(file);
  if (!parsed) throw new Error(`${file.path}: ${problems.map(({ allowed }) => allowed).join('; ')}`);
  return parsed.data;
}
