import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/samples",
  title: ["样品流转", "Samples on their way"],
  label: ["样品", "Samples"],
  permission: "inspections:read",
  group: "inspections",
  order: 240,
});
