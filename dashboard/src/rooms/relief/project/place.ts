import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/projects/$project_id",
  title: ["福民项目", "Project"],
  permission: "relief:read",
  group: "relief",
});
