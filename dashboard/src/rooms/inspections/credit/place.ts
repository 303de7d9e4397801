import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/food/$establishmentId",
  title: ["食品安全信用档案", "Food-safety credit file"],
  permission: "public",
  group: "public",
  order: 90,
});
