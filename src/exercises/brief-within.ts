/**
 * A rendered brief as a part of a larger page: its headings lower by some steps, and without the ids
 * that are meant for a page of its own.
 *
 * @param steps how many; a heading is never lower than the sixth
 */
export function briefWithin(html: string, steps: number): string {
  return html.replaceAll(/<(\/?)h([1-6])(?: id="[^"]*")?>/g, (_, slash: string, level: string) => {
    return `<${slash}h${Math.min(6, Number(level) + steps)}>`;
  });
}
