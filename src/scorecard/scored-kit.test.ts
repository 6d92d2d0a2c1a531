import { describe, expect, it } from 'vitest';

import { KIT } from './example.ts';
import { scorecardSchema } from './schema.ts';
import { newScorecard } from './scorecard.ts';
import { scoredKit } from './scored-kit.ts';

const catalogue = new Map(KIT.questions.map((question) => [question.id, question]));

describe('a kit as a scorecard keeps it', () => {
  it('has each question’s words and competency, and the scripts of a composed kit', () => {
    const { kit, unknown } = scoredKit(KIT, catalogue, 'Mine');
    expect(kit.title).toBe('Mine');
    expect(kit.questions).toEqual(KIT.questions);
    expect(kit.opening.script).toContain('3 questions');
    expect(unknown).toEqual([]);
  });

  it('keeps what a ready-made kit says of itself', () => {
    const { kit } = scoredKit(KIT, catalogue, 'Mine', KIT);
    expect(kit).toEqual(KIT);
  });

  it('leaves out and names what is not in the bank', () => {
    const { kit, unknown } = scoredKit(KIT, new Map([...catalogue].slice(1)), 'Mine');
    expect(unknown).toEqual(['orm/lost-update']);
    expect(kit.questions).toHaveLength(2);
    const card = newScorecard(kit, { id: 'some-id-01', date: '', rubricVersion: 1 });
    expect(scorecardSchema.safeParse(card).success).toBe(true);
  });
});
