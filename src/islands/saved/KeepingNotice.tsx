import { TROUBLE } from './trouble-words.ts';
import type { Keeping } from './use-kept.ts';

interface Props {
  /** Words for the thing that is kept, such as "scorecard". */
  noun: string;
  keeping: Keeping<unknown>;
  onTake: () => void;
  onCopy: () => void;
}

/** How it stands with the saving: quiet while all is well. */
export function KeepingNotice({ noun, keeping, onTake, onCopy }: Props) {
  if (keeping.state === 'saved') return <p class="meta screen-only mt-2">Saved in this browser, with every key.</p>;
  if (keeping.state === 'updated') {
    return (
      <p role="status" class="screen-only mt-2">
        Changed in another tab just now; this is the latest.
      </p>
    );
  }
  return (
    <div role="alert" class="screen-only mt-2 rounded bg-alert-soft p-3 text-alert">
      {keeping.state === 'trouble' && <p>{TROUBLE[keeping.trouble]}</p>}
      {keeping.state === 'removed' && (
        <p>
          This {noun} was deleted in another tab, or the site’s data were cleared. It is still here: your next change
          saves it again.
        </p>
      )}
      {keeping.state === 'conflict' && (
        <>
          <p>
            Another tab changed this {noun} at {new Date(keeping.theirs.savedAt).toLocaleTimeString()}, while this one
            was changed here. Neither was overwritten; what is on this screen is not saved yet.
          </p>
          <div class="mt-2 flex flex-wrap gap-3">
            <button type="button" class="button" onClick={onCopy}>
              Keep mine as a copy
            </button>
            <button type="button" class="button" onClick={onTake}>
              Show the other tab’s
            </button>
          </div>
        </>
      )}
    </div>
  );
}
