import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/food",
  title: ["你点我检：您来点，我们检", "You pick, we inspect"],
  label: ["你点我检", "You pick"],
  permission: "public",
  group: "public",
  order: 80,
});
