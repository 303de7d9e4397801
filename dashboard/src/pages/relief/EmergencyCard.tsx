/** Whether an emergency lasts for a fund: declare one, or end it. While it lasts the public hears every five days. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { Field, Outcome, Section, Sheet, useCommand } from "./parts";

type Fund = components["schemas"]["relief-FundView"];
type Reason = components["schemas"]["relief-Emergency"]["reason"];

const REASONS: Reason[] = ["natural-disaster", "accident-disaster", "public-health", "public-security"];

export function EmergencyCard({ fund }: { fund: Fund }) {
  const { t } = useTranslation();
  const manages = useMay("relief:manage");
  const command = useCommand();
  const path = `/funds/${fund.fund_id}/emergency`;
  if (fund.closed_at || !(manages || fund.emergency)) return null;
  return (
    <Section title={t("relief.emergency.title")}>
      <p className="hint" data-testid="emergency">
        {fund.emergency
          ? `${t(`relief.emergency.reason.${fund.emergency}`)} · ${t("relief.emergency.lasts")}`
          : t("relief.emergency.none")}
      </p>
      <Outcome of={command} done={t("relief.emergency.done")} />
      {manages && fund.emergency && (
        <Button
          disabled={command.isPending}
          data-testid="emergency-end"
          onClick={() => command.mutate({ path: `${path}/end` })}
        >
          {t("relief.emergency.end")}
        </Button>
      )}
      {manages && !fund.emergency && (
        <Sheet
          testId="emergency-form"
          pending={command.isPending}
          action={t("relief.emergency.send")}
          submit={({ reason }) => command.mutate({ path, body: { reason } })}
        >
          <Field
            name="reason"
            label={t("relief.emergency.kind")}
            options={REASONS.map((value) => ({ value, label: t(`relief.emergency.reason.${value}`) }))}
          />
        </Sheet>
      )}
    </Section>
  );
}
