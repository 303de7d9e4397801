/** One batch of paper codes, to be printed and cut: what a voter needs to know stands beside each code. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { inspectionsQuery, type PaperList } from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { Failed, Forbidden, Loading } from "../../../parts/states";
import "../../../styles/inspections.css";

export function CodesPage() {
  const may = useMay("inspections:nominate");
  return may ? <CodesBody /> : <Forbidden />;
}

function CodesBody() {
  const { t, i18n } = useTranslation();
  const { roundId = "", batchId = "" } = useParams({ strict: false });
  const path = `/rounds/${encodeURIComponent(roundId)}/paper-codes/${encodeURIComponent(batchId)}`;
  const list = useQuery(inspectionsQuery<PaperList>(path));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.codes.title")}</h1>
          {list.data && (
            <p className="page-day">
              {list.data.title} ·{" "}
              {t("inspection.codes.batch", { when: stamp(list.data.issued_at, i18n.language) })}
            </p>
          )}
        </div>
        <p className="acts row">
          <Button type="primary" onClick={() => window.print()} data-testid="print-codes">
            {t("inspection.codes.print")}
          </Button>
          <Link to="/inspections/rounds">{t("inspection.codes.back")}</Link>
        </p>
      </div>
      {list.isPending && <Loading />}
      {list.isError && <Failed inner error={list.error} retry={() => void list.refetch()} />}
      <ul className="paper-codes" data-testid="paper-list">
        {list.data?.codes.map((one) => (
          <li key={one}>
            <strong>{one}</strong>
            <span>
              {t("inspection.codes.slip", {
                title: list.data.title,
                until: stamp(list.data.closes_at, i18n.language),
              })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
