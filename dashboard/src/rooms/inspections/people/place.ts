import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/people",
  title: ["检查员与检验机构", "Inspectors and laboratories"],
  label: ["检查员与机构", "Inspectors"],
  permission: "inspections:manage",
  group: "inspections",
  order: 247,
});
