/** The lists of the room that several pages use. */
import { useList } from "../../kit/list";
import type { View } from "../../kit/paths";

export type Agreement = View<"relief-AgreementView">;
export type Case = View<"relief-CaseView">;
export type Fund = View<"relief-FundView">;
export type Project = View<"relief-ProjectView">;

/** Every fund: what one chooses from must not end at a page's edge. */
export function useFunds() {
  return useList("/api/relief/funds", {}, { before: "fund_id" });
}

/** Every donation, and every one that was taken back, in the order of the days. */
export function useDonations() {
  return useList(
    "/api/relief/figures/{metric}/postings",
    { metric: "received_fen" },
    { skip: true, rows: "postings" },
  );
}
