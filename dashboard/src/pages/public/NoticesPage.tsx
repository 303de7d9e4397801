/** Public notices of granted cases: nothing that tells who, and a form for whoever objects. */

import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { Unannounced } from "../../parts/Unannounced";
import { Listed, useReliefList } from "../relief/lists";
import { Field, Outcome, Page, Row, Section, Sheet, useCommand } from "../relief/parts";

type Notice = components["schemas"]["relief-NoticeView"];

export function NoticesPage() {
  const { t } = useTranslation();
  const notices = useReliefList<Notice>("/public/notices", "notice_id");
  return (
    <Page title={t("relief.notices.title")} intro={t("relief.notices.intro")}>
      <Section title={t("relief.notices.open")}>
        <Listed of={notices} empty={t("relief.notices.empty")}>
          {(row) => <OneNotice key={row.notice_id} row={row} />}
        </Listed>
      </Section>
    </Page>
  );
}

function OneNotice({ row }: { row: Notice }) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const command = useCommand();
  const submit = ({ text }: Record<string, string>) =>
    command.mutate({ path: `/public/notices/${row.notice_id}/objections`, body: { text } });
  return (
    <Row
      testId="notice-row"
      title={`${row.number} · ${t(`relief.purpose.${row.category}`)}`}
      facts={[
        t(`relief.band.${row.band}`),
        row.neighbourhood ?? t("relief.notices.hidden"),
        t("relief.notices.window", { from: row.opens_on, to: row.closes_on }),
      ]}
    >
      <Unannounced day={row.closes_on} />
      {writing && !command.isSuccess ? (
        <Sheet
          submit={submit}
          pending={command.isPending}
          action={t("relief.notices.send")}
          testId="objection-form"
        >
          <Field name="text" label={t("relief.notices.text")} long hint={t("relief.notices.hint")} />
        </Sheet>
      ) : (
        !command.isSuccess && (
          <Button data-testid="object" onClick={() => setWriting(true)}>
            {t("relief.notices.object", { number: row.number })}
          </Button>
        )
      )}
      <Outcome of={command} done={t("relief.notices.done")} />
    </Row>
  );
}
