import type { Draft } from './draft.ts';
import { readKit } from './file.ts';

/** A kit that a person keeps in their browser, under a name of their own. */
export interface SavedKit {
  readonly name: string;
  readonly kit: Draft;
}

/** Version of the shape that is kept. */
export const SAVED_KIT_VERSION = 1;
const LONGEST_NAME = 120;

/** Reads a kit as it was kept, by whichever version. */
export function readSavedKit(
  value: unknown,
  version: unknown,
): { readonly value: SavedKit } | { readonly problem: string } {
  if (version !== SAVED_KIT_VERSION) {
    return { problem: `its version is one that this page does not read; it reads ${SAVED_KIT_VERSION}.` };
  }
  if (typeof value !== 'object' || value === null || !('name' in value) || !('kit' in value)) {
    return { problem: 'it has no name or no kit.' };
  }
  if (typeof value.name !== 'string' || value.name.length > LONGEST_NAME) {
    return { problem: `its name is not a text of at most ${LONGEST_NAME} characters.` };
  }
  const read = readKit(value.kit);
  return 'problem' in read ? read : { value: { name: value.name, kit: read.draft } };
}
