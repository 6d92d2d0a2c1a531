/** A field that a file has of its own; undefined for one that it lacks or only inherits. */
export type Field = (name: string) => unknown;

/** Tells a kind of file from others. */
export interface Envelope {
  /** The format's name, such as `django-interview-guide/kit`. */
  readonly format: string;
  /** What to say of a file of another format: "The file is not a kit". */
  readonly otherwise: string;
  /** Bytes up to which a file is read. */
  readonly largest: number;
}

/** Why a file is not read, if it is too large. */
export function tooLarge(size: number, { largest }: Pick<Envelope, 'largest'>): string | undefined {
  return size > largest ? `The file has ${size} bytes; at most ${largest} are read.` : undefined;
}

/**
 * Opens what each file of this guide has round its content: JSON in UTF-8 with the format's name.
 *
 * @param bytes the file as it lies on disk; it may come from anywhere
 * @returns its fields, or the first thing that is wrong in plain words
 */
export function readEnvelope(
  bytes: Uint8Array,
  envelope: Envelope,
): { readonly field: Field } | { readonly problem: string } {
  const large = tooLarge(bytes.length, envelope);
  if (large !== undefined) return { problem: large };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return { problem: `The file is not ${error instanceof SyntaxError ? 'JSON' : 'text in UTF-8'}.` };
  }
  const field = fieldsOf(value);
  const { format, otherwise } = envelope;
  return field('format') === format ? { field } : { problem: `${otherwise}: its format is not “${format}”.` };
}

/** The fields of a value that may be anything: nothing that it inherits counts. */
export function fieldsOf(value: unknown): Field {
  return (name) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
}

/**
 * Content in its envelope, indented for reading.
 *
 * @param content the fields beside format and version
 */
export function toEnvelope(format: string, version: number, content: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ format, version, ...content }, null, 2)}\n`;
}
