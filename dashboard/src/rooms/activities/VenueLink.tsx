/** A venue by its name, as a link to its page for those who may open it. */
import type { ReactNode } from "react";
import { useMay } from "../../app/session";
import { To } from "../../kit/To";
import { place } from "./venue/place";

export function VenueLink({ id, children }: { id: string; children: ReactNode }) {
  const opens = useMay(place.permission);
  if (!opens) return children;
  return (
    <To place={place} params={{ venue_id: id }}>
      {children}
    </To>
  );
}
