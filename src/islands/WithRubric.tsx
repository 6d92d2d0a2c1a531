import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { Rubric } from '../bank/schemas/rubric.ts';

interface Props {
  /** Where the site is served from, with a slash at the end. */
  base: string;
  children: (rubric: Rubric) => ComponentChildren;
}

/** What needs the rubric, once it is there; loaded on its own, since it is larger than the page round it. */
export function WithRubric({ base, children }: Props) {
  const [rubric, setRubric] = useState<Rubric>();
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    fetch(`${base}data/rubric.json`)
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setRubric((await response.json()) as Rubric);
      })
      .catch(() => setFailed(true));
  };
  useEffect(load, []);

  if (failed) {
    return (
      <p role="alert">
        The rubric could not be loaded. Check the connection, then{' '}
        <button type="button" class="button" onClick={load}>
          try again
        </button>
      </p>
    );
  }
  return rubric ? <>{children(rubric)}</> : <p role="status">Loading the rubric…</p>;
}
