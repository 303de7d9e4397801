import { place as here } from "../../../kit/place";

export const place = here({
  to: "/accounts",
  title: ["账号与密钥", "Accounts and keys"],
  label: ["账号与密钥", "Accounts and keys"],
  permission: "gateway:accounts",
  group: "office",
  order: 10,
});
