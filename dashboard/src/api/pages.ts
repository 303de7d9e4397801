/** Lists by page: how many rows a page has, and where the next one begins. */

export const PAGE = 100;

/** How many rows to skip for the next page; undefined at the end. With `all` null the answer does not say how many. */
export function nextSkip(
  pages: readonly { rows: readonly unknown[] }[],
  last: number,
  all: number | null,
): number | undefined {
  const shown = pages.reduce((sum, page) => sum + page.rows.length, 0);
  const more = all === null ? last === PAGE : last > 0 && shown < all;
  return more ? shown : undefined;
}

/** The row after which the next page begins; undefined at the end. */
export function nextBefore<Row extends object>(page: readonly Row[], by: keyof Row): string | undefined {
  const last = page.at(-1);
  return page.length < PAGE || last === undefined ? undefined : String(last[by]);
}

/** A path with a few more parameters. */
export function withQuery(path: string, more: Record<string, string>): string {
  const query = new URLSearchParams(more).toString();
  return query ? `${path}${path.includes("?") ? "&" : "?"}${query}` : path;
}
