/** Who opened which household's file, when and why; for the auditor. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { stamp } from "../../format/time";
import { Forbidden } from "../../parts/states";
import { Listed, useReliefList } from "./lists";
import { Downloads, Outcome, Page, Row, Section, useCommand } from "./parts";

type Read = components["schemas"]["relief-ReadView"];

export function ReadsPage() {
  return useMay("relief:audit") ? <Reads /> : <Forbidden />;
}

function Reads() {
  const { t, i18n } = useTranslation();
  const reads = useReliefList<Read>("/case-reads", "number");
  const command = useCommand();
  return (
    <Page title={t("relief.reads.title")} intro={t("relief.reads.intro")}>
      <Section
        title={t("relief.reads.log")}
        ways={
          <>
            <Downloads path="/case-reads/export" />
            <Button onClick={() => window.print()}>{t("relief.print")}</Button>
          </>
        }
      >
        <Listed of={reads} empty={t("relief.reads.empty")}>
          {(row) => (
            <Row
              key={row.number}
              title={`${row.case_number} · ${t(`relief.reason.${row.reason}`)}`}
              facts={[
                stamp(row.read_at, i18n.language),
                t("relief.reads.reader", { reader: row.reader.slice(0, 8) }),
              ]}
            />
          )}
        </Listed>
      </Section>
      <Section title={t("relief.reads.heads")}>
        <p className="hint">{t("relief.reads.heads_text")}</p>
        <Button disabled={command.isPending} onClick={() => command.mutate({ path: "/heads" })}>
          {t("relief.reads.tell")}
        </Button>
        <Outcome of={command} done={t("relief.reads.told", { heads: command.data?.heads })} />
      </Section>
    </Page>
  );
}
