import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/map",
  title: ["民生地图（示意图）", "Livelihood map (schematic)"],
  label: ["民生地图", "Map"],
  permission: "public",
  group: "public",
  order: 30,
});
