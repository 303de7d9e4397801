/** The livelihood map: a schematic of where things are, open or not, and an honest list of what it does not know. */
import { useState } from "react";
import { Select } from "../../../kit/Control";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import type { Venue } from "../../activities/lists";
import { Amenities, Opening } from "../../activities/VenueFacts";
import { words as room } from "../../activities/words";
import { place } from "./place";
import { words } from "./words";
import "../../../styles/map.css";

const WATER = "water";
type Wanted = "all" | "open" | "stations" | "water";
const WANTED: Record<Wanted, (venue: Venue) => boolean> = {
  all: () => true,
  open: ({ open_now }) => open_now === true,
  stations: ({ kind }) => kind === "relay-station",
  water: ({ amenities }) => amenities.some(({ kind, state }) => kind === WATER && state === "working"),
};

function stateOf({ open_now }: Venue): "open" | "closed" | "unknown" {
  return open_now === null ? "unknown" : open_now ? "open" : "closed";
}

const LINE = 9;

/** A long name in two lines, whole: the label a screen reader hears has to begin with what is seen. */
function linesOf(name: string): string[] {
  return name.length <= LINE ? [name] : [name.slice(0, LINE), name.slice(LINE)];
}

export function Page() {
  const w = useWords(words);
  const venues = useList("/api/activities/public/venues", {}, { after: "name" });
  const [wanted, setWanted] = useState<Wanted>("all");
  const [chosen, choose] = useState<string | null>(null);
  const found = venues.rows.filter(WANTED[wanted]);
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={venues} empty={<Places of={[]} chosen={null} />}>
        {() => (
          <>
            <Select
              label={w("show")}
              value={wanted}
              change={(value) => setWanted(value || "all")}
              options={(Object.keys(WANTED) as Wanted[]).map((value) => ({
                value,
                label: w(`wanted.${value}`),
              }))}
            />
            <Schematic venues={found} chosen={chosen} choose={choose} />
            <Unknown venues={found} />
            <Places of={found} chosen={chosen} />
          </>
        )}
      </Listed>
    </Frame>
  );
}

/** The chosen place first. */
function Places({ of, chosen }: { of: readonly Venue[]; chosen: string | null }) {
  const w = useWords(words);
  const kinds = useWords(room);
  const sorted = [...of].sort((a, b) => Number(b.venue_id === chosen) - Number(a.venue_id === chosen));
  return (
    <>
      <ul className="card-list" aria-label={w("list")}>
        {sorted.map((venue) => (
          <li
            key={venue.venue_id}
            className={venue.venue_id === chosen ? "card card-chosen" : "card"}
            data-testid="place"
          >
            <div className="card-head">
              <h2>{venue.name}</h2>
              <SourceTag source={venue.source} />
            </div>
            <p className="soft">
              {kinds.of("venue_kind", venue.kind)}
              {venue.address && ` · ${venue.address}`}
            </p>
            <Opening venue={venue} />
            <Amenities venue={venue} />
          </li>
        ))}
      </ul>
      {of.length === 0 && <p className="empty">{w("none")}</p>}
    </>
  );
}

interface SchematicProps {
  venues: readonly Venue[];
  chosen: string | null;
  choose: (id: string) => void;
}

/** Our own drawing: real maps of China need a review number, and the committees' borders are not published. */
function Schematic({ venues, chosen, choose }: SchematicProps) {
  const w = useWords(words);
  const kinds = useWords(room);
  const placed = venues.filter(({ map_x }) => map_x !== null);
  return (
    <figure className="card map">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in */}
      <svg viewBox="0 0 1000 760" role="group" aria-label={w("caption")}>
        <rect x="0" y="0" width="1000" height="760" rx="18" className="map-ground" />
        <path d="M40 500 H960 M330 40 V720 M690 40 V720 M40 240 H960" className="map-street" />
        <text x="52" y="488" className="map-name">
          {w("street")}
        </text>
        {placed.map((venue) => (
          // biome-ignore lint/a11y/useSemanticElements: a button element cannot stand inside an SVG
          <g
            key={venue.venue_id}
            role="button"
            tabIndex={0}
            aria-pressed={venue.venue_id === chosen}
            aria-label={`${venue.name} ${kinds(`venue.state.${stateOf(venue)}`)}`}
            transform={`translate(${venue.map_x} ${Math.round((venue.map_y ?? 0) * 0.76)})`}
            className={`map-place map-${stateOf(venue)}`}
            onClick={() => choose(venue.venue_id)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                choose(venue.venue_id);
              }
            }}
          >
            <circle r="34" className="map-touch" />
            <circle r="15" />
            <text y="42" textAnchor="middle">
              {linesOf(venue.name).map((line, number) => (
                <tspan key={line} x="0" dy={number === 0 ? 0 : 24}>
                  {line}
                </tspan>
              ))}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        {w("schematic")}
        <span className="map-legend">
          {(["open", "closed", "unknown"] as const).map((state) => (
            <span key={state} className={`map-key map-${state}`}>
              {kinds(`venue.state.${state}`)}
            </span>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}

function Unknown({ venues }: { venues: readonly Venue[] }) {
  const w = useWords(words);
  const hours = venues.filter(({ open_now }) => open_now === null).length;
  const unseen = venues.flatMap(({ amenities }) =>
    amenities.filter(({ state }) => state === "unverified"),
  ).length;
  const places = venues.filter(({ map_x }) => map_x === null).map(({ name }) => name);
  return (
    <section className="card" aria-labelledby="unknown">
      <h2 id="unknown">{w("unknown")}</h2>
      <ul className="plain">
        {hours > 0 && <li>{w("unknown_hours", { count: hours })}</li>}
        {unseen > 0 && <li>{w("unknown_amenities", { count: unseen })}</li>}
        {places.length > 0 && <li>{w("unknown_places", { names: places.join("、") })}</li>}
        {hours + unseen + places.length === 0 && <li>{w("all_known")}</li>}
      </ul>
    </section>
  );
}
