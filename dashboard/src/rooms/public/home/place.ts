import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public",
  title: ["家在南西", "At home in Nanxi"],
  label: ["首页", "Home"],
  permission: "public",
  group: "public",
  order: 10,
});
