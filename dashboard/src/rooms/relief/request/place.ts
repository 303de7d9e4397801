import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/request",
  title: ["申请与建档", "Request and open"],
  label: ["申请", "Request"],
  permission: "relief:request",
  group: "relief",
  order: 150,
});
