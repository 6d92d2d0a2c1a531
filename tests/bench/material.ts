import { type ContentFile, parseFile } from '../../src/bank/check/source-file.ts';
import { topicOf } from '../../src/bank/questions.ts';
import type { z } from 'astro/zod';

import type { questionSchema } from '../../src/bank/schemas/question.ts';
import { type Topic, TOPICS } from '../../src/bank/vocabulary.ts';
import type { BankSize } from './heaps.ts';

/** Frontmatter as it is written: what has a default may be missing. */
type QuestionFields = z.input<typeof questionSchema>;

/** Longer sentences are left out, so that three of them cannot make a rung too long. */
const SENTENCE_WORDS = 28;

/** What generated questions are made of, cut from the real ones. */
export interface Material {
  readonly size: BankSize;
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  /** Sentences of rungs, anchors, probes and all else that is prose. */
  readonly sentences: Readonly<Record<Topic, readonly string[]>>;
  /** `<Sample … />` lines. */
  readonly samples: Readonly<Record<Topic, readonly string[]>>;
  readonly sources: Readonly<Record<Topic, readonly QuestionFields['sources'][number][]>>;
  readonly exhibits: readonly { readonly sample: string; readonly block: string }[];
  /** How many of the real questions show something to the candidate, 0 to 1. */
  readonly shareWithExhibit: number;
  /** Ids of syllabus points. */
  readonly points: readonly string[];
  readonly keywords: readonly string[];
  /** Plain words in lower case. */
  readonly words: readonly string[];
}

/**
 * Takes the real questions apart.
 *
 * @param files the content of the project, sound
 */
export function materialOf(files: readonly ContentFile[]): Material {
  const questions = files.flatMap((file) => {
    const id = /^content\/questions\/(.+)\.mdx$/.exec(file.path)?.[1];
    const parsed = id && parseFile(file).parsed;
    return id && parsed ? [{ id, data: parsed.data as QuestionFields, body: parsed.body, text: file.text }] : [];
  });
  const byTopic = <T>(make: (question: (typeof questions)[number]) => readonly T[]) =>
    Object.fromEntries(
      TOPICS.map((topic) => [topic, questions.filter(({ id }) => topicOf(id) === topic).flatMap(make)]),
    ) as Record<Topic, T[]>;
  const samples = questions.flatMap(({ body }) => sampleLines(body));
  const vocabulary = new Set(
    questions.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]+/gu) ?? []),
  );
  return {
    size: { questions: questions.length, words: vocabulary.size },
    ids: questions.map(({ id }) => id),
    titles: questions.flatMap(({ data }) => sentencesOf(data.title)),
    sentences: byTopic(({ data, body }) => [...proseOf(body), ...textsOf(data)].flatMap(sentencesOf)),
    // A topic without code borrows that of the others.
    samples: Object.fromEntries(
      Object.entries(byTopic(({ body }) => sampleLines(body))).map(([topic, own]) => [
        topic,
        own.length > 0 ? own : samples,
      ]),
    ) as Record<Topic, string[]>,
    sources: byTopic(({ data }) => data.sources),
    exhibits: questions.flatMap(({ data }) => data.exhibit?.blocks ?? []),
    shareWithExhibit: questions.filter(({ data }) => data.exhibit).length / questions.length,
    points: [...new Set(questions.flatMap(({ data }) => data.covers))],
    keywords: [...new Set(questions.flatMap(({ data }) => data.keywords ?? []))],
    words: [...vocabulary].filter((word) => /^[a-z]{4,10}$/.test(word)).sort(),
  };
}

function sampleLines(body: string): string[] {
  return body.match(/^<Sample .*\/>$/gm) ?? [];
}

/** The paragraphs of a body. */
function proseOf(body: string): string[] {
  return body.split(/\n\s*\n/).filter((block) => /^[\p{L}“]/u.test(block.trim()));
}

/** The texts of the frontmatter that are prose. */
function textsOf({ tests, followUps, commonAnswer, redFlags, anchors }: QuestionFields): string[] {
  return [
    tests,
    ...followUps.flatMap(({ ask, separates }) => [ask, separates]),
    ...Object.values(commonAnswer),
    ...redFlags.flatMap(({ says, why, unless = '' }) => [says, why, unless]),
    ...Object.values(anchors),
  ];
}

/** Sentences that stand for themselves: what opens in one closes in it, and nothing in it is markup. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.?!])\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /^\p{Lu}.{20,}[.?!]$/u.test(sentence) && balanced(sentence))
    .filter((sentence) => sentence.split(' ').length <= SENTENCE_WORDS);
}

function balanced(sentence: string): boolean {
  const count = (sign: RegExp) => sentence.match(sign)?.length ?? 0;
  return (
    count(/`/g) % 2 === 0 &&
    count(/\*\*/g) % 2 === 0 &&
    count(/\(/g) === count(/\)/g) &&
    count(/“/g) === count(/”/g) &&
    !/[<>{}[\]|]/.test(sentence)
  );
}
