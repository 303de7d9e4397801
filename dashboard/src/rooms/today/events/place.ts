import { place as here } from "../../../kit/place";

/** What the address holds, so that a filtered list or an opened event can be sent to a colleague. */
export interface EventsSearch {
  room?: string;
  type?: string;
  subject?: string;
  event?: string;
}

export const place = here({
  to: "/events",
  title: ["事件", "Events"],
  label: ["事件", "Events"],
  permission: "gateway:events",
  group: "today",
  order: 20,
  search: (raw): EventsSearch => {
    const search: EventsSearch = {};
    for (const key of ["room", "type", "subject", "event"] as const) {
      const value = raw[key];
      if (typeof value === "string" && value !== "") search[key] = value.slice(0, 100);
    }
    return search;
  },
});
