import { runHighlighterWithAstro } from '@astrojs/prism/dist/highlighter';

/** Token classes that the styles leave plain: their marks would only weigh. */
const PLAIN = /<span class="token (?:punctuation|operator|plain)">([^<]*)<\/span>/g;

/** Code as HTML, coloured by classes: inline styles would need a weaker Content-Security-Policy. */
export async function highlight(code: string, language: string): Promise<string> {
  const { html } = await runHighlighterWithAstro(language, code);
  return html.replace(PLAIN, '$1');
}
