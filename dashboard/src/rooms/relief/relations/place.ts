import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/relations",
  title: ["回避申报", "Declared relations"],
  label: ["回避申报", "Relations"],
  permission: "relief:declare",
  group: "relief",
  order: 185,
});
