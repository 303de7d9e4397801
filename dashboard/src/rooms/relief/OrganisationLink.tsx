/** An organisation by its name, as a link to its page for those who may open it. */
import { useMay } from "../../app/session";
import { To } from "../../kit/To";
import { place } from "../activities/organisation/place";
import { useNames } from "./values";

export function OrganisationLink({ id }: { id: string }) {
  const name = useNames()(id);
  const opens = useMay(place.permission);
  if (!opens) return name;
  return (
    <To place={place} params={{ organisation_id: id }}>
      {name}
    </To>
  );
}
