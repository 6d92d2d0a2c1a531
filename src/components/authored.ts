import ContentLink from './ContentLink.astro';
import ContentTable from './ContentTable.astro';
import Sample from './Sample.astro';

/** What stands for the elements of authored MDX, on every kind of page. */
export const AUTHORED = { Sample, a: ContentLink, table: ContentTable };
