/** Whether an emergency lasts for a fund: declare one, or end it. While it lasts the public hears every five days. */
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import { Outcome } from "../../../kit/Outcome";
import type { Body } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import type { Fund } from "../lists";
import { words } from "./words";

type Reason = Body<"/api/relief/funds/{fund_id}/emergency">["reason"];

export const REASONS: readonly Reason[] = [
  "natural-disaster",
  "accident-disaster",
  "public-health",
  "public-security",
];

/** For those who may; what lasts stands in the heading of the fund as well. */
export function Emergency({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const { declare, end } = oneAtATime({
    declare: useCommand("/api/relief/funds/{fund_id}/emergency"),
    end: useCommand("/api/relief/funds/{fund_id}/emergency/end"),
  });
  const path = { fund_id: fund.fund_id };
  return (
    <Fold title={w("emergency.title")} testId="emergency-fold">
      <p className="hint" data-testid="emergency">
        {fund.emergency
          ? `${w.of("emergency.reason", fund.emergency)} · ${w("emergency.lasts")}`
          : w("emergency.none")}
      </p>
      <Outcome of={declare} done={w("emergency.done")} />
      <Outcome of={end} done={w("emergency.done")} />
      {fund.emergency ? (
        <Act command={end} order={{ path }} testId="emergency-end">
          {w("emergency.end")}
        </Act>
      ) : (
        <Form
          testId="emergency-form"
          fields={{
            reason: choice(
              w("emergency.kind"),
              REASONS.map((value) => ({ value, label: w(`emergency.reason.${value}`) })),
              { choose: w("emergency.choose") },
            ),
          }}
          command={declare}
          send={(values) => declare.sendAll(values, { path })}
          sure={w("emergency.sure")}
          action={w("emergency.send")}
          outcome={false}
        />
      )}
    </Fold>
  );
}
