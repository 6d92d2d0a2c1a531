import type { APIRoute } from 'astro';

import { getBank, type QuestionEntry } from '../../../bank/bank.ts';
import { renderInline } from '../../../bank/inline.ts';
import type { TrainingData } from '../../../bank/schemas/training.ts';
import { LABELS } from '../../../bank/vocabulary.ts';
import { href } from '../../../site.ts';

interface Props {
  training: TrainingData;
  question: QuestionEntry;
}

export async function getStaticPaths() {
  const { training, byId } = await getBank();
  return training.map((one) => ({
    params: { id: one.question },
    props: { training: one, question: byId(one.question) },
  }));
}

/** Answers to score for practice, with the question's anchors and the key. `version` rises when the shape changes. */
export const GET: APIRoute<Props> = ({ props: { training, question } }) => {
  const html = (text: string) => renderInline(text, import.meta.env.BASE_URL);
  return Response.json({
    version: 1,
    id: question.id,
    url: href(`/questions/${question.id}/`),
    title: html(question.title),
    anchors: Object.fromEntries(Object.entries(question.anchors).map(([score, text]) => [score, html(text)])),
    answers: training.answers.map(({ id, level, answer, score, reason, oneMore }) => ({
      id,
      level: LABELS[level],
      answer: html(answer),
      score,
      reason: html(reason),
      oneMore: html(oneMore),
    })),
  });
};
