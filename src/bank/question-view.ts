import { createHash } from 'node:crypto';

import type { Question } from './questions.ts';
import type { SampleRecord } from './samples/record.ts';
import type { Rubric } from './schemas/rubric.ts';
import type { SyllabusPoint } from './schemas/syllabus.ts';

/** A question named on the page of another. */
export type QuestionLink = Pick<Question, 'id' | 'title'>;

/**
 * Everything that the page of a question shows and its data hold, whichever file it comes from. Page and data are made
 * from this and nothing else, so that a build may leave them as they are while it is the same.
 */
export interface QuestionView {
  readonly question: Question;
  /** The answer ladder, as its author wrote it. */
  readonly body: string;
  /** Records of the samples that it shows. */
  readonly samples: readonly SampleRecord[];
  readonly related: readonly QuestionLink[];
  /** Points of the syllabus that it covers. */
  readonly points: readonly SyllabusPoint[];
  /** Neighbours in reading order; a retired question has none. */
  readonly previous: QuestionLink | undefined;
  readonly next: QuestionLink | undefined;
  readonly scale: Rubric['scale'];
}

/** What a view is put together from. */
export interface ViewSources {
  readonly byId: (id: string) => QuestionLink | undefined;
  readonly neighbours: (id: string) => { previous?: QuestionLink; next?: QuestionLink };
  readonly samples: ReadonlyMap<string, SampleRecord>;
  readonly points: ReadonlyMap<string, SyllabusPoint>;
  readonly scale: Rubric['scale'];
}

/** The view of one question. */
export function questionView(question: Question, body: string, sources: ViewSources): QuestionView {
  const { previous, next } = sources.neighbours(question.id);
  const shown = new Set([
    ...(question.exhibit?.blocks.map(({ sample }) => sample) ?? []),
    ...[...body.matchAll(/<Sample\s[^>]*?\bname="([^"]+)"/g)].map(([, name = '']) => name),
  ]);
  return {
    question,
    body,
    samples: [...shown].flatMap((name) => sources.samples.get(name) ?? []),
    related: question.related.flatMap((id) => linkTo(sources.byId(id)) ?? []),
    // In the order of the syllabus.
    points: [...sources.points.values()].filter(({ id }) => question.covers.includes(id)),
    previous: linkTo(previous),
    next: linkTo(next),
    scale: sources.scale,
  };
}

/** Tells two values apart; for the cache of a build, not for secrets. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function linkTo(question: QuestionLink | undefined): QuestionLink | undefined {
  return question && { id: question.id, title: question.title };
}
