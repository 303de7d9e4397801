/** The rows that a figure is counted from, of whichever room, in one shape. */
import { type List, useList } from "../../../kit/list";
import type { Asked, ReadPath } from "../../../kit/paths";

const DAY_MS = 86_400_000;

export interface Row {
  key: string;
  at: string;
  subject: string;
  programme: string;
  value: number;
}

export interface Opened extends List<Row> {
  /** What the rows add up to, all of them; undefined until they are counted. */
  total: number | undefined;
}

interface Days {
  metric: string;
  from: string;
  to: string;
}

const COUNTED = "/api/activities/figures/{metric}";
const INSPECTED = "/api/inspections/figures/{metric}";
const POSTED = "/api/relief/figures/{metric}/postings";
/** The address names any metric; one that the room does not count is refused by it. */
type Named<P extends ReadPath> = Asked<P> & { metric: string };

export function useOpened(room: string, { metric, from, to }: Days): Opened {
  const asked = { metric, from, to };
  // The ledger's days end with `to` itself.
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  const paging = { skip: true, paged: true, rows: "rows" } as const;
  const activities = useList(COUNTED, asked as Named<typeof COUNTED>, {
    ...paging,
    enabled: room === "activities",
  });
  const inspections = useList(INSPECTED, asked as Named<typeof INSPECTED>, {
    ...paging,
    enabled: room === "inspections",
  });
  const relief = useList(POSTED, { ...asked, to: last } as Named<typeof POSTED>, {
    skip: true,
    paged: true,
    rows: "postings",
    enabled: room === "relief",
  });
  if (room === "relief") {
    const rows = relief.rows.map((row, place) => ({
      key: String(place),
      at: `${row.day}T00:00:00+08:00`,
      subject: row.fund_id ? `fund/${row.fund_id}` : "",
      programme: row.programme,
      value: row.amount_fen,
    }));
    return { ...relief, rows, total: relief.answer?.total_fen };
  }
  const counted = room === "inspections" ? inspections : activities;
  const rows = counted.rows.map((row, place) => ({ ...row, key: String(place), subject: row.aggregate }));
  return { ...counted, rows, total: counted.answer?.total };
}
