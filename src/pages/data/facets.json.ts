import type { APIRoute } from 'astro';

import { getBank } from '../../bank/bank.ts';
import { PER_PAGE } from '../../bank/catalogue-pages.ts';
import { facetsOf } from '../../bank/facets.ts';

/** What the catalogue's filter needs to know of all questions; their items stand on the catalogue's pages. */
export const GET: APIRoute = async () => Response.json(facetsOf((await getBank()).questions, PER_PAGE));
