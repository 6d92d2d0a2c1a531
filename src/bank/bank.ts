import { type CollectionEntry, getCollection, getEntry } from 'astro:content';

import { coverage, type CoveredPoint } from './coverage.ts';
import { inReadingOrder, type Question, questionPath, topicOf } from './questions.ts';
import type { SampleRecord, SampleRun } from './samples/record.ts';
import type { KitData } from './schemas/kit.ts';
import type { PacketData } from './schemas/packet.ts';
import type { Rubric } from './schemas/rubric.ts';
import { type Guide, GUIDES, SYLLABUS_TOPICS, type Topic, TOPICS } from './vocabulary.ts';

export type QuestionEntry = Question & { readonly entry: CollectionEntry<'questions'> };
export type TopicEntry = CollectionEntry<'topics'>['data'] & {
  readonly id: Topic;
  readonly entry: CollectionEntry<'topics'>;
};
export type GuideEntry = CollectionEntry<'guides'>['data'] & {
  readonly id: Guide;
  readonly entry: CollectionEntry<'guides'>;
};

export type PacketEntry = PacketData & { readonly id: string };
export type KitEntry = KitData & { readonly id: string };

/** Everything the pages show, read once per build. */
export interface Bank {
  /** Active questions, in reading order. */
  readonly questions: readonly QuestionEntry[];
  /** Retired questions: their pages live on, nothing lists them for use. */
  readonly retired: readonly QuestionEntry[];
  readonly topics: readonly TopicEntry[];
  readonly guides: readonly GuideEntry[];
  /** Ready-made kits: shortest first, then by title; the parts of a loop in order, after the others. */
  readonly kits: readonly KitEntry[];
  /** Examples of kits that were used, by title. */
  readonly packets: readonly PacketEntry[];
  readonly rubric: Rubric;
  readonly syllabus: readonly CoveredPoint[];
  /** Records of all samples, by id. */
  readonly samples: ReadonlyMap<string, SampleRecord>;
  /** The last whole run of the samples. */
  readonly sampleRun: SampleRun;
  readonly byId: (id: string) => QuestionEntry | undefined;
  readonly byTopic: (topic: Topic) => readonly QuestionEntry[];
  /** Neighbours of an active question in reading order. */
  readonly neighbours: (id: string) => { previous?: QuestionEntry; next?: QuestionEntry };
}

let loaded: Promise<Bank> | undefined;

/** The bank; the first call of a build reads it, every page after that shares it. */
export function getBank(): Promise<Bank> {
  return (loaded ??= load());
}

async function load(): Promise<Bank> {
  const [questionEntries, topicEntries, guideEntries, points, rubricEntry, samples, run, kitEntries, packetEntries] =
    await Promise.all([
      getCollection('questions'),
      getCollection('topics'),
      getCollection('guides'),
      getCollection('syllabus'),
      getEntry('rubric', 'rubric'),
      getCollection('samples'),
      getEntry('sampleRun', 'run'),
      getCollection('kits'),
      getCollection('packets'),
    ]);
  if (!rubricEntry) throw new Error('content/rubric.yaml was not loaded');
  if (!run) throw new Error('content/samples/run.json was not loaded');

  const all = inReadingOrder(
    questionEntries.map((entry) => ({ ...entry.data, id: entry.id, topic: topicOf(entry.id), entry })),
  );
  const questions = all.filter(({ status }) => status === 'active');
  const topics = topicEntries
    .map((entry) => ({ ...entry.data, id: entry.id as Topic, entry }))
    .sort((a, b) => TOPICS.indexOf(a.id) - TOPICS.indexOf(b.id));
  const guides = guideEntries
    .map((entry) => ({ ...entry.data, id: entry.id as Guide, entry }))
    .sort((a, b) => GUIDES.indexOf(a.id) - GUIDES.indexOf(b.id));

  const kits = kitEntries
    .map(({ id, data }): KitEntry => ({ ...data, id }))
    .sort(
      (a, b) =>
        (a.loop?.id ?? '').localeCompare(b.loop?.id ?? '') ||
        (a.loop?.part ?? 0) - (b.loop?.part ?? 0) ||
        a.minutes - b.minutes ||
        a.title.localeCompare(b.title, 'en'),
    );

  const byId = new Map(all.map((question) => [question.id, question]));
  const position = new Map(questions.map(({ id }, index) => [id, index]));
  const byTopic = new Map(TOPICS.map((topic) => [topic, questions.filter((question) => question.topic === topic)]));
  const syllabus = coverage(
    points
      .map(({ data }) => data)
      .sort((a, b) => SYLLABUS_TOPICS.indexOf(a.topic) - SYLLABUS_TOPICS.indexOf(b.topic) || a.id.localeCompare(b.id)),
    [
      ...topics.map(({ id, title, covers }) => ({ title, covers, path: `/topics/${id}/` })),
      ...guides.map(({ id, title, covers }) => ({ title, covers, path: `/guides/${id}/` })),
      ...questions.map(({ id, title, covers }) => ({ title, covers, path: questionPath(id) })),
    ],
  );

  return {
    questions,
    retired: all.filter(({ status }) => status === 'retired'),
    topics,
    guides,
    kits,
    packets: packetEntries
      .map(({ id, data }): PacketEntry => ({ ...data, id }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en')),
    rubric: rubricEntry.data,
    syllabus,
    samples: new Map(samples.map(({ id, data }) => [id, data])),
    sampleRun: run.data,
    byId: (id) => byId.get(id),
    byTopic: (topic) => byTopic.get(topic) ?? [],
    neighbours: (id) => {
      const index = position.get(id);
      if (index === undefined) return {};
      const [previous, next] = [questions[index - 1], questions[index + 1]];
      return { ...(previous && { previous }), ...(next && { next }) };
    },
  };
}
