/** Which roles this page may hand on (gateway/roles.py); the gateway refuses every other one. */

/** Accounts over the counter: GIVEN_BY_OPERATORS. */
export const GIVEN = ["venue-manager", "partner-admin", "resident"] as const;

/** They act for an organisation, which must then be named. */
export const OF_AN_ORGANISATION: readonly string[] = ["venue-manager", "partner-admin"];

/** Keys can do no more than their maker: these lie within an operator's permissions. */
export const OF_PROGRAMS = ["watcher", "inspector", "venue-manager", "operator"] as const;
