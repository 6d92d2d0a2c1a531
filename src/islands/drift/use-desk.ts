import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import type { Findings } from '../../hiring/desk.ts';
import type { Answer, Order } from './orders.ts';

export interface Desk {
  readonly findings: Findings | undefined;
  /** Whether an order is under way. */
  readonly busy: boolean;
  /** Whether counting broke down; what was brought is lost, and the next order begins anew. */
  readonly failed: boolean;
  readonly ask: (order: Exclude<Order, { type: 'begin' }>) => void;
}

/** The worker that reads and counts, started with the first order. */
export function useDesk(rubric: Rubric): Desk {
  const worker = useRef<Worker>();
  const open = useRef(0);
  const [state, setState] = useState<Omit<Desk, 'ask'>>({ findings: undefined, busy: false, failed: false });

  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
    open.current = 0;
  };
  useEffect(() => stop, []);

  const start = (): Worker => {
    const fresh = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    fresh.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      open.current -= 1;
      record(data.took);
      setState({ findings: data.findings, busy: open.current > 0, failed: false });
    });
    fresh.addEventListener('error', () => {
      stop();
      setState({ findings: undefined, busy: false, failed: true });
    });
    const { version, roles, stages, competencies, mustMeet, passThreshold, coverageThreshold, recommendations } =
      rubric;
    const ids = competencies.map(({ id }) => ({ id }));
    const parts = { version, roles, stages, mustMeet, passThreshold, coverageThreshold, recommendations };
    fresh.postMessage({ type: 'begin', rubric: { ...parts, competencies: ids } } satisfies Order);
    return fresh;
  };
  const ask = useMemo(
    () => (order: Order) => {
      open.current += 1;
      setState((before) => ({ ...before, busy: true, failed: false }));
      worker.current ??= start();
      worker.current.postMessage(order);
    },
    [],
  );
  return { ...state, ask };
}

/** For the browser's performance panel, and for the benchmark. */
function record({ reading, counting }: Answer['took']): void {
  const end = performance.now();
  performance.measure('scorecards read', { start: end - reading - counting, duration: reading });
  performance.measure('scorecards compared', { start: end - counting, duration: counting });
}
