/** Moved to the kit; here until every page has come over. */
export { TwoSteps } from "../kit/TwoSteps";
