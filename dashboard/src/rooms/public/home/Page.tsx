/** The public site's first page: what one can see and do here without an account. */
import { Link } from "@tanstack/react-router";
import { PUBLIC_PLACES } from "../../../app/places";
import { Page as Frame } from "../../../kit/Page";
import { useInLanguage, useWords } from "../../../kit/words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const said = useInLanguage();
  return (
    <Frame place={place} intro={w("intro")}>
      <ul className="public-cards">
        {PUBLIC_PLACES.filter(({ to, label }) => label && to !== place.to).map(({ to, title, label }) => (
          <li key={to}>
            <Link to={to} className="card public-card">
              <strong>{said(label ?? title)}</strong>
              <span>{said(title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
