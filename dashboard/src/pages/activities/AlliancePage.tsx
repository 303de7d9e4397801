/** The alliance "1+4+X": members with their terms, and the joint committees of buildings. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { committeesQuery, organisationsQuery } from "../../api/activities";
import { useMay } from "../../app/session";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Table } from "../../parts/Table";

export function AlliancePage() {
  const may = useMay("activities:read");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const organisations = useQuery(organisationsQuery);
  const committees = useQuery(committeesQuery);
  if (organisations.isPending || committees.isPending) return <Loading />;
  const failed = organisations.error ?? committees.error;
  if (failed || !organisations.data || !committees.data) {
    return <Failed error={failed} retry={() => void organisations.refetch()} />;
  }
  const members = organisations.data.filter(({ node }) => node !== null);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("alliance.title")}</h1>
          <p className="page-day">
            {t("alliance.intro", { members: members.length, all: organisations.data.length })}
          </p>
        </div>
      </div>
      <section className="card">
        <h2>{t("alliance.members")}</h2>
        <Table
          caption={t("alliance.members")}
          empty={t("alliance.none")}
          rows={[...members, ...organisations.data.filter(({ node }) => node === null)]}
          id={({ organisation_id }) => organisation_id}
          columns={[
            { key: "name", title: t("alliance.name"), cell: (one) => one.name },
            {
              key: "node",
              title: t("alliance.node"),
              cell: (one) => (one.node ? t(`node.${one.node}`) : "—"),
            },
            {
              key: "term",
              title: t("alliance.term"),
              cell: (one) => (one.since ? `${one.since} – ${one.until ?? t("alliance.open_end")}` : "—"),
            },
            {
              key: "buildings",
              title: t("alliance.buildings"),
              cell: (one) => one.buildings.join("、") || "—",
            },
            { key: "source", title: t("alliance.source"), cell: (one) => <SourceTag source={one.source} /> },
          ]}
        />
      </section>
      <section className="card">
        <h2>{t("alliance.committees")}</h2>
        <Table
          caption={t("alliance.committees")}
          empty={t("alliance.no_committees")}
          rows={committees.data}
          id={({ committee_id }) => committee_id}
          columns={[
            { key: "building", title: t("alliance.building"), cell: (one) => one.building },
            { key: "name", title: t("alliance.name"), cell: (one) => one.name },
            {
              key: "members",
              title: t("alliance.members"),
              cell: (one) => one.members.join("、") || "—",
            },
          ]}
        />
      </section>
    </div>
  );
}
