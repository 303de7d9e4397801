import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/reads",
  title: ["查阅记录", "Read log"],
  label: ["查阅记录", "Read log"],
  permission: "relief:audit",
  group: "relief",
  order: 190,
});
