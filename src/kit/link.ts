import { LEVELS } from '../bank/vocabulary.ts';
import { type Draft, LONGEST } from './draft.ts';

/** Most questions that a link or a file may hold. */
const MOST_QUESTIONS = 60;
const QUESTION = /^([a-z0-9-]{1,40}\/[a-z0-9-]{1,80})\.(\d{1,3})$/;
const NAME = /^[a-z0-9-]{1,40}$/;

/**
 * A kit as the fragment of a link: readable, and nothing of it reaches a server.
 *
 * `v=1&level=mid&role=generalist&stage=technical-interview&minutes=60&seed=A&parts=4.7.4&ask=orm/lost-update.10,…`
 * where `parts` are the minutes of opening, candidate's questions and close.
 */
export function toFragment(draft: Draft): string {
  const { level, role, stage, minutes, seed, opening, candidateQuestions, close, questions } = draft;
  const ask = questions.map((question) => `${question.id}.${question.minutes}`).join(',');
  const parts = [opening, candidateQuestions, close].map((part) => part.minutes).join('.');
  const fields = { v: '1', level, role, stage, minutes: String(minutes), seed, parts, ask };
  // Only the seed may hold anything that a link has to escape.
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${name === 'seed' ? encodeURIComponent(value) : value}`)
    .join('&');
}

/** Whether a fragment is meant to be a kit, sound or not; any other names a place on the page. */
export function isKit(fragment: string): boolean {
  return /^#?v=/.test(fragment);
}

/** What a link or a file held: a kit, or the reason why there is none. */
export type ReadKit = { readonly draft: Draft } | { readonly problem: string };

/** The longest fragment that is read at all. */
const LONGEST_FRAGMENT = 8000;

/**
 * Reads a kit from a link, which may come from anywhere: every field is checked, nothing is trusted,
 * and the first thing that is wrong is said in plain words. Whether the ids are in the bank is for
 * the caller to see.
 *
 * @param fragment with or without the leading `#`
 */
export function fromFragment(fragment: string): ReadKit {
  const text = fragment.replace(/^#/, '');
  if (text.length > LONGEST_FRAGMENT)
    return { problem: `The link is ${text.length} characters long; a kit has at most ${LONGEST_FRAGMENT}.` };
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) return { problem: `The link names “${shown(name)}” twice.` };
    fields.set(name, value);
  }
  return draftOf(fields, 'link');
}

/**
 * A kit from named fields, each of them text from elsewhere: checked one by one, and the first that
 * is wrong is named.
 *
 * @param noun where they come from, for the message
 */
export function draftOf(fields: ReadonlyMap<string, string>, noun: 'link' | 'file'): ReadKit {
  const field = (name: string) => fields.get(name) ?? '';
  if (field('v') !== '1') {
    const found = fields.has('v') ? `version ${shown(field('v'))}` : 'no version';
    return { problem: `The ${noun} has ${found}; this page reads version 1.` };
  }
  const level = LEVELS.find((one) => one === field('level'));
  if (!level) return { problem: `The ${noun}’s level is “${shown(field('level'))}”; it can be ${LEVELS.join(', ')}.` };
  for (const name of ['role', 'stage']) {
    if (!NAME.test(field(name)))
      return { problem: `The ${noun}’s ${name} is “${shown(field(name))}”, which no ${name} is called.` };
  }
  const minutes = whole(field('minutes'));
  if (minutes === undefined)
    return { problem: `The ${noun}’s minutes are “${shown(field('minutes'))}”; they can be 1 to ${LONGEST}.` };
  const parts = field('parts').split('.').map(whole);
  const [opening, candidateQuestions, close] = parts;
  if (parts.length !== 3 || opening === undefined || candidateQuestions === undefined || close === undefined) {
    return {
      problem: `The ${noun}’s parts are “${shown(field('parts'))}”; they are the minutes of opening, candidate’s questions and close.`,
    };
  }
  const questions: { id: string; minutes: number }[] = [];
  for (const item of field('ask') === '' ? [] : field('ask').split(',')) {
    const [, id, time] = QUESTION.exec(item) ?? [];
    const length = whole(time ?? '');
    if (!id || length === undefined)
      return { problem: `The ${noun} asks “${shown(item)}”, which is not a question with its minutes.` };
    if (questions.some((question) => question.id === id)) return { problem: `The ${noun} asks “${shown(id)}” twice.` };
    questions.push({ id, minutes: length });
  }
  if (questions.length > MOST_QUESTIONS)
    return { problem: `The ${noun} asks ${questions.length} questions; a kit has at most ${MOST_QUESTIONS}.` };
  return {
    draft: {
      level,
      role: field('role'),
      stage: field('stage'),
      minutes,
      // Cut between the halves of a character, a text could not be linked again.
      seed: field('seed').slice(0, 40).toWellFormed(),
      opening: { minutes: opening },
      questions,
      candidateQuestions: { minutes: candidateQuestions },
      close: { minutes: close },
    },
  };
}

/** A number of minutes from 1 to the longest; anything else is none. */
function whole(text: string): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= LONGEST ? number : undefined;
}

/** Text from elsewhere, short enough for a message. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
