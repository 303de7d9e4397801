/** A table of a list: named columns, a search and a sort where they are wanted, and the list's states. */
import { type ReactNode, useId, useState } from "react";
import { Listed } from "./Listed";
import type { List } from "./list";
import { useLanguage, useShared } from "./words";

export interface Column<R> {
  title: string;
  cell: (row: R) => ReactNode;
  /** Figures stand at the right. */
  figure?: boolean;
  /** What the rows are sorted by when the column's head is pressed. */
  sort?: (row: R) => string | number | null;
}

interface TableProps<R> {
  caption: string;
  /** A list of the kit, or rows that are there already. */
  of: List<R> | readonly R[];
  id: (row: R) => string;
  columns: Record<string, Column<R>>;
  empty: string;
  /** With it, a field above the table shows only the rows whose text contains what is typed. */
  find?: (row: R) => string;
}

export function Table<R>({ caption, of, id, columns, empty, find }: TableProps<R>) {
  const t = useShared();
  const language = useLanguage();
  const searchId = useId();
  const [wanted, setWanted] = useState("");
  const [by, setBy] = useState<{ key: string; down: boolean } | null>(null);
  const list: List<R> = "rows" in of ? of : here(of);
  const press = (key: string) => setBy({ key, down: by?.key === key && !by.down });
  return (
    <Listed of={list} empty={empty}>
      {(rows) => {
        const text = wanted.trim().toLowerCase();
        const found = find && text ? rows.filter((row) => find(row).toLowerCase().includes(text)) : rows;
        return (
          <>
            {find && (
              <div className="field table-find">
                <label htmlFor={searchId}>{t("list.find")}</label>
                <input
                  id={searchId}
                  type="search"
                  value={wanted}
                  onChange={(event) => setWanted(event.target.value)}
                />
              </div>
            )}
            {found.length === 0 ? (
              <p className="empty">{t("list.found_none")}</p>
            ) : (
              <Rows
                caption={caption}
                rows={by ? sorted(found, columns[by.key]?.sort, by.down, language) : found}
                id={id}
                columns={columns}
                by={by}
                press={press}
              />
            )}
          </>
        );
      }}
    </Listed>
  );
}

function here<R>(rows: readonly R[]): List<R> {
  const nothing = () => undefined;
  return {
    rows,
    answer: undefined,
    isPending: false,
    error: null,
    retry: nothing,
    hasMore: false,
    isFetchingMore: false,
    more: nothing,
  };
}

/** A copy in order; what has no value comes last either way. */
export function sorted<R>(
  rows: readonly R[],
  value: Column<R>["sort"],
  down: boolean,
  language: string,
): readonly R[] {
  if (!value) return rows;
  const inOrder = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === "number" && typeof b === "number" ? a - b : inOrder.compare(`${a}`, `${b}`);
    return down ? -order : order;
  });
}

interface RowsProps<R> extends Pick<TableProps<R>, "caption" | "id" | "columns"> {
  rows: readonly R[];
  by: { key: string; down: boolean } | null;
  press: (key: string) => void;
}

function Rows<R>({ caption, rows, id, columns, by, press }: RowsProps<R>) {
  const shown = Object.entries(columns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className="list">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {shown.map(([key, { title, figure, sort }]) => {
              const here = by?.key === key;
              return (
                <th
                  key={key}
                  scope="col"
                  className={figure ? "figure" : undefined}
                  aria-sort={here ? (by.down ? "descending" : "ascending") : undefined}
                >
                  {sort ? (
                    <button type="button" className="table-sort" onClick={() => press(key)}>
                      {title}
                      <span aria-hidden="true">{here ? (by.down ? " ↓" : " ↑") : " ↕"}</span>
                    </button>
                  ) : (
                    title
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)}>
              {shown.map(([key, { cell, figure }]) => (
                <td key={key} className={figure ? "figure" : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
