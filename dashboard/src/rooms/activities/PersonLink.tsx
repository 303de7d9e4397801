/** A person by name, as a link to their page. */
import { To } from "../../kit/To";
import { place } from "./person/place";

export function PersonLink({ of: { subject_ref, name } }: { of: { subject_ref: string; name: string } }) {
  return (
    <To place={place} params={{ person_id: subject_ref }}>
      {name}
    </To>
  );
}
