import { runHighlighterWithAstro } from '@astrojs/prism/dist/highlighter';

/** Token classes that the styles leave plain: their marks would only weigh. */
const PLAIN = /<span class="token (?:punctuation|operator|plain)">([^<]*)<\/span>/g;

const known = new Map<string, Promise<string>>();

/**
 * Code as HTML, coloured by classes: inline styles would need a weaker Content-Security-Policy. The same code stands on
 * a page, in its data and in kits, and is coloured once.
 */
export function highlight(code: string, language: string): Promise<string> {
  const key = `${language}\n${code}`;
  let html = known.get(key);
  if (!html) known.set(key, (html = colour(code, language)));
  return html;
}

async function colour(code: string, language: string): Promise<string> {
  const { html } = await runHighlighterWithAstro(language, code);
  return html.replace(PLAIN, '$1');
}
