import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';

import { questionLoader } from './bank/question-loader.ts';
import { exerciseSchema } from './bank/schemas/exercise.ts';
import { guideSchema } from './bank/schemas/guide.ts';
import { kitSchema } from './bank/schemas/kit.ts';
import { packetSchema } from './bank/schemas/packet.ts';
import { questionSchema } from './bank/schemas/question.ts';
import { rubricSchema } from './bank/schemas/rubric.ts';
import { syllabusPointSchema } from './bank/schemas/syllabus.ts';
import { topicSchema } from './bank/schemas/topic.ts';
import { trainingSchema } from './bank/schemas/training.ts';
import { productSchema } from './bank/schemas/versions.ts';
import { recordSchema, runSchema } from './bank/samples/record.ts';

/** Ids are paths without the ending; Astro's own slugs would drop dots. */
const generateId = ({ entry }: { entry: string }) => entry.replace(/\.mdx$/, '');
const pages = (folder: string) => glob({ base: `./content/${folder}`, pattern: '**/*.mdx', generateId });

export const collections = {
  questions: defineCollection({ loader: questionLoader(), schema: questionSchema }),
  topics: defineCollection({ loader: pages('topics'), schema: topicSchema }),
  guides: defineCollection({ loader: pages('guides'), schema: guideSchema }),
  kits: defineCollection({
    loader: glob({
      base: './content/kits',
      pattern: '*.yaml',
      generateId: ({ entry }) => entry.replace(/\.yaml$/, ''),
    }),
    schema: kitSchema,
  }),
  packets: defineCollection({
    loader: glob({
      base: './content/packets',
      pattern: '*.yaml',
      generateId: ({ entry }) => entry.replace(/\.yaml$/, ''),
    }),
    schema: packetSchema,
  }),
  training: defineCollection({
    loader: glob({
      base: './content/training',
      pattern: '*.yaml',
      generateId: ({ entry }) => entry.replace(/\.yaml$/, '').replace('--', '/'),
    }),
    schema: trainingSchema,
  }),
  exercises: defineCollection({
    loader: glob({
      base: './content/exercises',
      pattern: '*/exercise.yaml',
      generateId: ({ entry }) => entry.split('/')[0] ?? '',
    }),
    schema: exerciseSchema,
  }),
  briefs: defineCollection({
    loader: glob({
      base: './content/exercises',
      pattern: '*/brief.md',
      generateId: ({ entry }) => entry.split('/')[0] ?? '',
    }),
  }),
  syllabus: defineCollection({ loader: file('content/syllabus.yaml'), schema: syllabusPointSchema }),
  versions: defineCollection({ loader: file('content/versions.yaml'), schema: productSchema }),
  samples: defineCollection({
    loader: glob({
      base: './content/samples',
      pattern: '*/*.json',
      generateId: ({ entry }) => entry.replace(/\.json$/, ''),
    }),
    schema: recordSchema,
  }),
  sampleRun: defineCollection({
    loader: file('content/samples/run.json', {
      parser: (text) => ({ run: JSON.parse(text) as Record<string, unknown> }),
    }),
    schema: runSchema,
  }),
  rubric: defineCollection({
    loader: file('content/rubric.yaml', { parser: (text) => ({ rubric: parse(text) as Record<string, unknown> }) }),
    schema: rubricSchema,
  }),
};
