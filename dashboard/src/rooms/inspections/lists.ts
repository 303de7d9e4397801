/** The lists of the room that several pages choose from. */
import type { Option } from "../../kit/fields";
import { type List, useList } from "../../kit/list";
import type { Answer, View } from "../../kit/paths";

export type Establishment = View<"inspections-EstablishmentView">;
type Establishments = "/api/inspections/establishments";

/** The businesses that this district inspects. */
export function useEstablishments(): List<Establishment, Answer<Establishments>> {
  return useList("/api/inspections/establishments", {}, { after: "name" });
}

/** Who runs a round or a campaign. */
export function useOrganisations(): Option[] {
  const found = useList("/api/activities/organisations", {}, { after: "name" });
  return found.rows.map(({ organisation_id, name }) => ({ value: organisation_id, label: name }));
}

/** Where a business or a stall is. */
export function useVenues(): Option[] {
  const found = useList("/api/activities/venues", {}, { after: "name" });
  return found.rows.map(({ venue_id, name }) => ({ value: venue_id, label: name }));
}

export function useLaboratories() {
  return useList("/api/inspections/laboratories", {}, {});
}

/** Businesses as the options of a choice. */
export function shops(of: List<Establishment>): Option[] {
  return of.rows.map(({ establishment_id, name }) => ({ value: establishment_id, label: name }));
}

/** What people may name; the same as services/inspections/rounds/open.py has for a round. */
export const CATEGORIES = [
  "cooked-food",
  "dairy",
  "fruit-and-vegetables",
  "meat",
  "aquatic-products",
  "pastry",
  "beverages",
  "tableware",
  "other",
] as const;

export const KINDS = ["restaurant", "supermarket", "canteen", "lunch-point", "stall", "mall"] as const;
export const RISKS = ["A", "B", "C", "D"] as const;
