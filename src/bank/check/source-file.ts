import { type Document, isNode, LineCounter, parseDocument } from 'yaml';

import { type Problem, shorten } from './problem.ts';

/** A content file as it lies on disk. */
export interface ContentFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A content file taken apart: data, the prose behind it, and where each field stands. */
export interface ParsedFile {
  readonly path: string;
  readonly data: unknown;
  /** What follows the frontmatter; empty for a YAML file. */
  readonly body: string;
  /** Lines before the body, so that a line of the body can be named in the file. */
  readonly bodyOffset: number;
  /** Line in the file of the field at `path`, or of its nearest existing parent. */
  lineOf(path: readonly PropertyKey[]): number;
}

const FRONTMATTER = /^---\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The YAML between the lines of `---` at the top of a text, and what follows; nothing if there is none. */
export function splitFrontmatter(text: string): { yaml: string; body: string } | undefined {
  const match = FRONTMATTER.exec(text);
  return match?.index === 0 ? { yaml: match[1] ?? '', body: text.slice(match[0].length) } : undefined;
}

type Parsing = { parsed?: ParsedFile; problems: Problem[] };

/** Several checks read the same file; reading its YAML is most of what they cost. */
const known = new WeakMap<ContentFile, Parsing>();

/** Splits a file and reads its YAML, once. Problems are returned, never thrown. */
export function parseFile(file: ContentFile): Parsing {
  let parsing = known.get(file);
  if (!parsing) known.set(file, (parsing = parse(file)));
  return parsing;
}

/** A file that is known to be well formed, read only when something is asked of it. */
export function parsedLater(file: ContentFile): ParsedFile {
  const parsed = (): ParsedFile => {
    const { parsed } = parseFile(file);
    if (!parsed) throw new Error(`${file.path} is not well formed`);
    return parsed;
  };
  return {
    path: file.path,
    get data() {
      return parsed().data;
    },
    get body() {
      return parsed().body;
    },
    get bodyOffset() {
      return parsed().bodyOffset;
    },
    lineOf: (path) => parsed().lineOf(path),
  };
}

function parse(file: ContentFile): Parsing {
  let yaml = file.text;
  let body = '';
  let offset = 0;
  if (file.path.endsWith('.mdx')) {
    const parts = splitFrontmatter(file.text);
    if (!parts) {
      const found = shorten(file.text.split('\n', 1)[0]);
      const allowed = 'YAML between two lines of "---" at the top of the file';
      return { problems: [{ file: file.path, line: 1, field: 'frontmatter', found, allowed }] };
    }
    ({ yaml, body } = parts);
    offset = 1;
  }
  const bodyOffset = file.text.slice(0, file.text.length - body.length).split('\n').length - 1;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      // Something left open is noticed only at the end: the last line with text says more.
      const before = yaml
        .slice(0, error.pos[0] + 1)
        .trimEnd()
        .split('\n');
      return {
        file: file.path,
        line: before.length + offset,
        field: offset ? 'frontmatter' : '(whole file)',
        found: shorten(before.at(-1)?.trim()),
        allowed: `valid YAML (${error.message.replace(/ at line \d+, column \d+[\s\S]*$/, '')})`,
      };
    });
    return { problems };
  }
  const lineOf = (path: readonly PropertyKey[]) => lineOfField(document, lines, path) + offset;
  return { parsed: { path: file.path, data: document.toJS(), body, bodyOffset, lineOf }, problems: [] };
}

function lineOfField(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node =
      document.getIn(path.slice(0, length), true) ?? document.getIn(path.slice(0, length).map(numeric), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** YAML reads the keys 1 to 4 of the anchors as numbers, a schema's path has them as text. */
function numeric(step: PropertyKey): PropertyKey {
  return typeof step === 'string' && /^\d+$/.test(step) ? Number(step) : step;
}
