import type { APIRoute } from 'astro';

import { LIST, readList } from '../supply/shipped.ts';

/** The licences of what ships with the site, in full, as they ask to be carried along. */
export const GET: APIRoute = () =>
  new Response(
    readList(LIST)
      .map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
      .join(`\n${'-'.repeat(72)}\n\n`),
  );
