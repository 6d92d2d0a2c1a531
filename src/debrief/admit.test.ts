import { describe, expect, it } from 'vitest';

import { EXAMPLE } from '../rubric/example.ts';
import { admit, admitToSession } from './admit.ts';
import { scored } from './example.ts';

const here = [scored('AB')];
const reasons = (...brought: ReturnType<typeof scored>[]) => admit(EXAMPLE, here, brought).refused;
const kit = scored('AB').kit;

describe('scorecards brought to a debrief', () => {
  it('go in where they can lie side by side', () => {
    const { admitted, refused } = admit(EXAMPLE, [], [scored('AB'), scored('CD'), scored('EF')]);
    expect(admitted.map(({ interviewer }) => interviewer)).toEqual(['AB', 'CD', 'EF']);
    expect(refused).toEqual([]);
  });

  it.each([
    [
      'another candidate',
      scored('CD', undefined, { candidate: 'C-2' }),
      'it is of candidate C-2, and this debrief of C-1',
    ],
    [
      'another version of the rubric',
      scored('CD', undefined, { rubricVersion: 2 }),
      'it was scored with version 2 of the rubric, the others with version 1; their scores cannot be compared',
    ],
    [
      'another level',
      scored('CD', undefined, { kit: { ...kit, level: 'senior' } }),
      'its anchors are those for senior, the others’ those for mid',
    ],
    [
      'another role',
      scored('CD', undefined, { kit: { ...kit, role: 'api' } }),
      'its weights are those of the role API, the others’ those of Generalist',
    ],
    [
      'a role that the rubric lacks',
      scored('CD', undefined, { kit: { ...kit, role: 'wizard' } }),
      'its role “wizard” is not in the rubric',
    ],
    [
      'no candidate',
      scored('CD', undefined, { candidate: ' ' }),
      'it names no candidate; write the code on it, and bring it again',
    ],
    [
      'no interviewer',
      scored('CD', undefined, { interviewer: '' }),
      'it names no interviewer; write initials on it, and bring it again',
    ],
    ['nothing that counts', scored('CD', {}), 'no score on it counts: a score needs notes beside it'],
    ['the same once more', scored('AB'), 'it is in already'],
    [
      'the same, changed',
      scored('AB', { 'orm/lost-update': 1 }),
      'another version of it is in already; leave that one out first if this is the right one',
    ],
    [
      'the same interviewer and stage',
      scored('AB', undefined, { id: '00000000-other' }),
      'AB has a scorecard of this candidate and stage in already',
    ],
  ])('stay out, and say why: %s', (_, card, reason) => {
    expect(reasons(card)).toMatchObject([{ reason }]);
  });

  it('are looked at one by one: the sound ones go in', () => {
    const { admitted, refused } = admit(EXAMPLE, here, [scored('XX', {}), scored('CD'), scored('CD')]);
    expect(admitted.map(({ interviewer }) => interviewer)).toEqual(['CD']);
    expect(refused.map(({ name }) => name)).toEqual([
      'C-1 · Interview, 60 minutes, by XX',
      'C-1 · Interview, 60 minutes, by CD',
    ]);
  });

  it('may be of one interviewer at two stages, and name their candidate in any case', () => {
    const other = scored('AB', undefined, {
      id: '00000000-other',
      candidate: 'c-1 ',
      kit: { ...kit, stage: 'design' },
    });
    // The design stage has no row that these questions feed: nothing on it counts.
    expect(reasons(other)).toMatchObject([{ reason: 'no score on it counts: a score needs notes beside it' }]);
    const set = { rows: { 'system-design': { score: 3 as const, evidence: 'Drew it.' } } };
    expect(reasons({ ...other, ...set })).toEqual([]);
  });
});

it('a calibration session takes several candidates', () => {
  const second = scored('AB', undefined, { id: '00000000-second', candidate: 'C-2' });
  expect(admitToSession(EXAMPLE, here, [second]).refused).toEqual([]);
  expect(admitToSession(EXAMPLE, [...here, second], [{ ...second, id: '00000000-third' }]).refused).toHaveLength(1);
});
