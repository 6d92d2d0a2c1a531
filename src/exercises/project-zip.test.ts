import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { projectZip } from './project-zip.ts';

/** An exercise on disk; its files were changed at some moment. */
function exercise(changed: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'exercise-'));
  for (const [path, text] of Object.entries({
    'brief.md': '# Do this\n',
    'starter/manage.py': 'print()\n',
    'starter/app/tests.py': 'assert False\n',
    'starter/app/__pycache__/tests.cpython-311.pyc': 'x',
    'starter/db.sqlite3': 'x',
    'starter/.venv/bin/python': 'x',
    'solution/manage.py': 'answer\n',
    'proofs/test_flaws.py': 'answer\n',
    'exercise.yaml': 'answer\n',
  })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    utimesSync(join(folder, path), changed, changed);
  }
  return folder;
}

describe('the archive of a project', () => {
  it('holds, for a candidate, the brief and the starter, and nothing that answers it', () => {
    const files = unzipSync(projectZip(exercise(new Date()), 'desk', 'starter'));
    expect(Object.keys(files).sort()).toEqual(['desk/README.md', 'desk/app/tests.py', 'desk/manage.py']);
    expect(strFromU8(files['desk/README.md'] ?? new Uint8Array())).toBe('# Do this\n');
  });

  it('holds, for an interviewer, the starter with what the solution changed', () => {
    const files = unzipSync(projectZip(exercise(new Date()), 'desk', 'solution'));
    expect(Object.keys(files).sort()).toEqual(['desk/README.md', 'desk/app/tests.py', 'desk/manage.py']);
    expect(strFromU8(files['desk/manage.py'] ?? new Uint8Array())).toBe('answer\n');
  });

  it('is the same, byte for byte, whenever and wherever it is made', () => {
    const [one, other] = [new Date('2020-02-02'), new Date('2026-11-21')].map((day) =>
      projectZip(exercise(day), 'desk', 'starter'),
    );
    expect(one).toEqual(other);
  });
});
