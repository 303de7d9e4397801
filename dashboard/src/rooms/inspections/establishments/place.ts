import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/establishments",
  title: ["食品单位", "Food businesses"],
  label: ["食品单位", "Businesses"],
  permission: "inspections:manage",
  group: "inspections",
  order: 245,
  search: (raw) => ({ feed: typeof raw.feed === "string" ? raw.feed : "" }),
});
