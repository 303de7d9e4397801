import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/figures",
  title: ["区域数字", "The district in figures"],
  label: ["区域数字", "Figures"],
  permission: "public",
  group: "public",
  order: 40,
});
