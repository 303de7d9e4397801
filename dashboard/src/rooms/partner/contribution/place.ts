import { place as here } from "../../../kit/place";

export const place = here({
  to: "/contribution",
  title: ["本单位的贡献", "What we contributed"],
  label: ["本单位的贡献", "What we contributed"],
  permission: "engagement:own",
  group: "partner",
  order: 120,
});
