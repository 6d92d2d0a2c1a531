import { useEffect, useRef, useState } from 'preact/hooks';

import { PLOT_CLASS } from './plot-class.ts';
import type * as Plotted from './plotting.ts';

/** Observable Plot's functions, loaded when the first drawing is shown. */
export type Plotting = typeof Plotted;

interface Props {
  /** What is drawn, and how to read it. */
  caption: string;
  /**
   * Draws for a width in CSS pixels. Colours are those of the theme, as CSS variables. What is drawn has to stand in
   * a table beside it: the drawing itself is hidden from screen readers.
   *
   * Kept between renderings by the caller (`useCallback`); a new function draws anew.
   */
  draw: (plot: Plotting, width: number, options: { readonly className: string }) => Element;
}

/** A drawing by Observable Plot, as wide as its place. */
export function Drawing({ caption, draw }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plotting>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    import('./plotting.ts').then(
      (loaded) => setPlot(loaded),
      () => setFailed(true),
    );
  }, []);
  useEffect(() => {
    const element = place.current;
    if (!plot || !element) return undefined;
    let drawn = 0;
    const observer = new ResizeObserver(() => {
      const width = Math.round(element.clientWidth);
      // On paper and while hidden the last drawing stays, and scales with its place.
      if (width === 0 || width === drawn) return;
      drawn = width;
      element.replaceChildren(draw(plot, width, { className: PLOT_CLASS }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [plot, draw]);

  return (
    <figure class="keep mt-4 print:mt-2">
      <figcaption class="meta">
        {failed ? 'The drawing could not be loaded; the table says the same.' : caption}
      </figcaption>
      <div ref={place} aria-hidden="true" class="mt-2 print:mt-1" />
    </figure>
  );
}
