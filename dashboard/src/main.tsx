/** The page's start: language first, then the tree; a missing Chinese font is fetched beside it. */
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { bringChineseFont } from "./app/chineseFont";
import { startI18n } from "./i18n";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/shell.css";
import "./styles/places.css";
import "./styles/parts.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await startI18n();
createRoot(root).render(<App />);
void bringChineseFont();
