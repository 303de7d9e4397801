import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/notices",
  title: ["帮困公示", "Public notices"],
  label: ["公示", "Notices"],
  permission: "public",
  group: "public",
  order: 70,
});
