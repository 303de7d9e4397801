/** What is done to cases and to the objections to their notices; what came of the last act is shown. */
import { localDay } from "../../../format/time";
import { oneAtATime, useCommand } from "../../../kit/command";
import type { Case } from "../lists";

export function useCaseActs() {
  return oneAtATime({
    validate: useCommand("/api/relief/cases/{case_id}/validate"),
    approve: useCommand("/api/relief/cases/{case_id}/approve"),
    reject: useCommand("/api/relief/cases/{case_id}/reject"),
    notice: useCommand("/api/relief/cases/{case_id}/notice"),
    erase: useCommand("/api/relief/cases/{case_id}/erase"),
    takeUp: useCommand("/api/relief/objections/{objection_id}/take-up"),
    decide: useCommand("/api/relief/objections/{objection_id}/decide"),
    setAside: useCommand("/api/relief/notices/{notice_id}/objections/set-aside"),
  });
}

export type CaseActs = ReturnType<typeof useCaseActs>;

/** A paid case is known to its last day: erased earlier, it could be granted the same months again. */
export function isOver(row: Case): boolean {
  if (row.state === "paid") return row.valid_until < localDay(new Date());
  return ["rejected", "expired"].includes(row.state);
}
