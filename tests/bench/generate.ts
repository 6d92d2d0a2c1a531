import { stringify } from 'yaml';

import type { ContentFile } from '../../src/bank/check/source-file.ts';
import { COMPETENCIES, KINDS, type Level, LEVELS, type Topic, TOPICS } from '../../src/bank/vocabulary.ts';
import { pick, type Random, seeded } from '../../src/kit/random.ts';
import { newWordsAt } from './heaps.ts';
import type { Material } from './material.ts';

/** Words of a rung that the generator aims at; the content check allows 60 to 180. */
const RUNG_WORDS = 95;

/** Levels that questions are asked at, as often as in the real bank: most at all four. */
const SPANS: readonly (readonly Level[])[] = [
  LEVELS,
  LEVELS,
  LEVELS,
  LEVELS,
  LEVELS,
  ['mid', 'senior', 'staff'],
  ['junior', 'mid', 'senior'],
];

/**
 * Questions that read like the bank's own and pass its check: the sentences of real questions, shuffled, with a
 * few words of their own, so that a search index over them has the words of a real one.
 *
 * @param count how many; the first of a longer list are those of a shorter one
 * @param seed two seeds give two banks, one seed always the same
 * @returns the files, by path from the project's root
 */
export function generateQuestions(material: Material, count: number, seed: string): ContentFile[] {
  return Array.from({ length: count }, (_, index) => generateQuestion(material, index, seed));
}

/** Questions go round the topics, so that each gets its share. */
function topicAt(index: number): Topic {
  return TOPICS[index % TOPICS.length] ?? 'orm';
}

function idAt(index: number): string {
  return `${topicAt(index)}/generated-${String(index + 1).padStart(5, '0')}`;
}

function generateQuestion(material: Material, index: number, seed: string): ContentFile {
  const random = seeded(`${seed} ${index}`);
  const topic = topicAt(index);
  const words = coinedWords(material, index, random);
  const some = <T>(items: readonly T[]): T => {
    const item = pick(items, random);
    if (item === undefined) throw new Error(`The real bank has nothing to make ${topic} questions of`);
    return item;
  };
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const sentence = () => withCoined(some(material.sentences[topic]), words, random);
  const sentences = (count: number) => Array.from({ length: count }, sentence).join(' ');
  const several = <T>(least: number, most: number, make: () => T) => Array.from({ length: between(least, most) }, make);
  const dayOf = (year: number) =>
    `${year}-${String(between(1, 11)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`;

  const levels = some(SPANS);
  const data = {
    // Only a word of its own makes a title that no other question has.
    title: `${some(material.titles)} What changes with \`${words[0] ?? ''}\`?`,
    kind: KINDS[index % KINDS.length],
    competency: COMPETENCIES[index % COMPETENCIES.length],
    levels,
    minutes: between(4, 15),
    tests: sentence(),
    ...(random() < material.shareWithExhibit && {
      exhibit: { say: sentence(), blocks: [some(material.exhibits)] },
    }),
    followUps: several(3, 4, () => ({ ask: `${sentence()} And then?`, separates: sentence() })),
    commonAnswer: { says: sentence(), but: sentences(2) },
    redFlags: several(2, 3, () => ({
      says: sentence(),
      why: sentences(2),
      ...(random() < 0.3 && { unless: sentence() }),
    })),
    anchors: { 1: sentence(), 2: sentence(), 3: sentences(2), 4: sentences(2) },
    sources: several(2, 4, () => some(material.sources[topic])),
    covers: [...new Set(several(1, 3, () => some(material.points)))],
    keywords: [...new Set([words[0] ?? '', ...several(2, 4, () => some(material.keywords))])],
    // To real questions, and to the one generated for the same topic before.
    related: [
      ...new Set([
        ...several(1, 2, () => some(material.ids)),
        ...(index >= TOPICS.length ? [idAt(index - TOPICS.length)] : []),
      ]),
    ],
    added: dayOf(2025),
    reviewed: dayOf(2026),
    status: 'active',
  };
  const rungs = levels.map(
    (level) => `<Level name="${level}">\n\n${rung(material, topic, sentence, some)}\n\n</Level>`,
  );
  return {
    path: `content/questions/${idAt(index)}.mdx`,
    text: `---\n${stringify(data)}---\n\n${rungs.join('\n\n')}\n`,
  };
}

/** Paragraphs until the rung is long enough, and a sample between them, as in the real rungs. */
function rung(material: Material, topic: Topic, sentence: () => string, some: <T>(items: readonly T[]) => T): string {
  const blocks: string[] = [];
  let length = 0;
  while (length < RUNG_WORDS) {
    const paragraph = [sentence(), sentence(), sentence()].join(' ');
    blocks.push(paragraph);
    length += paragraph.split(/\s+/).length;
  }
  blocks.splice(1, 0, some(material.samples[topic]));
  return blocks.join('\n\n');
}

/** Identifiers that no question before has: two words of the bank and the question's number. */
function coinedWords(material: Material, index: number, random: Random): string[] {
  const count = Math.max(1, newWordsAt(material.size, index));
  return Array.from({ length: count }, (_, position) => {
    const [one, two] = [pick(material.words, random), pick(material.words, random)];
    return `${one ?? 'a'}_${two ?? 'b'}_${(index * 16 + position).toString(36)}`;
  });
}

/** The sentence, with one of the coined words in place of its first `code`. */
function withCoined(sentence: string, words: readonly string[], random: Random): string {
  if (words.length < 2 || random() < 0.5) return sentence;
  return sentence.replace(/`[^`]+`/, `\`${pick(words, random) ?? ''}\``);
}
