import { readFile } from 'node:fs/promises';

import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';

import { ICONS } from '../../offline/icons.ts';

type Icon = (typeof ICONS)[number];

export const getStaticPaths = (() =>
  ICONS.map((icon) => ({ params: { name: icon.name }, props: icon }))) satisfies GetStaticPaths;

/** An icon, drawn at its own size from the one picture that there is. */
export const GET: APIRoute<Icon> = async ({ props: { size, purpose } }) => {
  const picture = await readFile('public/favicon.svg', 'utf8');
  const drawn = purpose === 'maskable' ? picture.replace(/ rx="\d+"/, '') : picture;
  // 72 dots to the inch is the size that the file names.
  const { width } = await sharp(Buffer.from(drawn)).metadata();
  const png = await sharp(Buffer.from(drawn), { density: (72 * size) / width })
    .resize(size, size)
    .png()
    .toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
};
