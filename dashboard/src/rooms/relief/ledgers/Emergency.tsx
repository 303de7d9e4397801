/** Whether an emergency lasts for a fund: declare one, or end it. While it lasts the public hears every five days. */
import { useMay } from "../../../app/session";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import type { Body } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import type { Fund } from "../lists";
import { words } from "./words";

type Reason = Body<"/api/relief/funds/{fund_id}/emergency">["reason"];

export const REASONS: readonly Reason[] = [
  "natural-disaster",
  "accident-disaster",
  "public-health",
  "public-security",
];

export function Emergency({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const manages = useMay("relief:manage");
  const declare = useCommand("/api/relief/funds/{fund_id}/emergency");
  const path = { fund_id: fund.fund_id };
  if (fund.closed_at || !(manages || fund.emergency)) return null;
  return (
    <Card title={w("emergency.title")}>
      <p className="hint" data-testid="emergency">
        {fund.emergency
          ? `${w.of("emergency.reason", fund.emergency)} · ${w("emergency.lasts")}`
          : w("emergency.none")}
      </p>
      {manages && fund.emergency && (
        <div>
          <Do
            path="/api/relief/funds/{fund_id}/emergency/end"
            order={{ path }}
            done={w("emergency.done")}
            testId="emergency-end"
          >
            {w("emergency.end")}
          </Do>
        </div>
      )}
      {manages && !fund.emergency && (
        <Form
          testId="emergency-form"
          fields={{
            reason: choice(
              w("emergency.kind"),
              REASONS.map((value) => ({ value, label: w(`emergency.reason.${value}`) })),
            ),
          }}
          command={declare}
          send={(values) => declare.sendAll(values, { path })}
          action={w("emergency.send")}
          done={w("emergency.done")}
        />
      )}
    </Card>
  );
}
