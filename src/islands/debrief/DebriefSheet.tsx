import { useEffect, useMemo, useRef } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { admit, type Admission } from '../../debrief/admit.ts';
import { changeDebrief, copyOf, type DebriefChange, nameOf } from '../../debrief/debrief.ts';
import { toFile } from '../../debrief/file.ts';
import type { Debrief } from '../../debrief/schema.ts';
import { panelOf, raterNames } from '../../debrief/side-by-side.ts';
import { describeSheet } from '../../rubric/sheet.ts';
import type { Scorecard } from '../../scorecard/schema.ts';
import type { Store } from '../../store/store.ts';
import { KeepingNotice } from '../saved/KeepingNotice.tsx';
import { fileWord, saveFile } from '../saved/save-file.ts';
import { useKept } from '../saved/use-kept.ts';
import { Agenda } from './Agenda.tsx';
import { DecisionPart } from './DecisionPart.tsx';
import { Gather } from './Gather.tsx';
import { PanelResult } from './PanelResult.tsx';
import { Raters } from './Raters.tsx';
import { RowEvidence } from './RowEvidence.tsx';
import { ScoreTable } from './ScoreTable.tsx';

interface Props {
  initial: Debrief;
  /** Revision that was read; undefined for one that the browser could not keep. */
  revision: number | undefined;
  rubric: Rubric;
  store: Store<Debrief>;
  scorecards: Store<Scorecard>;
}

/** One debrief: first who is in, then what they scored, then what is decided; two sheets on paper. */
export function DebriefSheet({ initial, revision, rubric, store, scorecards }: Props) {
  const { value: debrief, keeping, change, takeTheirs } = useKept(store, initial.id, initial, revision);
  const act = (step: DebriefChange) => change((before) => changeDebrief(before, step));
  const scores = useRef<HTMLHeadingElement>(null);
  const cards = useMemo(() => debrief.entries.map(({ card }) => card), [debrief.entries]);
  const panel = useMemo(() => panelOf(rubric, cards), [rubric, cards]);
  const names = useMemo(() => raterNames(rubric, cards), [rubric, cards]);
  const name = nameOf(debrief);
  const [first] = cards;
  const otherStages = [...new Set(cards.map(({ kit }) => kit.stage))].filter((stage) => stage !== first?.kit.stage);
  const stageName = (id: string) => rubric.stages.find((stage) => stage.id === id)?.name ?? id;

  useEffect(() => {
    document.documentElement.dataset['runningHeader'] = `${name} · debrief`;
  }, [name]);

  const bring = (brought: readonly Scorecard[]): Admission => {
    let admission: Admission = { admitted: [], refused: [] };
    change((before) => {
      admission = admit(
        rubric,
        before.entries.map(({ card }) => card),
        brought,
      );
      return changeDebrief(before, { type: 'take', cards: admission.admitted });
    });
    return admission;
  };
  const keepCopy = () => {
    const id = crypto.randomUUID();
    store.put(id, copyOf(debrief, id)).then(
      () => {
        takeTheirs();
        location.hash = `#debrief=${id}`;
      },
      () => undefined,
    );
  };

  return (
    <div class="debrief">
      <h2 id="debrief">{name}</h2>
      {first && (
        <p class="meta">
          {describeSheet(rubric, first.kit)}
          {otherStages.map((stage) => `, ${stageName(stage)}`)} · rubric version {first.rubricVersion}
          <span class="print-only"> · {debrief.date}</span>
        </p>
      )}
      {first && first.rubricVersion !== rubric.version && (
        <p class="mt-2 text-alert">
          Scored with version {first.rubricVersion} of the rubric; weights, bars and thresholds here are those of
          version {rubric.version}.
        </p>
      )}
      <KeepingNotice noun="debrief" keeping={keeping} onTake={takeTheirs} onCopy={keepCopy} />
      <div class="screen-only mt-3 flex flex-wrap items-end gap-3">
        <label class="text-sm">
          <span class="block text-soft">Date of the talk</span>
          <input
            class="field"
            type="date"
            value={debrief.date}
            onInput={(event) => act({ type: 'date', date: event.currentTarget.value })}
          />
        </label>
        <button
          type="button"
          class="button"
          onClick={() => saveFile(`debrief-${fileWord(name)}.json`, 'application/json', toFile(debrief))}
        >
          Save as file
        </button>
        {debrief.revealed && (
          <button type="button" class="button" onClick={() => print()}>
            Print the record
          </button>
        )}
        <a class="button" href="#">
          All debriefs
        </a>
      </div>

      <Gather
        debrief={debrief}
        rubric={rubric}
        scorecards={scorecards}
        onExpect={(expected) => act({ type: 'expect', expected })}
        onBring={bring}
        onLeaveOut={(id) => act({ type: 'leave-out', id })}
        onReveal={() => {
          act({ type: 'reveal' });
          // Once the scores are there.
          requestAnimationFrame(() => scores.current?.focus());
        }}
      />

      {debrief.revealed && cards.length > 0 && (
        <>
          <h3 ref={scores} tabIndex={-1} class="screen-only mt-10 text-xl outline-none">
            What the panel scored
          </h3>
          <PanelResult rubric={rubric} panel={panel} />
          <ScoreTable rubric={rubric} panel={panel} names={names} />
          <div class="debrief-second">
            <Raters rubric={rubric} panel={panel} cards={cards} names={names} />
            <RowEvidence rubric={rubric} panel={panel} level={cards[0]?.kit.level ?? 'mid'} />
            <Agenda panel={panel} />
            <DecisionPart debrief={debrief} act={act} />
          </div>
        </>
      )}
    </div>
  );
}
