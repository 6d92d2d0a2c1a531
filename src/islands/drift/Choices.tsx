import type { Findings, Wish } from '../../hiring/desk.ts';
import { counted, quarterName } from './words.ts';

interface Props {
  findings: Findings;
  shown: NonNullable<Findings['shown']>;
  onWish: (wish: Wish) => void;
}

/** What is compared: the rubric's version, the quarter, and what it is set against. */
export function Choices({ findings, shown, onWish }: Props) {
  const { versions, quarters } = findings;
  const { version, choice, cards } = shown;
  return (
    <fieldset class="screen-only mt-6">
      <legend class="font-semibold">What to compare</legend>
      <div class="mt-2 grid gap-3 sm:grid-cols-3">
        {versions.length > 1 && (
          <label class="text-sm">
            <span class="block text-soft">Version of the rubric</span>
            <select
              class="field"
              value={version}
              onChange={(event) => onWish({ version: Number(event.currentTarget.value) })}
            >
              {versions.map((one) => (
                <option key={one.version} value={one.version}>
                  {one.version}: {counted(one.cards, 'scorecard')}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="text-sm">
          <span class="block text-soft">Quarter</span>
          <select class="field" value={choice.after} onChange={(event) => onWish({ after: event.currentTarget.value })}>
            {quarters.map((quarter) => (
              <option key={quarter} value={quarter}>
                {quarterName(quarter)}
              </option>
            ))}
          </select>
        </label>
        <label class="text-sm">
          <span class="block text-soft">Against</span>
          <select
            class="field"
            value={choice.before}
            onChange={(event) => onWish({ before: event.currentTarget.value === 'all' ? 'all' : 'last' })}
          >
            <option value="last">the quarter before</option>
            <option value="all">all quarters before</option>
          </select>
        </label>
      </div>
      {versions.length > 1 && (
        <p class="meta mt-2">
          Scores of different versions of the rubric do not compare: {counted(findings.counted - cards, 'scorecard')} of
          other versions {findings.counted - cards === 1 ? 'is' : 'are'} left out.
        </p>
      )}
    </fieldset>
  );
}
