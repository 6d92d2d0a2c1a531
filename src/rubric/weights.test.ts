import { describe, expect, it } from 'vitest';

import { EXAMPLE } from './example.ts';
import { weightedRows } from './weights.ts';

describe('weightedRows', () => {
  it('shares the weight of a role among what the stage assesses', () => {
    expect(weightedRows(EXAMPLE, 'generalist', 'design')).toEqual([
      { competency: 'data-modeling', share: 0.5 },
      { competency: 'system-design', share: 0.5 },
    ]);
  });

  it('leaves rows of weight 0 out and keeps the order of the rubric', () => {
    expect(weightedRows(EXAMPLE, 'api', 'interview')).toEqual([
      { competency: 'database', share: 1 / 8 },
      { competency: 'http-api', share: 5 / 8 },
      { competency: 'security', share: 1 / 8 },
      { competency: 'python', share: 1 / 8 },
    ]);
  });

  it.each(['generalist', 'api'])('adds up to 1 for %s', (role) => {
    const sum = weightedRows(EXAMPLE, role, 'interview').reduce((total, { share }) => total + share, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('takes stages together: a row that two of them assess counts once', () => {
    const rows = weightedRows(EXAMPLE, 'generalist', 'interview', 'design');
    expect(rows).toHaveLength(7);
    expect(rows.every(({ share }) => Math.abs(share - 1 / 7) < 1e-12)).toBe(true);
    expect(weightedRows(EXAMPLE, 'api', 'design', 'design')).toEqual(weightedRows(EXAMPLE, 'api', 'design'));
  });

  it('names what is allowed when a role or stage does not exist', () => {
    expect(() => weightedRows(EXAMPLE, 'wizard', 'design')).toThrow('no role "wizard", allowed: generalist, api');
    expect(() => weightedRows(EXAMPLE, 'api', 'lunch')).toThrow('no stage "lunch", allowed: interview, design');
  });
});
