import type { DebriefChange } from '../../debrief/debrief.ts';
import type { Debrief } from '../../debrief/schema.ts';

interface Props {
  followUps: Debrief['followUps'];
  act: (change: DebriefChange) => void;
}

const MOST = 30;

/** What has to be done after the talk, and by whom. */
export function FollowUps({ followUps, act }: Props) {
  return (
    <fieldset class="mt-4 print:mt-2">
      <legend class="text-sm font-semibold">Follow-ups</legend>
      <ul class="mt-1 grid gap-2">
        {followUps.map(({ what, who }, index) => (
          <li key={index}>
            <div class="screen-only flex flex-wrap items-end gap-2">
              <label class="min-w-48 grow text-sm">
                <span class="block text-soft">What</span>
                <input
                  class="field"
                  maxLength={1000}
                  value={what}
                  onInput={(event) => act({ type: 'follow-up', index, followUp: { what: event.currentTarget.value } })}
                />
              </label>
              <label class="w-24 text-sm">
                <span class="block text-soft">Who</span>
                <input
                  class="field"
                  maxLength={40}
                  value={who}
                  onInput={(event) => act({ type: 'follow-up', index, followUp: { who: event.currentTarget.value } })}
                />
              </label>
              <button
                type="button"
                class="button"
                aria-label={`Remove follow-up ${index + 1}`}
                onClick={() => act({ type: 'drop-follow-up', index })}
              >
                Remove
              </button>
            </div>
            <span class="print-only">
              {what} {who !== '' && `(${who})`}
            </span>
          </li>
        ))}
      </ul>
      {followUps.length === 0 && <div class="print-only h-[12mm] border-b border-control" />}
      <button
        type="button"
        class="button screen-only mt-2"
        disabled={followUps.length >= MOST}
        onClick={() => act({ type: 'follow-up', index: followUps.length, followUp: {} })}
      >
        Add a follow-up
      </button>
    </fieldset>
  );
}
