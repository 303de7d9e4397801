import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/funds/$fund_id",
  title: ["基金", "Fund"],
  permission: "relief:read",
  group: "relief",
});
