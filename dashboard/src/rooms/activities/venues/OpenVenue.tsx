/** A new venue: what it is, where, whose, and what is there. Its page comes next, where it gets its hours. */
import { Button } from "antd";
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, type Field, number, text, yes } from "../../../kit/fields";
import { Section } from "../../../kit/Page";
import type { Body } from "../../../kit/paths";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { named, useOrganisations } from "../lists";
import type { Amenity } from "../VenueFacts";
import { place as venue } from "../venue/place";
import { words as room } from "../words";
import { words } from "./words";

type Kind = Body<"/api/activities/venues">["kind"];

// Of the room's words: one that the server does not know does not compile.
const KINDS = Object.keys(room.venue_kind) as (keyof typeof room.venue_kind & Kind)[];
const AMENITIES = Object.keys(room.amenity) as (keyof typeof room.amenity & Amenity)[];
const IN_A_ROW = 4;

export function OpenVenue() {
  const w = useWords(words);
  const [isOpen, open] = useState(false);
  return (
    <Section
      title={w("open")}
      ways={
        <Button onClick={() => open(!isOpen)} aria-expanded={isOpen}>
          {w(isOpen ? "fold" : "open")}
        </Button>
      }
    >
      {isOpen && <Opening />}
    </Section>
  );
}

function Opening() {
  const w = useWords(words);
  const said = useWords(room);
  const organisations = useOrganisations();
  const go = useGo();
  const open = useCommand("/api/activities/venues");
  const there = Object.fromEntries(AMENITIES.map((kind) => [kind, yes(said(`amenity.${kind}`))])) as Record<
    Amenity,
    Field<boolean>
  >;
  return (
    <Form
      fields={{
        name: text(w("name"), { most: 200, hint: w("name_hint") }),
        kind: choice(
          w("kind"),
          KINDS.map((value) => ({ value, label: said(`venue_kind.${value}`) })),
        ),
        address: text(w("address"), { optional: true, most: 200 }),
        organisation_id: choice(w("organisation"), named(organisations), {
          optional: true,
          choose: w("no_organisation"),
          hint: w("organisation_hint"),
        }),
        map_x: number(w("map_x"), { optional: true, least: 0, most: 1000 }),
        map_y: number(w("map_y"), { optional: true, least: 0, most: 1000, hint: w("map_hint") }),
        ...there,
      }}
      rows={[["name", "kind"], ["address", "organisation_id"], ["map_x", "map_y"], ...inRows(AMENITIES)]}
      command={open}
      send={({ name, kind, address, organisation_id, map_x, map_y, ...ticked }) =>
        open.send(
          {
            body: {
              name,
              kind,
              address,
              organisation_id,
              map_x,
              map_y,
              amenities: AMENITIES.filter((one) => ticked[one]).map((one) => ({ kind: one })),
            },
          },
          ({ venue_id }) => go(venue, { params: { venue_id } }),
        )
      }
      action={w("open")}
      testId="open-venue"
    />
  );
}

function inRows<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / IN_A_ROW);
  return Array.from({ length: count }, (_, row) => all.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW));
}
