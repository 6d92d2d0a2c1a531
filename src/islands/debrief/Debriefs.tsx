import { useMemo, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { copyOf } from '../../debrief/debrief.ts';
import { DEBRIEF_VERSION, readDebrief, toFile } from '../../debrief/file.ts';
import type { Debrief } from '../../debrief/schema.ts';
import { foreign } from '../../scorecard/standing.ts';
import { openStore } from '../../store/store.ts';
import { OpenKept } from '../saved/OpenKept.tsx';
import { saveFile } from '../saved/save-file.ts';
import { openScorecards } from '../saved/scorecards.ts';
import { useFragment } from '../use-fragment.ts';
import { WithRubric } from '../WithRubric.tsx';
import { DebriefList } from './DebriefList.tsx';
import { DebriefSheet } from './DebriefSheet.tsx';

interface Props {
  /** Where the site is served from, with a slash at the end. */
  base: string;
}

const DEBRIEF = /^#debrief=([A-Za-z0-9-]{8,64})$/;

/** Debriefs on screen: those kept here, and one that is open. */
export function Debriefs({ base }: Props) {
  return <WithRubric base={base}>{(rubric) => <Place base={base} rubric={rubric} />}</WithRubric>;
}

function Place({ base, rubric }: Props & { rubric: Rubric }) {
  const store = useMemo(
    () => openStore<Debrief>('debriefs', { version: DEBRIEF_VERSION, read: readDebrief, copy: copyOf }),
    [],
  );
  const scorecards = useMemo(openScorecards, []);
  /** Debriefs of this page that the browser could not keep. */
  const [unkept] = useState(() => new Map<string, Debrief>());
  const [, id] = DEBRIEF.exec(useFragment()) ?? [];

  if (id === undefined) {
    return (
      <DebriefList
        store={store}
        base={base}
        onOpen={(debrief, kept) => {
          if (!kept) unkept.set(debrief.id, debrief);
          // A new entry of the history, so that Back leads to the list.
          location.hash = `#debrief=${debrief.id}`;
        }}
      />
    );
  }
  return (
    <OpenKept
      key={id}
      id={id}
      store={store}
      noun="debrief"
      unkept={unkept.get(id)}
      fault={({ entries }) => entries.map(({ card }) => foreign(rubric, card)).find((reason) => reason !== undefined)}
      onSave={(debrief) => saveFile('debrief.json', 'application/json', toFile(debrief))}
    >
      {(debrief, revision) => (
        <DebriefSheet initial={debrief} revision={revision} rubric={rubric} store={store} scorecards={scorecards} />
      )}
    </OpenKept>
  );
}
