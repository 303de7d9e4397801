import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/rounds",
  title: ["点检轮次", "Rounds"],
  label: ["轮次", "Rounds"],
  permission: "inspections:manage",
  group: "inspections",
  order: 210,
});
