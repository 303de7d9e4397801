/** What is on: everybody may look; a seat is taken with an account or at the counter. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { publicSessionsQuery } from "../../api/activities";
import { span } from "../../format/time";
import { TextField } from "../../parts/fields";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Loading } from "../../parts/states";

export function PublicActivitiesPage() {
  const { t, i18n } = useTranslation();
  const sessions = useQuery(publicSessionsQuery);
  const [wanted, setWanted] = useState("");
  if (sessions.isPending) return <Loading />;
  if (sessions.isError) return <Failed error={sessions.error} retry={() => void sessions.refetch()} />;
  const found = sessions.data.filter((one) =>
    `${one.title} ${one.venue_name} ${one.organisation_name}`
      .toLowerCase()
      .includes(wanted.trim().toLowerCase()),
  );
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("public.activities.title")}</h1>
          <p className="page-day">{t("public.activities.intro")}</p>
        </div>
        <Link to="/public/join">{t("public.join.label")}</Link>
      </div>
      <TextField
        label={t("public.activities.find")}
        type="search"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul className="card-list">
        {found.map((one) => (
          <li key={one.session_id} className="card" data-testid="public-session">
            <div className="card-head">
              <h2>{one.title}</h2>
              <SourceTag source={one.source} />
            </div>
            <p>{span(one.starts_at, one.ends_at, i18n.language)}</p>
            <p className="soft">
              {one.venue_name}
              {one.address && ` · ${one.address}`} · {one.organisation_name}
            </p>
            <p>
              {t("pool.on-site")} <span className={`tag seats-${one.seats}`}>{t(`seats.${one.seats}`)}</span>
              {one.online !== "none" && (
                <>
                  {" "}
                  {t("pool.online")}{" "}
                  <span className={`tag seats-${one.online}`}>{t(`seats.${one.online}`)}</span>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="empty">{t("public.activities.none")}</p>}
    </div>
  );
}
