import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/field",
  title: ["我的抽样任务", "My places"],
  label: ["我的抽样", "My places"],
  permission: "inspections:sample",
  group: "inspections",
  order: 230,
});
