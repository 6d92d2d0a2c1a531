import { markdownToHtml } from 'satteri';

/**
 * Renders one short text of the frontmatter: inline Markdown (code, emphasis, links) to HTML, without
 * the paragraph around it.
 *
 * @param base the site's base path, put before links that start with `/`
 */
export function renderInline(text: string, base: string): string {
  const { html } = markdownToHtml(text, { features: { smartPunctuation: true } });
  return html
    .trim()
    .replace(/^<p>([\s\S]*)<\/p>$/, '$1')
    .replaceAll('href="/', `href="${base.replace(/\/$/, '')}/`);
}

/** The same text without its marks, for titles, descriptions and attributes. */
export function plainText(text: string): string {
  return text.replaceAll('`', '').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}
