/** English, by the vocabulary of the house. */
import { facts } from "./facts";
import { pages } from "./pages";
import { field, problem } from "./problems";
import { publicSite } from "./public";
import { words } from "./words";

export const en = { ...words, ...pages, fact: facts, problem, field, public: publicSite };
