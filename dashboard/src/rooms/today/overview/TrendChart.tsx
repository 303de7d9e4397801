/** The trend drawn by ECharts as SVG; a chunk of its own, because it is larger than the rest of the page. */
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { Metric } from "../../../api/figures";
import { useMode } from "../../../app/mode";
import { type Palette, paletteOf } from "../../../app/palette";
import { useLanguage, useWords } from "../../../kit/words";
import { inWords } from "./metrics";
import { allowSvgStyles } from "./svgStyles";
import type { Point } from "./TrendCard";
import { words } from "./words";

allowSvgStyles();
register([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const FONT =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC Variable", system-ui, sans-serif';

function options(points: Point[], metric: Metric, name: string, language: string, colour: Palette) {
  const say = (value: number) => inWords(value, metric.kind, language);
  return {
    animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    textStyle: { fontFamily: FONT },
    grid: { left: 4, right: 8, top: 16, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    // Rich text is drawn into the SVG; the usual HTML tooltip carries style attributes, which the policy strips.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      axisPointer: { type: "shadow" },
      borderColor: colour.line,
      backgroundColor: colour.raised,
      textStyle: { color: colour.ink, fontFamily: FONT },
      formatter: (rows: { dataIndex: number }[]) => {
        const point = points[rows[0]?.dataIndex ?? 0];
        return point ? `${point.day}\n${name}  ${say(point.value)}` : "";
      },
    },
    xAxis: {
      type: "category",
      data: points.map(({ day }) => day.slice(5)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour["ink-soft"], hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: metric.kind === "money" ? 100 : 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour["ink-soft"], formatter: (value: number) => say(value) },
    },
    series: [
      {
        type: "bar",
        data: points.map(({ value }) => value),
        barMaxWidth: 18,
        itemStyle: { color: colour.teal, borderRadius: [3, 3, 0, 0] },
        emphasis: { itemStyle: { color: colour["teal-strong"] } },
      },
    ],
  };
}

export function TrendChart({ points, metric, name }: { points: Point[]; metric: Metric; name: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const mode = useMode();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init> | null>(null);

  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current, undefined, { renderer: "svg" });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(options(points, metric, name, language, paletteOf(mode)));
  }, [points, metric, name, language, mode]);

  return (
    <div className="trend-chart" role="img" aria-label={w("trend.caption", { metric: name })}>
      <div ref={box} className="trend-box" aria-hidden="true" />
    </div>
  );
}
