/** Chinese, the product's first language. */
import { facts } from "./facts";
import { pages } from "./pages";
import { field, problem } from "./problems";
import { publicSite } from "./public";
import { words } from "./words";

export const zh = { ...words, ...pages, fact: facts, problem, field, public: publicSite };
