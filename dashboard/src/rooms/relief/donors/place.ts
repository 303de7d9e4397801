import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/donors",
  title: ["捐赠与收据", "Donations and receipts"],
  label: ["捐赠与收据", "Donations"],
  permission: "relief:read",
  group: "relief",
  order: 175,
});
