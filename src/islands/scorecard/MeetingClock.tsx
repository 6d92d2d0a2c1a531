import { useEffect, useState } from 'preact/hooks';

import { clockFace, elapsed, inPart, type Timer } from '../../scorecard/timer.ts';

interface Props {
  timer: Timer;
  /** Length of the meeting. */
  minutes: number;
  /** Length of the open part; undefined for the scores, which belong to no part of the meeting. */
  partMinutes: number | undefined;
  onStart: () => void;
  onPause: () => void;
}

const MINUTE = 60_000;

/** Time that has passed and that is left, of the meeting and of the open part. */
export function MeetingClock({ timer, minutes, partMinutes, onStart, onPause }: Props) {
  const [now, setNow] = useState(Date.now());
  const running = timer.since !== undefined;
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(tick);
  }, [timer]);

  const at = Math.max(now, timer.since ?? 0);
  const left = (of: number, spent: number) => {
    // Whole seconds, so that what has passed and what is left add up.
    const rest = of * MINUTE - Math.floor(spent / 1000) * 1000;
    return rest >= 0 ? `${clockFace(rest)} left` : `${clockFace(-rest)} over`;
  };
  const spent = elapsed(timer, at);
  const here = inPart(timer, at);
  return (
    <div class="flex flex-wrap items-center gap-x-5 gap-y-1">
      <button type="button" class="button" onClick={running ? onPause : onStart}>
        {running ? 'Pause' : spent > 0 ? 'Go on' : 'Start the clock'}
      </button>
      <p class="tabular-nums" role="timer" aria-label="Meeting">
        <strong>{clockFace(spent)}</strong> of {minutes}:00, {left(minutes, spent)}
      </p>
      {partMinutes !== undefined && (
        <p
          class={`tabular-nums ${here > partMinutes * MINUTE ? 'text-alert' : 'text-soft'}`}
          role="timer"
          aria-label="This part"
        >
          This part {clockFace(here)}, {left(partMinutes, here)}
        </p>
      )}
    </div>
  );
}
