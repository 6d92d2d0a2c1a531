import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { plainText } from '../../src/bank/inline.ts';
import { readContent } from '../../src/bank/check/read.ts';
import { isExercise } from '../../src/kit/compose.ts';
import type { KitData } from '../../src/bank/schemas/kit.ts';
import type { QuestionData } from '../../src/bank/schemas/question.ts';
import { builtPages, BUILDS } from './site.ts';

const [build] = BUILDS;
const files = readContent(process.cwd());
const kits = files.flatMap(({ path, text }) => {
  const id = /^content\/kits\/(.+)\.yaml$/.exec(path)?.[1];
  return id ? [{ id, kit: parse(text) as KitData }] : [];
});
const questions = new Map(
  files.flatMap(({ path, text }) => {
    const id = /^content\/questions\/(.+)\.mdx$/.exec(path)?.[1];
    return id ? [[id, parse(text.split(/^---$/m)[1] ?? '') as QuestionData] as const] : [];
  }),
);
const pages = new Map(builtPages(build).map((page) => [page.address, page]));
const textOf = (address: string) => pages.get(address)?.root.querySelector('main')?.text ?? '';
/** Letters and digits only: markup adds and takes spaces, and sets quotation marks its own way. */
const bare = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

describe('kits', () => {
  it('are at least twelve, one of them a loop of four meetings', () => {
    expect(kits.filter(({ kit }) => !kit.loop).length).toBeGreaterThanOrEqual(12);
    expect(kits.filter(({ kit }) => kit.loop).map(({ kit }) => kit.loop?.part)).toEqual([1, 2, 3, 4]);
  });

  it.each(kits)('$id has everything that the interviewer needs on its page', ({ id, kit }) => {
    const text = bare(textOf(`/kits/${id}/`));
    expect(text).toContain(bare(kit.opening.script));
    expect(text).toContain(bare(kit.close.script));
    for (const question of kit.questions.flatMap(({ id: asked }) =>
      isExercise(asked) ? [] : [questions.get(asked)],
    )) {
      if (!question) throw new Error(`${id} asks what is not there`);
      const { title, followUps, redFlags, anchors } = question;
      const said = [title, ...followUps.map(({ ask }) => ask), ...redFlags.map(({ says }) => says)];
      for (const part of [...said, ...Object.values(anchors)]) expect(text).toContain(bare(plainText(part)));
    }
  });

  it.each(kits)('$id gives the candidate prompts and code, and nothing that answers them', ({ id, kit }) => {
    const text = bare(textOf(`/kits/${id}/candidate/`));
    for (const question of kit.questions.flatMap(({ id: asked }) =>
      isExercise(asked) ? [] : [questions.get(asked)],
    )) {
      if (!question) throw new Error(`${id} asks what is not there`);
      const { title, tests, followUps, redFlags, anchors, commonAnswer } = question;
      expect(text).toContain(bare(plainText(title)));
      const secrets = [
        tests,
        commonAnswer.says,
        commonAnswer.but,
        ...followUps.flatMap(({ ask, separates }) => [ask, separates]),
        ...redFlags.flatMap(({ says, why }) => [says, why]),
        ...Object.values(anchors),
      ];
      for (const secret of secrets) expect(text).not.toContain(bare(plainText(secret)));
    }
    expect(pages.get(`/kits/${id}/candidate/`)?.html).not.toContain('class="evidence"');
  });

  it.each(kits)('$id ships no island', ({ id }) => {
    expect(readFileSync(join(build.folder, `kits/${id}/index.html`), 'utf8')).not.toContain('astro-island');
  });
});
