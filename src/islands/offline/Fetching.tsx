import { sizeWords } from '../../offline/words.ts';
import type { Offline } from './use-offline.ts';

/** How far a version has come. */
export function Fetching({ offline: { progress, standing, remove } }: { offline: Offline }) {
  const update = standing?.chosen !== undefined;
  return (
    <div class="mt-4">
      <label>
        <span class="block">{update ? 'A newer version is being fetched.' : 'The guide is being fetched.'}</span>
        <progress
          class="mt-1 h-3 w-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-rule [&::-webkit-progress-value]:bg-accent"
          value={progress?.files}
          max={progress?.of}
        />
      </label>
      <p class="meta">
        {progress ? `${progress.files} of ${progress.of} files, ${sizeWords(progress.sent)}.` : 'Starting…'} You can go
        on reading; leave one page of the guide open until it is done.
        {update && ' Until then, and until you say so, the kept version stays.'}
      </p>
      {!update && (
        <button type="button" class="button mt-2" onClick={remove}>
          Stop
        </button>
      )}
    </div>
  );
}
