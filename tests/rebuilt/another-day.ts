// Preloaded into a build (`node --import`): its clock is more than a year ahead, at another hour.
const AHEAD = (400 * 24 + 5) * 3_600_000 + 1_234_567;
const Now = Date;

globalThis.Date = class extends Now {
  constructor(...parts: unknown[]) {
    super(...((parts.length === 0 ? [Now.now() + AHEAD] : parts) as [number]));
  }
  static override now(): number {
    return Now.now() + AHEAD;
  }
} as DateConstructor;
