import { type DebriefChange, missingDecision, namesIn } from '../../debrief/debrief.ts';
import { type Debrief, DECISIONS } from '../../debrief/schema.ts';
import { LONGEST_TEXT } from '../../rubric/result.ts';
import { WritingSpace } from '../scoring/WriteIn.tsx';
import { FollowUps } from './FollowUps.tsx';
import { DECISION_WORDS } from './words.ts';

interface Props {
  debrief: Debrief;
  act: (change: DebriefChange) => void;
}

const MISSING = {
  decision: 'Still to decide.',
  rationale: 'Still to write: a decision needs its reason.',
};

/** What the panel decides, why, and what follows; room to sign on paper. */
export function DecisionPart({ debrief, act }: Props) {
  const missing = missingDecision(debrief);
  return (
    <section aria-labelledby="decision" class="mt-8 border-t border-rule pt-4 print:mt-3 print:pt-2">
      <h3 id="decision">Decision</h3>
      <p class="screen-only text-sm text-soft">
        The result informs it and does not make it. Where the two differ, the reason names the evidence.
      </p>
      <fieldset class="mt-2">
        <legend class="sr-only">Decision</legend>
        {DECISIONS.map((id) => (
          <label
            key={id}
            class="flex cursor-pointer gap-3 rounded px-1 py-1.5 text-sm has-checked:bg-accent-soft print:py-0.5"
          >
            <input
              type="radio"
              class="mt-1 size-4 shrink-0 accent-accent"
              name="decision"
              checked={debrief.decision === id}
              onChange={() => act({ type: 'decide', decision: id })}
            />
            <span>
              <strong>{DECISION_WORDS[id].label}.</strong>{' '}
              <span class="print:hidden">{DECISION_WORDS[id].meaning}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label for="debrief-rationale" class="mt-2 block text-sm font-semibold">
        Rationale
      </label>
      <textarea
        id="debrief-rationale"
        class="field screen-only mt-1 field-sizing-content min-h-20"
        maxLength={LONGEST_TEXT}
        value={debrief.rationale}
        onInput={(event) => act({ type: 'explain', rationale: event.currentTarget.value })}
      />
      <WritingSpace text={debrief.rationale} lines={4} />
      {missing && <p class="screen-only mt-1 text-sm text-soft">{MISSING[missing]}</p>}
      <FollowUps followUps={debrief.followUps} act={act} />
      <div class="print-only keep mt-3 grid grid-cols-3 gap-x-6">
        {namesIn(debrief.entries.map(({ card }) => card.interviewer).join()).map((name) => (
          <p key={name} class="flex h-[11mm] items-end border-b border-control text-xs">
            <span class="text-soft">{name}, signature</span>
          </p>
        ))}
      </div>
    </section>
  );
}
