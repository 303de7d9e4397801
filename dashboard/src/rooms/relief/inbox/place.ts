import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief",
  title: ["帮困待办", "Relief: to do"],
  label: ["待办", "To do"],
  permission: "relief:read",
  group: "relief",
  order: 140,
});
