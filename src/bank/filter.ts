/** Filters of the catalogue by field name; an empty value filters nothing. */
export type Filter = Record<string, string>;

const FIELDS = ['topic', 'level', 'kind', 'competency', 'minutes'] as const;

/**
 * Whether an item passes a filter.
 *
 * @param item what the item says of itself: `topic`, `kind`, `competency`, `levels` (separated by
 *   spaces) and `minutes` (the most that may be asked for is the filter's `minutes`)
 */
export function matchesFilter(filter: Filter, item: Readonly<Record<string, string | undefined>>): boolean {
  return FIELDS.every((field) => {
    const wanted = filter[field];
    if (!wanted) return true;
    if (field === 'level') return (item['levels'] ?? '').split(' ').includes(wanted);
    if (field === 'minutes') return Number(item['minutes']) <= Number(wanted);
    return item[field] === wanted;
  });
}

/** The filter that an address's query holds; other parameters are left alone. */
export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search);
  return Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? '']));
}

/** The address, without its origin, that holds this filter. */
export function writeFilter(filter: Filter, address: { pathname: string; search: string; hash: string }): string {
  const query = new URLSearchParams(address.search);
  for (const field of FIELDS) {
    const value = filter[field];
    if (value) query.set(field, value);
    else query.delete(field);
  }
  const search = query.toString();
  return address.pathname + (search ? `?${search}` : '') + address.hash;
}
