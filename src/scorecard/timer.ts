/** The clock of one meeting. Plain data that goes on across reloads; all times in milliseconds. */
export interface Timer {
  /** Time that had passed when it was last paused. */
  readonly elapsed: number;
  /** The moment at which it was started since then, since the epoch; undefined while it stands still. */
  readonly since?: number | undefined;
  /** Place of the part that is open: 0 for the opening. */
  readonly part: number;
  /** Time that had passed when that part was opened. */
  readonly entered: number;
}

/** Time that has passed, without the pauses; never less than before when the computer's clock is set back. */
export function elapsed({ elapsed: before, since }: Timer, now: number): number {
  return before + (since === undefined ? 0 : Math.max(0, now - since));
}

/** Goes on, if it does not already. */
export function startTimer(timer: Timer, now: number): Timer {
  return timer.since === undefined ? { ...timer, since: now } : timer;
}

/** Stands still. */
export function pauseTimer(timer: Timer, now: number): Timer {
  return { ...timer, elapsed: elapsed(timer, now), since: undefined };
}

/** Opens a part; the time spent in it starts at zero. */
export function enterPart(timer: Timer, part: number, now: number): Timer {
  return part === timer.part ? timer : { ...timer, part, entered: elapsed(timer, now) };
}

/** Time spent in the open part. */
export function inPart(timer: Timer, now: number): number {
  return elapsed(timer, now) - timer.entered;
}

/** Minutes and seconds, `7:05`; an hour is 60 minutes and more, `75:00`. */
export function clockFace(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
