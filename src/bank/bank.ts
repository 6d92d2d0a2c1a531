import { type CollectionEntry, getCollection, getEntry } from 'astro:content';

import { coverage, type CoveredPoint } from './coverage.ts';
import { inReadingOrder, type Question, questionPath, topicOf } from './questions.ts';
import { digestOf, questionView, type QuestionView } from './question-view.ts';
import type { SampleRecord, SampleRun } from './samples/record.ts';
import type { ExerciseData } from './schemas/exercise.ts';
import type { KitData } from './schemas/kit.ts';
import type { PacketData } from './schemas/packet.ts';
import type { TrainingData } from './schemas/training.ts';
import type { Rubric } from './schemas/rubric.ts';
import type { Product } from './schemas/versions.ts';
import { type Competency, type Guide, GUIDES, SYLLABUS_TOPICS, type Topic, TOPICS } from './vocabulary.ts';

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
export type ExerciseEntry = ExerciseData & {
  /** The name of its folder. */
  readonly slug: string;
  /** `exercises/<slug>`: a kit names it as it names a question. */
  readonly id: string;
  /** What the candidate reads. */
  readonly brief: CollectionEntry<'briefs'>;
};
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
  /** Answers to score for practice, in the order of their questions. */
  readonly training: readonly TrainingData[];
  /** Active exercises: shortest first, then by title. */
  readonly exercises: readonly ExerciseEntry[];
  readonly rubric: Rubric;
  readonly syllabus: readonly CoveredPoint[];
  /** Software with the versions that answers hold for, by name. */
  readonly products: readonly Product[];
  /** Records of all samples, by id. */
  readonly samples: ReadonlyMap<string, SampleRecord>;
  /** The last whole run of the samples. */
  readonly sampleRun: SampleRun;
  readonly byId: (id: string) => QuestionEntry | undefined;
  /** An active exercise by the id that kits name it by. */
  readonly exerciseById: (id: string) => ExerciseEntry | undefined;
  /** The row that the score of a question or an exercise feeds. */
  readonly competencyOf: (id: string) => Competency | undefined;
  readonly byTopic: (topic: Topic) => readonly QuestionEntry[];
  /** Neighbours of an active question in reading order. */
  readonly neighbours: (id: string) => { previous?: QuestionEntry; next?: QuestionEntry };
  /** What each question's page and data are made from, retired questions included, with a digest of it. */
  readonly views: readonly { readonly view: QuestionView; readonly digest: string }[];
}

let loaded: Promise<Bank> | undefined;

/** The bank; the first call of a build reads it, every page after that shares it. */
export function getBank(): Promise<Bank> {
  return (loaded ??= load());
}

async function load(): Promise<Bank> {
  const [
    questionEntries,
    topicEntries,
    guideEntries,
    points,
    rubricEntry,
    samples,
    run,
    kitEntries,
    packetEntries,
    trainingEntries,
    exerciseEntries,
    briefs,
    productEntries,
  ] = await Promise.all([
    getCollection('questions'),
    getCollection('topics'),
    getCollection('guides'),
    getCollection('syllabus'),
    getEntry('rubric', 'rubric'),
    getCollection('samples'),
    getEntry('sampleRun', 'run'),
    getCollection('kits'),
    getCollection('packets'),
    getCollection('training'),
    getCollection('exercises'),
    getCollection('briefs'),
    getCollection('versions'),
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

  const exercises = exerciseEntries
    .map(({ id, data }): ExerciseEntry => {
      const brief = briefs.find((entry) => entry.id === id);
      if (!brief) throw new Error(`content/exercises/${id}/brief.md is missing`);
      return { ...data, slug: id, id: `exercises/${id}`, brief };
    })
    .filter(({ status }) => status === 'active')
    .sort((a, b) => a.minutes - b.minutes || a.title.localeCompare(b.title, 'en'));

  const byId = new Map(all.map((question) => [question.id, question]));
  const exerciseById = new Map(exercises.map((exercise) => [exercise.id, exercise]));
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
      ...exercises.map(({ slug, title, covers }) => ({ title, covers, path: `/exercises/${slug}/` })),
    ],
  );

  const neighbours = (id: string) => {
    const index = position.get(id);
    if (index === undefined) return {};
    const [previous, next] = [questions[index - 1], questions[index + 1]];
    return { ...(previous && { previous }), ...(next && { next }) };
  };
  const records = new Map(samples.map(({ id, data }) => [id, data]));
  const sources = {
    byId: (id: string) => byId.get(id),
    neighbours,
    samples: records,
    points: new Map(syllabus.map(({ point }) => [point.id, point])),
    scale: rubricEntry.data.scale,
  };
  const views = all.map(({ entry, ...question }) => {
    const view = questionView(question, entry.body ?? '', sources);
    return { view, digest: digestOf(view) };
  });

  return {
    questions,
    retired: all.filter(({ status }) => status === 'retired'),
    topics,
    guides,
    kits,
    packets: packetEntries
      .map(({ id, data }): PacketEntry => ({ ...data, id }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en')),
    training: trainingEntries
      .map(({ data }) => data)
      .sort((a, b) => (position.get(a.question) ?? 0) - (position.get(b.question) ?? 0)),
    exercises,
    rubric: rubricEntry.data,
    syllabus,
    products: productEntries.map(({ data }) => data).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    samples: records,
    sampleRun: run.data,
    byId: (id) => byId.get(id),
    exerciseById: (id) => exerciseById.get(id),
    competencyOf: (id) => (byId.get(id) ?? exerciseById.get(id))?.competency,
    byTopic: (topic) => byTopic.get(topic) ?? [],
    neighbours,
    views,
  };
}
