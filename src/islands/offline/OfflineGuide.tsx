import { lacking } from '../../offline/keeper.ts';
import { Fetching } from './Fetching.tsx';
import { Kept } from './Kept.tsx';
import { NotKept } from './NotKept.tsx';
import { useOffline } from './use-offline.ts';
import { sizeWords } from '../../offline/words.ts';

/** Keeps the whole guide in this browser, shows how that stands, and gives it up again. */
export function OfflineGuide({ base }: { base: string }) {
  const lack = lacking();
  if (lack === 'https') {
    return (
      <p role="status">This address is not served over https, and browsers keep sites for offline use only there.</p>
    );
  }
  if (lack === 'support') {
    return (
      <p role="status">
        This browser cannot keep sites for offline use. Private windows of some browsers cannot either: try an ordinary
        one.
      </p>
    );
  }
  return <Keeping scope={new URL(base, location.href).href} />;
}

function Keeping({ scope }: { scope: string }) {
  const offline = useOffline(scope);
  const { standing, progress, outcome } = offline;
  if (!standing) return <p role="status">Looking…</p>;
  const fetching = standing.fetching || progress !== undefined;
  return (
    <div data-offline>
      {standing.chosen ? (
        <Kept offline={offline} chosen={standing.chosen} fetching={fetching} />
      ) : (
        !fetching && <NotKept offline={offline} />
      )}
      {fetching && <Fetching offline={offline} />}
      {/* Always there, so that screen readers hear what comes into it. */}
      <p role="status" class="mt-4 empty:hidden">
        {outcome?.done === 'removed' &&
          `Removed: ${outcome.removed.files} files${outcome.removed.stored > 0 ? `, ${sizeWords(outcome.removed.stored)}` : ''}. The guide comes from the network again. Your own kits, scorecards and settings were not touched.`}
        {outcome?.done === 'up to date' && 'This is the newest version that the host has.'}
        {outcome?.done === 'no answer' && 'The host did not answer. The kept version is as it was.'}
        {outcome?.done === 'blocked' &&
          'It could not be started: the host did not answer, or this browser does not allow it here (private window, or blocked site data). Nothing was kept.'}
        {outcome?.done === 'not shown' &&
          'The browser did not carry it out. Load this page again; if that does not help, remove the kept guide and keep it again.'}
      </p>
    </div>
  );
}
