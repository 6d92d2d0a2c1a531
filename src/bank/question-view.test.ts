import { describe, expect, it } from 'vitest';

import { digestOf, questionView, type ViewSources } from './question-view.ts';
import type { Question } from './questions.ts';
import type { SampleRecord } from './samples/record.ts';

const question = {
  id: 'orm/first',
  topic: 'orm',
  title: 'First?',
  exhibit: { blocks: [{ sample: 'orm/shown', block: 'slow' }] },
  covers: ['orm-002'],
  related: ['orm/third', 'orm/gone'],
} as unknown as Question;
const body = '<Level name="mid">\n\n<Sample block="fast" name="orm/ladder" />\n\n</Level>';
const record = (sample: string, output = '1') => ({ sample, output }) as unknown as SampleRecord;
const point = (id: string, text = 'Text.') => ({ id, text }) as never;
const link = (id: string, title = id) => ({ id, title, body: 'Not shown.' });
const sources: ViewSources = {
  byId: (id) => (id === 'orm/gone' ? undefined : link(id)),
  neighbours: () => ({ next: link('orm/second') }),
  samples: new Map(['orm/shown', 'orm/ladder', 'orm/other'].map((id) => [id, record(id)])),
  points: new Map(['orm-001', 'orm-002'].map((id) => [id, point(id)])),
  scale: { scores: [], notAssessed: { label: 'Not assessed', meaning: 'No evidence.' } } as never,
};
const view = questionView(question, body, sources);

describe('what a question’s page is made from', () => {
  it('is its own text, and of other files only what it shows', () => {
    expect(view.samples.map(({ sample }) => sample)).toEqual(['orm/shown', 'orm/ladder']);
    expect(view.related).toEqual([{ id: 'orm/third', title: 'orm/third' }]);
    expect(view.points).toEqual([{ id: 'orm-002', text: 'Text.' }]);
    expect(view.next).toEqual({ id: 'orm/second', title: 'orm/second' });
    expect(view.previous).toBeUndefined();
  });

  const digest = digestOf(view);
  const other = (changes: Partial<ViewSources>) => digestOf(questionView(question, body, { ...sources, ...changes }));

  it('has another digest once anything of it changes', () => {
    expect(other({})).toBe(digest);
    const changed = [
      digestOf(questionView({ ...question, title: 'Another?' }, body, sources)),
      digestOf(questionView(question, `${body} `, sources)),
      other({ byId: (id) => link(id, 'New title') }),
      other({ neighbours: () => ({ next: link('orm/second', 'New title') }) }),
      other({ neighbours: () => ({ previous: link('orm/second') }) }),
      other({ samples: new Map([...sources.samples, ['orm/ladder', record('orm/ladder', '2')]]) }),
      other({ points: new Map([['orm-002', point('orm-002', 'New text.')]]) }),
      other({ scale: { scores: [], notAssessed: { label: 'New', meaning: 'New.' } } as never }),
    ];
    expect(new Set([digest, ...changed]).size).toBe(changed.length + 1);
  });

  it('keeps its digest when something else changes', () => {
    expect(other({ samples: new Map([...sources.samples, ['orm/other', record('orm/other', '2')]]) })).toBe(digest);
    expect(other({ points: new Map([...sources.points, ['orm-001', point('orm-001', 'New.')]]) })).toBe(digest);
  });
});
