import { z } from 'astro/zod';

import { levels } from '../schemas/fields.ts';
import { exerciseSchema } from '../schemas/exercise.ts';
import { guideSchema } from '../schemas/guide.ts';
import { kitSchema } from '../schemas/kit.ts';
import { packetSchema } from '../schemas/packet.ts';
import { questionSchema } from '../schemas/question.ts';
import { rubricSchema } from '../schemas/rubric.ts';
import { syllabusSchema } from '../schemas/syllabus.ts';
import { topicSchema } from '../schemas/topic.ts';
import { trainingSchema } from '../schemas/training.ts';
import { versionsSchema } from '../schemas/versions.ts';
import { GUIDES, type Level, TOPICS } from '../vocabulary.ts';
import { checkBody } from './body.ts';
import { crossCheck } from './cross.ts';
import type { SoundFile } from './kept.ts';
import { inFileOrder, type Problem, shorten } from './problem.ts';
import { applySchema } from './schema-problems.ts';
import { checkTexts } from './texts.ts';
import { type ContentFile, parsedLater, parseFile, type ParsedFile } from './source-file.ts';

/** A file whose data passed its schema. */
export interface Checked<T> {
  readonly id: string;
  readonly file: ParsedFile;
  readonly data: T;
}

/** What the content folder holds, by collection; only files that passed their schema. */
export interface CheckedContent {
  readonly questions: Checked<z.infer<typeof questionSchema>>[];
  readonly topics: Checked<z.infer<typeof topicSchema>>[];
  readonly guides: Checked<z.infer<typeof guideSchema>>[];
  readonly kits: Checked<z.infer<typeof kitSchema>>[];
  readonly packets: Checked<z.infer<typeof packetSchema>>[];
  readonly training: Checked<z.infer<typeof trainingSchema>>[];
  readonly exercises: Checked<z.infer<typeof exerciseSchema>>[];
  readonly rubric: Checked<z.infer<typeof rubricSchema>>[];
  readonly syllabus: Checked<z.infer<typeof syllabusSchema>>[];
  readonly versions: Checked<z.infer<typeof versionsSchema>>[];
  /** Ids of every file in `content/questions/`, sound or not: a broken file is still a file. */
  readonly questionIds: ReadonlySet<string>;
}

const QUESTION = /^content\/questions\/([^/]+)\/([^/]+)\.mdx$/;
const EXERCISE = /^content\/exercises\/([^/]+)\/exercise\.yaml$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads the whole content folder and checks it: every file by its schema, then all of them against each other.
 *
 * @param files every file of `content/` that is content (samples and exercises are projects of their own)
 * @param known what an earlier check made of some of these files: they are not read again
 * @returns what passed its schema, and all problems in the order of the files; none means that the content is sound
 */
export function readAndCheck(
  files: readonly ContentFile[],
  known: ReadonlyMap<ContentFile, SoundFile> = new Map(),
): { content: CheckedContent; problems: Problem[] } {
  const problems: Problem[] = [];
  const content: CheckedContent & { questionIds: Set<string> } = {
    questions: [],
    topics: [],
    guides: [],
    kits: [],
    packets: [],
    training: [],
    exercises: [],
    rubric: [],
    syllabus: [],
    versions: [],
    questionIds: new Set(),
  };

  const take = <T>(file: ContentFile, id: string, schema: z.ZodType<T>, list: Checked<T>[]) => {
    const sound = known.get(file);
    if (sound) {
      list.push({ id, file: parsedLater(file), data: sound.data as T });
      return;
    }
    const { parsed, problems: unreadable } = parseFile(file);
    problems.push(...unreadable);
    if (!parsed) return;
    const { data, problems: broken } = applySchema(parsed, schema);
    problems.push(...broken);
    if (file.path.endsWith('.mdx') || EXERCISE.test(file.path)) {
      // One line per mistake: what the schema refused already is not named again.
      const refused = new Set(broken.map(({ field }) => field));
      problems.push(...checkTexts(parsed).filter(({ field }) => !refused.has(field)));
      if (file.path.endsWith('.mdx'))
        problems.push(...checkBody(parsed, QUESTION.test(file.path) ? levelsOf(parsed.data) : undefined));
    }
    if (data !== undefined) list.push({ id, file: parsed, data });
  };
  const misplaced = (file: ContentFile, allowed: string) =>
    problems.push({ file: file.path, line: 1, field: 'file name', found: shorten(file.path), allowed });

  for (const file of files) {
    const name =
      file.path
        .split('/')
        .at(-1)
        ?.replace(/\.[^.]+$/, '') ?? '';
    const question = QUESTION.exec(file.path);
    if (question) {
      const [, topic = '', slug = ''] = question;
      const id = `${topic}/${slug}`;
      content.questionIds.add(id);
      if (!(TOPICS as readonly string[]).includes(topic)) misplaced(file, `a folder named ${TOPICS.join(', ')}`);
      if (!SLUG.test(slug)) misplaced(file, 'a slug of lower-case letters, digits and single hyphens');
      take(file, id, questionSchema, content.questions);
    } else if (/^content\/topics\/[^/]+\.mdx$/.test(file.path)) {
      if (!(TOPICS as readonly string[]).includes(name)) misplaced(file, `one of ${TOPICS.join(', ')}, with .mdx`);
      take(file, name, topicSchema, content.topics);
    } else if (/^content\/guides\/[^/]+\.mdx$/.test(file.path)) {
      if (!(GUIDES as readonly string[]).includes(name)) misplaced(file, `one of ${GUIDES.join(', ')}, with .mdx`);
      take(file, name, guideSchema, content.guides);
    } else if (/^content\/kits\/[^/]+\.yaml$/.test(file.path)) {
      if (!SLUG.test(name)) misplaced(file, 'a slug of lower-case letters, digits and single hyphens');
      take(file, name, kitSchema, content.kits);
    } else if (/^content\/packets\/[^/]+\.yaml$/.test(file.path)) {
      if (!SLUG.test(name)) misplaced(file, 'a slug of lower-case letters, digits and single hyphens');
      take(file, name, packetSchema, content.packets);
    } else if (/^content\/training\/[^/]+\.yaml$/.test(file.path)) {
      take(file, name.replace('--', '/'), trainingSchema, content.training);
    } else if (EXERCISE.test(file.path)) {
      const [, slug = ''] = EXERCISE.exec(file.path) ?? [];
      if (!SLUG.test(slug)) misplaced(file, 'a folder of lower-case letters, digits and single hyphens');
      take(file, slug, exerciseSchema, content.exercises);
    } else if (file.path === 'content/rubric.yaml') {
      take(file, name, rubricSchema, content.rubric);
    } else if (file.path === 'content/syllabus.yaml') {
      take(file, name, syllabusSchema, content.syllabus);
    } else if (file.path === 'content/versions.yaml') {
      take(file, name, versionsSchema, content.versions);
    } else {
      misplaced(
        file,
        'content/questions/<topic>/<slug>.mdx, content/topics/<topic>.mdx, content/guides/<guide>.mdx, ' +
          'content/kits/<slug>.yaml, content/packets/<slug>.yaml, content/training/<topic>--<slug>.yaml, content/exercises/<slug>/exercise.yaml, content/rubric.yaml, content/syllabus.yaml, content/versions.yaml',
      );
    }
  }

  for (const required of ['content/rubric.yaml', 'content/syllabus.yaml', 'content/versions.yaml']) {
    if (!files.some((file) => file.path === required)) {
      problems.push({ file: required, line: 1, field: '(whole file)', found: 'nothing', allowed: 'the file' });
    }
  }
  problems.push(...crossCheck(content));
  return { content, problems: inFileOrder(problems) };
}

/** All problems of the content folder; see `readAndCheck`. */
export function checkContent(files: readonly ContentFile[]): Problem[] {
  return readAndCheck(files).problems;
}

/** The levels a question names, where they are sound: its ladder can be checked whatever else is wrong. */
function levelsOf(data: unknown): Level[] | undefined {
  return z.object({ levels }).safeParse(data).data?.levels;
}
