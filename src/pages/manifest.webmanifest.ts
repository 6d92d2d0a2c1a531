import type { APIRoute } from 'astro';

import { ICONS } from '../offline/icons.ts';
import { href, SITE, THEME_COLORS } from '../site.ts';

/** What a browser needs to install the guide: name, icons, colours, and where it begins and ends. */
export const GET: APIRoute = () =>
  new Response(
    JSON.stringify({
      id: href('/'),
      name: SITE.name,
      short_name: 'Django guide',
      description: SITE.tagline,
      lang: 'en',
      start_url: href('/'),
      scope: href('/'),
      display: 'minimal-ui',
      background_color: THEME_COLORS.light,
      theme_color: THEME_COLORS.light,
      icons: [
        { src: href('/favicon.svg'), type: 'image/svg+xml', sizes: 'any' },
        ...ICONS.map(({ name, size, purpose }) => ({
          src: href(`/icons/${name}.png`),
          type: 'image/png',
          sizes: `${size}x${size}`,
          purpose,
        })),
      ],
    }),
    { headers: { 'content-type': 'application/manifest+json' } },
  );
