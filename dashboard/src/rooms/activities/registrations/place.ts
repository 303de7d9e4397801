import { place as here } from "../../../kit/place";

export const place = here({
  to: "/registrations",
  title: ["报名名单", "Registrations"],
  label: ["报名名单", "Registrations"],
  permission: "activities:register",
  group: "activities",
  order: 35,
  search: (raw) => ({ session: typeof raw.session === "string" ? raw.session : "" }),
});
