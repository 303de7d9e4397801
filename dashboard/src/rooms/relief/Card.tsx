/** A section of the room's pages, with its parts at a distance from each other. */
import type { ComponentProps } from "react";
import { Section } from "../../kit/Page";
import "../../styles/relief.css";

export function Card(props: Omit<ComponentProps<typeof Section>, "className">) {
  return <Section {...props} className="card relief-section" />;
}
