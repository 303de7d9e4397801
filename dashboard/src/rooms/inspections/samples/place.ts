import { place as here } from "../../../kit/place";

export const STATES = ["taken", "received", "analysed", "verified", "published"] as const;
export type State = (typeof STATES)[number];

export const place = here({
  to: "/inspections/samples",
  title: ["样品流转", "Samples on their way"],
  label: ["样品", "Samples"],
  permission: "inspections:read",
  group: "inspections",
  order: 240,
  search: (raw): { state?: State } => {
    const state = STATES.find((one) => one === raw.state);
    return state ? { state } : {};
  },
});
