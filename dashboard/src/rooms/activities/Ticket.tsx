/**
 * A ticket: its code as a QR code and in letters. Nothing about the person is in it (ACT-26). Black on white in dark mode as well:
 * scanners expect it.
 */
import { encode } from "uqr";

const QUIET = 4;

export function Ticket({ code, label }: { code: string; label: string }) {
  const { data, size } = encode(code, { ecc: "M", border: 0 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")))
    .join("");
  const whole = size + 2 * QUIET;
  return (
    <figure className="ticket">
      <svg viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={`M0 0h${whole}v${whole}H0z`} fill="white" />
        <path d={path} fill="black" />
      </svg>
      <figcaption>{code.match(/.{1,4}/g)?.join(" ")}</figcaption>
    </figure>
  );
}
