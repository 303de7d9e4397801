/** Chinese, the product's first language. */

import { withSaid } from "../said";
import { calendar } from "./calendar";
import { facts } from "./facts";
import { inspections } from "./inspections";
import { metric } from "./metric";
import { pages } from "./pages";
import { field, problem } from "./problems";
import { publicSite } from "./public";
import { reliefFact, reliefProblem } from "./reliefProblems";
import { sure } from "./sure";
import { words } from "./words";

const fact = {
  ...facts,
  name: { ...facts.name, ...reliefFact.name, ...inspections.name },
  say: { ...facts.say, ...reliefFact.say, ...inspections.say },
};

const shared = {
  ...words,
  ...pages,
  calendar,
  fact,
  problem: { ...problem, ...reliefProblem, ...inspections.problem },
  metric,
  broken_off: inspections.broken_off,
  round_state: inspections.round_state,
  field,
  public: publicSite,
  sure,
};

export const zh = withSaid(shared, 0);
