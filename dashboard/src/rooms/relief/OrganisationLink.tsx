/** An organisation by its name, as a link to its page for those who may open it. */
import { useNames } from "./values";

export function OrganisationLink({ id }: { id: string | null }) {
  return useNames()(id);
}
