import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';

interface Props<P extends object> {
  summary: string;
  load: () => Promise<ComponentType<P>>;
  props: P;
}

/** A part of the page that is loaded when it is opened: most visits need none of them. */
export function OnDemand<P extends object>({ summary, load, props }: Props<P>) {
  const [Part, setPart] = useState<ComponentType<P>>();
  const [failed, setFailed] = useState(false);
  const fetchPart = () => {
    if (Part) return;
    setFailed(false);
    load().then(
      (component) => setPart(() => component),
      () => setFailed(true),
    );
  };
  return (
    <details class="on-demand mt-8" onToggle={(event) => event.currentTarget.open && fetchPart()}>
      <summary class="screen-only text-lg font-semibold">{summary}</summary>
      {failed && (
        <p role="alert" class="text-alert">
          This part could not be loaded. Check the connection, close it, and open it again.
        </p>
      )}
      {Part ? <Part {...props} /> : !failed && <p class="meta screen-only">Loading…</p>}
    </details>
  );
}
