import type { Records } from '../../offline/records.ts';
import { failureWords, sizeWords } from '../../offline/words.ts';
import type { Offline } from './use-offline.ts';

interface Props {
  offline: Offline;
  chosen: Records['chosen'];
  fetching: boolean;
}

/** The version that is kept, what waits behind it, and how to be rid of it. */
export function Kept({ offline, chosen, fetching }: Props) {
  const { standing, persistent, busy } = offline;
  const { ready, failed } = standing ?? {};
  const remove = () => {
    const sure =
      navigator.onLine ||
      confirm('You are offline. Without the kept guide, none of its pages opens until you are online.');
    if (sure) offline.remove();
  };
  return (
    <>
      {ready && (
        <div role="status" class="mb-4 rounded bg-accent-soft p-3">
          <p>
            A newer version is ready: {ready.id}, {ready.extent.pages} pages. It is fetched and complete, and shows once
            you say so. All open pages of the guide then load again; what you typed into kits and scorecards stays.
          </p>
          <button type="button" class="button mt-2" disabled={busy} onClick={offline.show}>
            Show the newer version
          </button>
        </div>
      )}
      {failed && !fetching && (
        <p role="alert" class="mb-4 rounded bg-alert-soft p-3 text-alert">
          A newer version could not be fetched; the kept one is whole and works as before. {failureWords(failed)}
        </p>
      )}
      <p>This browser keeps the guide: every page, the search and the kits work without a network.</p>
      <dl class="facts mt-3">
        <div>
          <dt>Version</dt>
          <dd>
            {chosen.id}, kept on{' '}
            <time dateTime={chosen.keptAt}>
              {new Date(chosen.keptAt).toLocaleDateString('en-GB', { dateStyle: 'long' })}
            </time>
          </dd>
        </div>
        <div>
          <dt>What it is</dt>
          <dd>
            {chosen.extent.pages} pages, in {chosen.extent.files} files
          </dd>
        </div>
        <div>
          <dt>Room it takes</dt>
          <dd>{sizeWords(chosen.extent.stored)}</dd>
        </div>
        <div>
          <dt>How long it stays</dt>
          <dd>
            {persistent
              ? 'Until you remove it'
              : 'Until you remove it, or the browser needs the room and the guide has not been used for long'}
          </dd>
        </div>
      </dl>
      <div class="mt-4 flex flex-wrap gap-3">
        <button type="button" class="button" disabled={busy || fetching} onClick={offline.look}>
          {failed ? 'Try again' : 'Look for a newer version'}
        </button>
        <button type="button" class="button" disabled={busy || fetching} onClick={remove}>
          Remove
        </button>
      </div>
    </>
  );
}
