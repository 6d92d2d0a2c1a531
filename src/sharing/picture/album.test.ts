import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { drawAlbum, placeAlbum } from './album.ts';
import { drawCard } from './draw.ts';
import type { Inks } from './inks.ts';
import { PICTURE } from './place.ts';

const QUESTIONS = [
  'content/questions/orm/annotate-a-report.mdx',
  'content/questions/migrations/review-this-migration.mdx',
];
let root: string;
let cache: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'album-'));
  cache = join(root, 'cache');
  const needed = ['src/styles/tokens.css', 'src/bank/vocabulary.ts', 'src/bank/inline.ts', 'package-lock.json'];
  for (const path of [...needed, ...QUESTIONS, 'content/topics/orm.mdx']) {
    cpSync(path, join(root, path), { recursive: true });
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const replace = (path: string, from: string, to: string) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
};

describe('an album', () => {
  it('has a picture per question and topic and one for the guide, and draws each once', () => {
    const first = drawAlbum(root, cache);
    expect([...first.files.keys()].sort()).toEqual([
      '/pictures/guide.png',
      '/pictures/questions/migrations/review-this-migration.png',
      '/pictures/questions/orm/annotate-a-report.png',
      '/pictures/topics/orm.png',
    ]);
    expect(first.drawn).toBe(4);
    expect(drawAlbum(root, cache)).toEqual({ files: first.files, drawn: 0 });
  });

  it('draws again only what says something else, and keeps nothing that is not used', () => {
    drawAlbum(root, cache);
    replace('content/questions/orm/annotate-a-report.mdx', 'Finance wants', 'The board wants');
    replace(
      'content/questions/migrations/review-this-migration.mdx',
      '<Level name="senior">',
      '<Level name="senior" >',
    );
    expect(drawAlbum(root, cache).drawn).toBe(1);
    expect(readdirSync(cache)).toHaveLength(4);
  });

  it('draws everything again in other colours', () => {
    drawAlbum(root, cache);
    replace('src/styles/tokens.css', '--color-accent: light-dark(#0b5d3b', '--color-accent: light-dark(#0b5d5d');
    expect(drawAlbum(root, cache).drawn).toBe(4);
  });

  it('lies in the site where pages look for it', async () => {
    placeAlbum(drawAlbum(root, cache), join(root, 'site'));
    const { format, width, height } = await sharp(join(root, 'site/pictures/topics/orm.png')).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', ...PICTURE });
  });
});

describe('a picture', () => {
  const inks: Inks = {
    paper: '#ffffff',
    ink: { colour: '#000000', steps: 4 },
    accent: { colour: '#ff0000', steps: 3 },
    levels: {
      junior: { colour: '#0000ff', steps: 2 },
      mid: { colour: '#00ff00', steps: 2 },
      senior: { colour: '#ffff00', steps: 2 },
      staff: { colour: '#00ffff', steps: 2 },
    },
  };
  const words = (text: string) => [{ text, code: false }];
  const png = drawCard(
    { chapter: 'ORM', title: words('Who waits?'), levels: ['junior', 'staff'], site: 'Guide' },
    inks,
  );
  const pixels = async (bytes: Uint8Array) => {
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return (left: number, top: number) => `#${data.subarray((top * info.width + left) * 3).toString('hex', 0, 3)}`;
  };

  it('is the same on every machine', () => {
    // Changes with the drawing, the font or Node's zlib, and with nothing else.
    expect(createHash('sha256').update(png).digest('hex')).toBe(
      '8baed38622b0745bb00d6d97853a3ad4c1586fe02b095e4e3fc287cb2e29e41f',
    );
  });

  it('has the band of the brand, paper around the text, and the hue of each level', async () => {
    const at = await pixels(png);
    expect([at(0, 0), at(19, 629), at(20, 0), at(1199, 629)]).toEqual(['#ff0000', '#ff0000', '#ffffff', '#ffffff']);
    const seen = new Set(
      Array.from({ length: 1200 * 60 }, (_, index) => at(index % 1200, 550 + Math.floor(index / 1200))),
    );
    expect(seen).toContain('#0000ff');
    expect(seen).toContain('#00ffff');
    expect(seen).not.toContain('#00ff00');
  });

  it('keeps text of any length within its margins', async () => {
    const long = 'A migration that nobody remembers has been waiting for its lock. '.repeat(20);
    const at = await pixels(drawCard({ chapter: 'ORM', title: words(long), levels: ['junior'] }, inks));
    const inked: number[] = [];
    for (let row = 140; row < 630; row += 1) {
      for (let column = 40; column < 1200; column += 1) {
        if (at(column, row) === '#000000' && (column < 78 || column > 1122 || row > 515)) inked.push(column, row);
      }
    }
    expect(inked).toEqual([]);
  });
});
