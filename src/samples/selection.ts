import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What pytest is to run for one word of the command line.
 *
 * @param word a sample (`orm/n-plus-one`), a topic (`orm`) or a module (`orm/test_related_objects.py`)
 * @param folder the samples' folder
 * @throws Error with one line that says what may be asked for
 */
export function selection(word: string, folder: string): string[] {
  const path = word.replace(/^content\/samples\//, '').replace(/\/$/, '');
  if (!path.startsWith('.') && existsSync(join(folder, path))) return [path];
  const [topic = '', slug = ''] = path.split('/');
  if (slug && existsSync(join(folder, topic))) {
    const test = `test_${slug.replaceAll('-', '_')}`;
    const module = readdirSync(join(folder, topic)).find(
      (name) =>
        name.endsWith('.py') &&
        new RegExp(`^(async )?def ${test}\\(`, 'm').test(readFileSync(join(folder, topic, name), 'utf8')),
    );
    if (module) return [`${topic}/${module}::${test}`];
  }
  throw new Error(`No sample is named “${word}”: name one as <topic>/<slug>, a topic, or a test module.`);
}
