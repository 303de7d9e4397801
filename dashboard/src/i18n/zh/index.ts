/** Chinese, the product's first language. */
import { facts } from "./facts";
import { pages } from "./pages";
import { field, problem } from "./problems";
import { publicSite } from "./public";
import { reliefFact, reliefProblem } from "./reliefProblems";
import { words } from "./words";

const fact = {
  ...facts,
  name: { ...facts.name, ...reliefFact.name },
  say: { ...facts.say, ...reliefFact.say },
};

export const zh = {
  ...words,
  ...pages,
  fact,
  problem: { ...problem, ...reliefProblem },
  field,
  public: publicSite,
};
