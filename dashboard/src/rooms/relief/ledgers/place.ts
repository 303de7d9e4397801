import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/ledgers",
  title: ["基金账本", "Ledgers"],
  label: ["账本", "Ledgers"],
  permission: "relief:read",
  group: "relief",
  order: 170,
});
