/** An organisation by its name, as a link to its page. */
import { To } from "../../kit/To";
import { useOrganisations } from "./lists";
import { place } from "./organisation/place";

export function OrganisationLink({ id }: { id: string }) {
  const found = useOrganisations().rows.find(({ organisation_id }) => organisation_id === id);
  return (
    <To place={place} params={{ organisation_id: id }}>
      {found?.name ?? "…"}
    </To>
  );
}
