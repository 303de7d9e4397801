import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/relief",
  title: ["帮困款项去向", "Where relief money goes"],
  label: ["帮困公开", "Relief"],
  permission: "public",
  group: "public",
  order: 60,
});
