import { describe, expect, it } from 'vitest';

import { checkContent } from '../../src/bank/check/content.ts';
import { readContent } from '../../src/bank/check/read.ts';
import { parseFile } from '../../src/bank/check/source-file.ts';
import type { QuestionData } from '../../src/bank/schemas/question.ts';
import { COMPETENCIES, KINDS, TOPICS } from '../../src/bank/vocabulary.ts';
import { generateQuestions } from './generate.ts';
import { newWordsAt } from './heaps.ts';
import { materialOf } from './material.ts';

const real = readContent(process.cwd());
const material = materialOf(real);
const COUNT = 200;
const files = generateQuestions(material, COUNT, 'test');
const questions = files.map((file) => parseFile(file).parsed?.data as QuestionData);

describe('generated questions', () => {
  it('pass the content door beside the real ones', { timeout: 60_000 }, () => {
    expect(checkContent([...real, ...files])).toEqual([]);
    expect(new Set(files.map(({ path }) => path)).size).toBe(COUNT);
  });

  it('are the same for the same seed, whatever their number, and others for another', () => {
    expect(generateQuestions(material, 10, 'test')).toEqual(files.slice(0, 10));
    expect(generateQuestions(material, 10, 'other')).not.toEqual(files.slice(0, 10));
  });

  it('spread over topics, kinds, competencies and levels', () => {
    const topics = new Set(files.map(({ path }) => path.split('/')[2]));
    expect([...topics].sort()).toEqual([...TOPICS].sort());
    expect(new Set(questions.map(({ kind }) => kind)).size).toBe(KINDS.length);
    expect(new Set(questions.map(({ competency }) => competency)).size).toBe(COMPETENCIES.length);
    const all = questions.filter(({ levels }) => levels.length === 4).length;
    expect(all).toBeGreaterThan(COUNT / 2);
    expect(all).toBeLessThan(COUNT);
  });

  it('were added before they were last reviewed', () => {
    for (const { added, reviewed } of questions) expect([added, reviewed].toSorted()).toEqual([added, reviewed]);
    expect(new Set(questions.map(({ added }) => added)).size).toBeGreaterThan(COUNT / 4);
  });

  it('weigh what the real ones weigh, and show samples as they do', () => {
    const mean = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    const texts = real.filter(({ path }) => path.startsWith('content/questions/')).map(({ text }) => text);
    const share = mean(files.map(({ text }) => text)) / mean(texts);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(1.15);
    expect(files.filter(({ text }) => text.includes('<Sample ')).length).toBe(COUNT);
  });
});

it('brings fewer new words with each question, and all of them add up to the law’s vocabulary', () => {
  const size = { questions: 211, words: 6400 };
  const words = Array.from({ length: 10_000 }, (_, index) => newWordsAt(size, index));
  expect(words[0]).toBe(12);
  expect(words.at(-1)).toBeLessThan(3);
  expect(6400 + words.reduce((sum, count) => sum + count, 0)).toBe(Math.round(6400 * (10_211 / 211) ** 0.4));
});
