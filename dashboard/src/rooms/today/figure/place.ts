import { place as here } from "../../../kit/place";

export const PERIODS = ["today", "month", "year", "all"] as const;
export type PeriodName = (typeof PERIODS)[number];

export const place = here({
  to: "/figures/$room/$metric",
  title: ["明细", "Rows"],
  permission: "engagement:read",
  group: "today",
  search: (raw): { period: PeriodName } => ({ period: PERIODS.find((one) => one === raw.period) ?? "month" }),
});
