import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/agreements",
  title: ["共建协议与福民项目", "Agreements and projects"],
  label: ["协议与项目", "Agreements"],
  permission: "relief:read",
  group: "relief",
  order: 180,
});
