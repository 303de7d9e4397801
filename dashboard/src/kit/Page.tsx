/** The frame of a page: its heading, what it is for, its sections. */
import { type ReactNode, useId } from "react";
import type { Place } from "./place";
import { inLanguage, useLanguage } from "./words";

interface PageProps {
  place: Place;
  /** The heading, where it is not the place's title. */
  title?: ReactNode;
  intro?: ReactNode;
  /** Beside the heading: a switch, a download. */
  ways?: ReactNode;
  children: ReactNode;
}

export function Page({ place, title, intro, ways, children }: PageProps) {
  const language = useLanguage();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title ?? inLanguage(place.title, language)}</h1>
          {typeof intro === "string" ? <p className="page-day">{intro}</p> : intro}
        </div>
        {ways}
      </div>
      {children}
    </div>
  );
}

interface SectionProps {
  title: ReactNode;
  /** Beside the heading. */
  ways?: ReactNode;
  className?: string;
  testId?: string;
  /** A landmark by its heading: where nothing in it, a table say, is called the same. */
  region?: boolean;
  children: ReactNode;
}

export function Section({ title, ways, className = "card", testId, region = false, children }: SectionProps) {
  const id = useId();
  return (
    <section className={className} aria-labelledby={region ? id : undefined} data-testid={testId}>
      {ways ? (
        <div className="card-head">
          <h2 id={id}>{title}</h2>
          {ways}
        </div>
      ) : (
        <h2 id={id}>{title}</h2>
      )}
      {children}
    </section>
  );
}
