import { type HastNode, mdxToHast } from 'satteri';

import type { Level } from './vocabulary.ts';

/** What a `<Sample>` in a rung shows: the attributes as its author wrote them. */
export interface SampleUse {
  readonly name: string;
  readonly block?: string;
  readonly before?: string;
  readonly after?: string;
  readonly print?: 'sql';
}

/** Prose as HTML, the rows of a table, or a sample in its place. */
export type RungPart = { readonly html: string } | { readonly table: string } | { readonly sample: SampleUse };

/** One rung of an answer ladder. */
export interface Rung {
  readonly level: Level;
  readonly parts: readonly RungPart[];
}

/**
 * The answer ladder in the body of a question. It is read rather than compiled: the content check lets nothing through
 * but Markdown, `<Level>` and `<Sample>`, and ten thousand compiled modules would be most of a build.
 *
 * @param body what follows the frontmatter, sound by the content check
 * @param base the site's base path, put before links that start with `/`
 * @throws Error where the body holds what the check would have refused
 */
export function ladderOf(body: string, base: string): Rung[] {
  const root = mdxToHast(body, { features: { smartPunctuation: true } });
  return childrenOf(root).flatMap((node) => {
    if (node.type === 'text' && node.value.trim() === '') return [];
    if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Level') {
      throw new Error(`A ladder holds rungs and nothing else, not ${node.type}`);
    }
    const writer = new RungWriter(base.replace(/\/$/, ''));
    childrenOf(node).forEach((child) => writer.write(child));
    return [{ level: attributesOf(node)['name'] as Level, parts: writer.parts() }];
  });
}

/** Elements without an end tag. */
const VOID = new Set(['br', 'hr', 'img']);

/** Writes nodes as HTML, in pieces around the samples and tables among them. */
class RungWriter {
  readonly #base: string;
  readonly #parts: RungPart[] = [];
  #html = '';

  constructor(base: string) {
    this.#base = base;
  }

  parts(): readonly RungPart[] {
    this.#endPiece();
    return this.#parts;
  }

  write(node: HastNode): void {
    if (node.type === 'text') this.#html += escape(node.value);
    else if (node.type === 'element' && node.tagName === 'table') {
      this.#endPiece();
      this.#writeAll(childrenOf(node));
      this.#parts.push({ table: this.#html });
      this.#html = '';
    } else if (node.type === 'element') {
      const attributes = Object.entries<unknown>(node.properties).map(([key, value]) => this.#attribute(key, value));
      this.#html += `<${node.tagName}${attributes.join('')}>`;
      if (VOID.has(node.tagName)) return;
      this.#writeAll(childrenOf(node));
      this.#html += `</${node.tagName}>`;
    } else if (node.type === 'mdxJsxFlowElement' && node.name === 'Sample') {
      this.#endPiece();
      this.#parts.push({ sample: attributesOf(node) as unknown as SampleUse });
    } else throw new Error(`A rung cannot hold ${node.type}`);
  }

  #writeAll(nodes: readonly HastNode[]): void {
    nodes.forEach((node) => this.write(node));
  }

  #attribute(key: string, value: unknown): string {
    // The alignment of a table's column comes as an inline style, which the Content-Security-Policy blocks.
    if (key === 'style' || value === false || value === null || value === undefined) return '';
    if (value === true) return ` ${key.toLowerCase()}`;
    const text = Array.isArray(value) ? value.join(' ') : `${value as string | number}`;
    const address = key === 'href' && text.startsWith('/') ? this.#base + text : text;
    return ` ${key === 'className' ? 'class' : key.toLowerCase()}="${escape(address)}"`;
  }

  #endPiece(): void {
    if (this.#html.trim() !== '') this.#parts.push({ html: this.#html.trim() });
    this.#html = '';
  }
}

function childrenOf(node: HastNode): readonly HastNode[] {
  return 'children' in node ? node.children : [];
}

function attributesOf(node: Extract<HastNode, { type: 'mdxJsxFlowElement' }>): Record<string, string> {
  return Object.fromEntries(
    node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value]]
        : [],
    ),
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
