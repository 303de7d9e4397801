import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/agreements/$agreement_id",
  title: ["共建协议", "Agreement"],
  permission: "relief:read",
  group: "relief",
});
