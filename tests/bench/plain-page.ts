import { type HTMLElement, parse } from 'node-html-parser';

/** Not words, or words that only a control needs. */
const LEFT_OUT = [
  ...['script', 'noscript', 'style', 'link', 'template', '[hidden]'],
  ...['form', 'fieldset', 'button', 'label', 'input', 'select', 'textarea'],
  ...['img', 'picture', 'svg'],
].join(', ');

/** What an element means; the rest of its attributes is for styles, scripts and tools. */
const KEPT = ['href', 'id', 'lang', 'datetime', 'title', 'colspan', 'rowspan', 'scope', 'start', 'open', 'cite'];

/**
 * A built page as somebody would write its words by hand: semantic HTML, no styles, no scripts, no controls, and no
 * elements that mean nothing.
 *
 * @throws Error if the page has no `main`
 */
export function plainPage(html: string): string {
  // Unlike by default, code is read as elements: its colours are to go.
  const page = parse(html, { blockTextElements: { script: true, noscript: true, style: true } });
  const main = page.querySelector('main');
  if (!main) throw new Error('The page has no <main>.');
  for (const node of main.querySelectorAll(LEFT_OUT)) node.remove();
  // Inner ones first: what stands in an element is final when the element itself is looked at.
  for (const node of main.querySelectorAll('*').reverse()) {
    for (const name of Object.keys(node.attributes)) if (!KEPT.includes(name)) node.removeAttribute(name);
    if (meansNothing(node)) node.replaceWith(...node.childNodes);
  }
  for (const name of Object.keys(main.attributes)) main.removeAttribute(name);
  const title = page.querySelector('title')?.innerHTML ?? '';
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    main.outerHTML,
    '</html>\n',
  ].join('\n');
}

/** A wrapper for styles or scripts: a bare `span`, or an element of the site's own. */
function meansNothing(node: HTMLElement): boolean {
  const name = node.rawTagName.toLowerCase();
  return name.includes('-') || (name === 'span' && Object.keys(node.attributes).length === 0);
}
