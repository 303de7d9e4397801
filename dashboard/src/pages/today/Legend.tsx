/** Which of the district's facts a newspaper printed and which were invented for the demo. */
import { useTranslation } from "react-i18next";
import { SourceTag } from "../../parts/SourceTag";

const ROWS = [
  { source: "press-2021-07", words: "legend.press" },
  { source: "public-register", words: "legend.register" },
  { source: "demo", words: "legend.demo" },
  { source: "operator", words: "legend.operator" },
];

export function Legend() {
  const { t } = useTranslation();
  return (
    <section className="card legend" aria-labelledby="legend-title">
      <h2 id="legend-title">{t("legend.title")}</h2>
      <dl>
        {ROWS.map(({ source, words }) => (
          <div key={source}>
            <dt>
              <SourceTag source={source} />
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
