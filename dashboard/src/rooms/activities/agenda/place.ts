import { place as here } from "../../../kit/place";
import { isDay } from "./days";

export const place = here({
  to: "/activities/calendar",
  title: ["场次日历", "Calendar of sessions"],
  label: ["场次日历", "Calendar"],
  permission: "activities:read",
  group: "activities",
  order: 45,
  search: (raw) => ({
    view: raw.view === "month" ? ("month" as const) : ("week" as const),
    day: isDay(raw.day) ? raw.day : "",
    venue: typeof raw.venue === "string" ? raw.venue : "",
  }),
});
