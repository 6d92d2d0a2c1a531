import { stringify } from 'yaml';

import { type ContentFile, parseFile } from '../../src/bank/check/source-file.ts';
import { questionPath } from '../../src/bank/questions.ts';
import { findBlock } from '../../src/bank/samples/find.ts';
import type { SampleRecord } from '../../src/bank/samples/record.ts';
import type { QuestionData } from '../../src/bank/schemas/question.ts';
import { LABELS, type Level } from '../../src/bank/vocabulary.ts';

/**
 * A question as a page of Starlight: the same words under the same headings, its samples as fenced code. What the guide
 * has beside them (evidence, filter, data, kits) has no like there and is left out.
 *
 * @param file a question, sound
 */
export function starlightPage(file: ContentFile, samples: ReadonlyMap<string, SampleRecord>): ContentFile {
  const parsed = parseFile(file).parsed;
  const id = /^content\/questions\/(.+)\.mdx$/.exec(file.path)?.[1];
  if (!parsed || !id) throw new Error(`${file.path} is no question`);
  const question = parsed.data as QuestionData;
  const fenced = (sample: string, block: string) => {
    const { language, code } = findBlock(samples, sample, block).block;
    return `\`\`\`${language}\n${code}\n\`\`\``;
  };
  const body = parsed.body
    .replace(/<Level name="(\w+)">/g, (_, level: Level) => `### ${LABELS[level]}`)
    .replaceAll('</Level>', '')
    .replace(/<Sample (.*)\/>/g, (_, text: string) => {
      const given = new Map([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
      return [given.get('block'), given.get('before'), given.get('after')]
        .filter((block) => block !== undefined)
        .map((block) => fenced(given.get('name') ?? '', block))
        .join('\n\n');
    });
  const sections = [
    question.exhibit &&
      `## Show the candidate\n\n${question.exhibit.blocks.map(({ sample, block }) => fenced(sample, block)).join('\n\n')}`,
    `## Answer ladder\n\n${body}`,
    `## What most people say\n\n${question.commonAnswer.says}\n\n${question.commonAnswer.but}`,
    `## Follow-ups\n\n${question.followUps.map(({ ask, separates }) => `1. ${ask}\n\n   ${separates}`).join('\n')}`,
    `## Scores\n\n${Object.entries(question.anchors)
      .map(([score, text]) => `- **${score}** ${text}`)
      .join('\n')}`,
    `## Red flags\n\n${question.redFlags.map(({ says, why, unless = '' }) => `- “${says}” ${why} ${unless}`).join('\n')}`,
    `## Sources\n\n${question.sources.map(({ title, url }) => `- [${title}](${url})`).join('\n')}`,
    `## Related questions\n\n${question.related.map((other) => `- [${other}](${questionPath(other)})`).join('\n')}`,
  ];
  const head = stringify({ title: question.title.replaceAll('`', ''), description: question.tests });
  return {
    path: `src/content/docs/questions/${id}.md`,
    text: `---\n${head}---\n\n${sections.filter(Boolean).join('\n\n')}\n`,
  };
}
