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
