/** Venues for whoever keeps them: open or not, what works, who came, closures and the heat. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Venue, venuesQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { useMay } from "../../app/session";
import { localDay } from "../../format/time";
import { SelectField, TextField } from "../../parts/fields";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";
import { TwoSteps } from "../../parts/TwoSteps";
import { Amenities, Opening } from "./VenueFacts";

const CATEGORIES = ["sanitation", "courier", "construction", "traffic-police", "security", "other"] as const;
const LEVELS = ["yellow", "orange", "red"] as const;
const REFRESHES = [["activities", "venues"], ["overview"]];

export function VenuesPage() {
  const may = useMay("activities:keep-venue");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const venues = useQuery(venuesQuery);
  const alerts = useMay("activities:manage");
  if (venues.isPending) return <Loading />;
  if (venues.isError) return <Failed error={venues.error} retry={() => void venues.refetch()} />;
  const stationsFirst = [...venues.data].sort(
    (a, b) => Number(b.kind === "relay-station") - Number(a.kind === "relay-station"),
  );
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("venues.title")}</h1>
          <p className="page-day">{t("venues.intro")}</p>
        </div>
      </div>
      {alerts && <HeatForm />}
      <ul className="card-list">
        {stationsFirst.map((venue) => (
          <li key={venue.venue_id} className="card" data-testid={`venue-${venue.kind}`}>
            <VenueCard venue={venue} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function VenueCard({ venue }: { venue: Venue }) {
  const { t } = useTranslation();
  const check = useCommand(...REFRESHES);
  const [closing, setClosing] = useState(false);
  return (
    <>
      <div className="card-head">
        <h2>{venue.name}</h2>
        <SourceTag source={venue.source} />
      </div>
      {venue.address && <p className="soft">{venue.address}</p>}
      <Opening venue={venue} />
      <Amenities
        venue={venue}
        found={(amenity, state) =>
          check.send({
            path: `/api/activities/venues/${venue.venue_id}/amenity-checks`,
            body: { amenity, state },
          })
        }
      />
      <Told error={check.error} />
      {venue.kind === "relay-station" && <Visits venue={venue} />}
      <p className="acts">
        <Button size="small" onClick={() => setClosing(!closing)} aria-expanded={closing}>
          {t("venues.close")}
        </Button>
      </p>
      {closing && <ClosureForm venue={venue} />}
    </>
  );
}

/** One touch a group of people: what they do, never who they are. */
function Visits({ venue }: { venue: Venue }) {
  const { t } = useTranslation();
  const [people, setPeople] = useState(1);
  const visit = useCommand<{ people: number }>(["overview"]);
  return (
    <fieldset className="visits">
      <legend>{t("venues.visits")}</legend>
      <TextField
        label={t("venues.people")}
        type="number"
        inputMode="numeric"
        min={1}
        max={200}
        value={people}
        onChange={(event) => setPeople(Math.max(1, Number(event.target.value)))}
      />
      <div className="acts">
        {CATEGORIES.map((category) => (
          <Button
            key={category}
            disabled={visit.isPending}
            data-testid={`visit-${category}`}
            onClick={() =>
              visit.send(
                { path: `/api/activities/venues/${venue.venue_id}/visits`, body: { category, people } },
                () => setPeople(1),
              )
            }
          >
            {t(`worker.${category}`)}
          </Button>
        ))}
      </div>
      <Told
        error={visit.error}
        done={visit.isSuccess && t("venues.visited", { count: visit.data.body.people })}
      />
    </fieldset>
  );
}

function ClosureForm({ venue }: { venue: Venue }) {
  const { t } = useTranslation();
  const command = useCommand(...REFRESHES);
  const today = localDay(new Date());
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    command.send({ path: `/api/activities/venues/${venue.venue_id}/closures`, body });
  };
  return (
    <form className="form" onSubmit={send}>
      <div className="form-row">
        <TextField label={t("venues.from_day")} name="from_day" type="date" required defaultValue={today} />
        <TextField label={t("venues.to_day")} name="to_day" type="date" required defaultValue={today} />
      </div>
      <TextField label={t("venues.reason")} name="reason" required maxLength={200} />
      <Button htmlType="submit" loading={command.isPending}>
        {t("venues.close_submit")}
      </Button>
      <Told error={command.error} done={command.isSuccess && t("venues.closed")} />
    </form>
  );
}

function HeatForm() {
  const { t } = useTranslation();
  const command = useCommand<{ stations: number }>(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    command.send({ path: "/api/activities/heat-alerts", body });
  };
  return (
    <section className="card">
      <h2>{t("venues.heat")}</h2>
      <p className="soft">{t("venues.heat_text")}</p>
      <form className="form" onSubmit={send}>
        <div className="form-row">
          <SelectField
            label={t("venues.level")}
            name="level"
            options={LEVELS.map((value) => ({ value, label: t(`heat.${value}`) }))}
          />
          <TextField
            label={t("venues.day")}
            name="day"
            type="date"
            required
            defaultValue={localDay(new Date())}
          />
        </div>
        <div>
          <TwoSteps says={t("sure.heat")} loading={command.isPending} testId="heat-submit">
            {t("venues.heat_submit")}
          </TwoSteps>
        </div>
        <Told
          error={command.error}
          done={command.isSuccess && t("venues.heat_done", { count: command.data.body.stations })}
        />
      </form>
    </section>
  );
}
