import { describe, expect, it } from 'vitest';

import { clockFace, elapsed, enterPart, inPart, pauseTimer, startTimer, type Timer } from './timer.ts';

const fresh: Timer = { elapsed: 0, part: 0, entered: 0 };

describe('the clock of a meeting', () => {
  it('counts while it runs, and not while it is paused', () => {
    const running = startTimer(fresh, 1_000);
    expect(elapsed(running, 61_000)).toBe(60_000);
    const paused = pauseTimer(running, 61_000);
    expect(elapsed(paused, 999_000)).toBe(60_000);
    expect(elapsed(startTimer(paused, 999_000), 1_000_000)).toBe(61_000);
  });

  it('starts once', () => {
    const running = startTimer(fresh, 1_000);
    expect(startTimer(running, 5_000)).toBe(running);
  });

  it('does not run backwards when the computer’s clock is set back', () => {
    expect(elapsed(startTimer(fresh, 50_000), 10_000)).toBe(0);
  });

  it('counts the time in the open part from when it was opened', () => {
    const running = startTimer(fresh, 0);
    const second = enterPart(running, 1, 30_000);
    expect(inPart(second, 45_000)).toBe(15_000);
    expect(enterPart(second, 1, 60_000)).toBe(second);
    expect(inPart(enterPart(second, 0, 60_000), 61_000)).toBe(1_000);
  });

  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [75 * 60_000, '75:00'],
    [-1, '0:00'],
  ])('shows %i milliseconds as %s', (time, face) => expect(clockFace(time)).toBe(face));
});
