import { useEffect, useReducer, useState } from 'preact/hooks';

import type { Rubric } from '../../bank/schemas/rubric.ts';
import { LABELS, LEVELS } from '../../bank/vocabulary.ts';
import { combine } from '../../rubric/result.ts';
import { changeSheet, describeSheet, emptySheet, hasWork } from '../../rubric/sheet.ts';
import { weightedRows } from '../../rubric/weights.ts';
import { Call } from '../scoring/Call.tsx';
import { ResultPanel } from '../scoring/ResultPanel.tsx';
import { WriteIn } from '../scoring/WriteIn.tsx';
import { CompetencyRow } from './CompetencyRow.tsx';

interface Props {
  rubric: Rubric;
}

/** The rubric sheet: complete HTML from the server, filled in and computed once this is hydrated. */
export function RubricSheet({ rubric }: Props) {
  const [sheet, change] = useReducer(changeSheet, rubric, (initial) => emptySheet(initial));
  const [ready, setReady] = useState(false);
  const rows = weightedRows(rubric, sheet.role, sheet.stage);
  const result = combine(rubric, rows, sheet.ratings);
  const about = describeSheet(rubric, sheet);
  const stage = rubric.stages.find(({ id }) => id === sheet.stage);
  const role = rubric.roles.find(({ id }) => id === sheet.role);

  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const asked = emptySheet(rubric, Object.fromEntries(query));
    for (const field of ['level', 'role', 'stage'] as const) change({ type: 'choose', field, value: asked[field] });
    setReady(true);
  }, []);

  useEffect(() => {
    if (!ready) return;
    const query = new URLSearchParams({ level: sheet.level, role: sheet.role, stage: sheet.stage });
    history.replaceState(history.state, '', `${location.pathname}?${query.toString()}`);
    document.documentElement.dataset['runningHeader'] = `Rubric sheet · ${about}`;
  }, [ready, about]);

  useEffect(() => {
    if (!hasWork(sheet)) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [sheet]);

  const choices = [
    { field: 'level', label: 'Level', options: LEVELS.map((id) => ({ id, name: LABELS[id] })) },
    { field: 'role', label: 'Role focus', options: rubric.roles },
    { field: 'stage', label: 'Stage', options: rubric.stages },
  ] as const;

  return (
    <div>
      <fieldset disabled={!ready} class="screen-only grid gap-3 sm:grid-cols-3">
        <legend class="sr-only">What the sheet is for</legend>
        {choices.map(({ field, label, options }) => (
          <label key={field} class="text-sm">
            <span class="block text-soft">{label}</span>
            <select
              class="field"
              value={sheet[field]}
              onChange={(event) => change({ type: 'choose', field, value: event.currentTarget.value })}
            >
              {options.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </fieldset>

      <p class="print-only text-lg font-semibold">{about}</p>
      <p class="meta mt-3">
        {stage?.minutes} minutes. {stage?.reason} {role?.reason}
      </p>
      <div class="print-only mt-4 grid grid-cols-3 gap-6">
        <WriteIn label="Candidate (code or initials)" />
        <WriteIn label="Interviewer" />
        <WriteIn label="Date" />
      </div>
      <div class="screen-only mt-4 flex flex-wrap gap-3">
        <button type="button" class="button" disabled={!ready} onClick={() => print()}>
          Print this sheet
        </button>
        <button
          type="button"
          class="button"
          disabled={!ready || !hasWork(sheet)}
          onClick={() => confirm('Clear all scores and notes on this sheet?') && change({ type: 'clear' })}
        >
          Clear
        </button>
        <p class="meta basis-full">
          What you enter stays in this tab and is gone when you close it: print the sheet to keep it. Identify the
          candidate on paper by a code or initials only.
        </p>
      </div>

      {rows.map(({ competency, share }) => {
        const row = rubric.competencies.find(({ id }) => id === competency);
        if (!row) return null;
        return (
          <CompetencyRow
            key={competency}
            row={row}
            level={sheet.level}
            share={share}
            scale={rubric.scale}
            minimum={rubric.mustMeet.find((bar) => bar.competency === competency)?.minimum}
            rating={sheet.ratings[competency]}
            onRate={(rating) => change({ type: 'rate', competency, rating })}
          />
        );
      })}

      <ResultPanel rubric={rubric} result={result} empty={!hasWork(sheet)} />
      <Call
        rubric={rubric}
        recommendation={sheet.recommendation}
        rationale={sheet.rationale}
        onRecommend={(value) => change({ type: 'choose', field: 'recommendation', value })}
        onExplain={(rationale) => change({ type: 'explain', rationale })}
      />
      <div class="keep print-only mt-8 grid grid-cols-2 gap-6">
        <WriteIn label="Signature" />
        <WriteIn label="Date" />
      </div>
    </div>
  );
}
