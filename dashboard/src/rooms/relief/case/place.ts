import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/cases/$case_id",
  title: ["个案", "Case"],
  permission: "relief:read",
  group: "relief",
});
