/** The lists of the room that several pages choose from. */
import { type List, useList } from "../../kit/list";
import type { Answer, View } from "../../kit/paths";

export type Organisation = View<"activities-OrganisationView">;
export type Venue = View<"activities-VenueView">;

type Organisations = "/api/activities/organisations";
export function useOrganisations(): List<Organisation, Answer<Organisations>> {
  return useList("/api/activities/organisations", {}, { after: "name" });
}

export function useVenues() {
  return useList("/api/activities/venues", {}, { after: "name" });
}

/** Organisations as the options of a choice. */
export function named(organisations: List<Organisation>) {
  return organisations.rows.map(({ organisation_id, name }) => ({ value: organisation_id, label: name }));
}
