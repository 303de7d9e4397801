import { place as here } from "../../../kit/place";

export const place = here({
  to: "/own/relief",
  title: ["本单位的帮困", "Our relief"],
  label: ["帮困与共建", "Relief"],
  permission: "relief:own",
  group: "partner",
  order: 200,
});
