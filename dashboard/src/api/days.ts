/** The first day that a fact may have; made from contracts/record.py by `make generate`. */

export const FIRST_DAY = "2000-01-01";
