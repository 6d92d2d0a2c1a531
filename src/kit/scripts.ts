import type { Timed } from './schedule.ts';

/** What is read out at the start of a composed kit, so that every candidate hears the same. */
export function openingScript({ minutes, questions, candidateQuestions }: Timed): string {
  const count = questions.length === 1 ? 'one question' : `${questions.length} questions`;
  return (
    `Thank you for making the time. We have ${minutes} minutes. I have prepared ${count} that every candidate at this ` +
    'stage gets, and I will ask further where your answer leads. There is rarely one right answer: I want to hear how ' +
    'you think, what you would check, and what you have seen go wrong. I take notes the whole time, so that I decide ' +
    'from what you said. If something is unclear, ask; if you do not know, say what you would try. The last ' +
    `${candidateQuestions.minutes} minutes are for your questions.`
  );
}

/** What is read out at the end. */
export const CLOSING =
  'That was my last question. Thank you. I write up my notes today, before I talk with the other interviewers, and you ' +
  'hear from us whatever we decide. Is there anything that you would like to add to an answer?';
