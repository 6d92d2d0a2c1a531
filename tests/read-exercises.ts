import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { exerciseSchema } from '../src/bank/schemas/exercise.ts';

const ROOT = 'content/exercises';

/** The exercises as their authors wrote them: slug, folder, and the interviewer's notes. */
export function readExercises() {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => {
      const folder = join(ROOT, name);
      return { name, folder, data: exerciseSchema.parse(parse(readFileSync(join(folder, 'exercise.yaml'), 'utf8'))) };
    });
}
