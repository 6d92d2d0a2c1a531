import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { plainText } from '../../src/bank/inline.ts';
import { filesOf } from '../../src/exercises/files.ts';
import type { KitData } from '../../src/bank/schemas/kit.ts';
import { readExercises } from '../read-exercises.ts';
import { builtPages, BUILDS } from './site.ts';

const ROOT = 'content/exercises';
const exercises = readExercises();
const [build] = BUILDS;
const pages = new Map(builtPages(build).map((page) => [page.address, page]));
const bare = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
const textOf = (address: string) => bare(pages.get(address)?.root.querySelector('main')?.text ?? '');
/** What answers an exercise: nothing of it may reach a candidate. */
const secrets = ({ data }: (typeof exercises)[number]) =>
  [
    ...data.flaws.flatMap(({ what, repair }) => [what, repair]),
    ...data.hints.map(({ hint }) => hint),
    ...Object.values(data.anchors).flatMap((anchors) => Object.values(anchors)),
    ...data.debrief.flatMap(({ ask, separates }) => [ask, separates]),
  ].map((text) => bare(plainText(text)));

describe.each(exercises)('exercise $name', (exercise) => {
  const { name, data } = exercise;

  it('shows the candidate the brief, and nothing that answers it', () => {
    const text = textOf(`/exercises/${name}/`);
    expect(text).toContain(bare(data.summary));
    for (const line of readFileSync(join(ROOT, name, 'brief.md'), 'utf8')
      .split('\n\n')
      .slice(1, 3)) {
      expect(text).toContain(bare(line));
    }
    for (const secret of secrets(exercise)) expect(text).not.toContain(secret);
  });

  it('shows the interviewer all of it', () => {
    const text = textOf(`/exercises/${name}/interviewer/`);
    for (const part of secrets(exercise)) expect(text).toContain(part);
  });

  it.skipIf(!data.project)('offers the starter: its files and the brief, the same from every build', () => {
    const [zip, ...others] = BUILDS.map(({ folder }) => readFileSync(join(folder, `exercises/${name}/starter.zip`)));
    if (!zip) throw new Error('no archive');
    for (const other of others) expect(other.equals(zip)).toBe(true);
    const files = unzipSync(zip);
    const starter = [...filesOf(join(ROOT, name, 'starter')).keys()].map((path) => `${name}/${path}`);
    expect(Object.keys(files).sort()).toEqual([...starter, `${name}/README.md`].sort());
    const all = Object.values(files)
      .map((bytes) => bare(strFromU8(bytes)))
      .join('');
    for (const secret of secrets(exercise)) expect(all).not.toContain(secret);
    // A file that the solution changed is in the archive as the starter has it.
    for (const [path, bytes] of filesOf(join(ROOT, name, 'starter'))) {
      expect(Buffer.from(files[`${name}/${path}`] ?? []).equals(bytes), path).toBe(true);
    }
  });
});

describe('kits with an exercise', () => {
  const kits = readdirSync('content/kits').flatMap((file) => {
    const kit = parse(readFileSync(join('content/kits', file), 'utf8')) as KitData;
    return kit.questions.flatMap(({ id }) => {
      const exercise = exercises.find(({ name }) => id === `exercises/${name}`);
      return exercise ? [{ kit: file.replace('.yaml', ''), level: kit.level, exercise }] : [];
    });
  });

  it('are there', () => expect(kits.length).toBeGreaterThan(0));

  it.each(kits)(
    '$kit has its anchors on the card, and only the brief on the candidate’s copy',
    ({ kit, level, exercise }) => {
      const card = textOf(`/kits/${kit}/`);
      for (const text of Object.values(exercise.data.anchors[level] ?? {}))
        expect(card).toContain(bare(plainText(text)));
      const copy = textOf(`/kits/${kit}/candidate/`);
      const [heading = ''] = readFileSync(join(ROOT, exercise.name, 'brief.md'), 'utf8').split('\n');
      expect(copy).toContain(bare(heading));
      for (const secret of secrets(exercise)) expect(copy).not.toContain(secret);
    },
  );
});
