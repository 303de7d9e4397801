/** What is done to an agreement that there is; what came of the last act is shown. */
import { oneAtATime, useCommand } from "../../../kit/command";

export function useAgreementActs() {
  return oneAtATime({
    sign: useCommand("/api/relief/agreements/{agreement_id}/sign"),
    renew: useCommand("/api/relief/agreements/{agreement_id}/renew"),
    terminate: useCommand("/api/relief/agreements/{agreement_id}/terminate"),
  });
}

export type AgreementActs = ReturnType<typeof useAgreementActs>;
