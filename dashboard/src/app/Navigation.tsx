/** The ways between the pages: in the header on a desk, as a bar at the bottom on a phone. */
import { CalendarOutlined, FormOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "./session";

const PLACES = [
  { to: "/", label: "nav.today", icon: <CalendarOutlined aria-hidden />, permission: "engagement:read" },
  {
    to: "/events",
    label: "nav.events",
    icon: <ThunderboltOutlined aria-hidden />,
    permission: "gateway:events",
  },
  {
    to: "/register",
    label: "nav.register",
    icon: <FormOutlined aria-hidden />,
    permission: "activities:register",
  },
] as const;

function usePlaces() {
  const { permissions } = useSession();
  return PLACES.filter(({ permission }) => permissions.includes(permission));
}

export function TopNav() {
  const { t } = useTranslation();
  return (
    <nav className="top-nav" aria-label={t("nav.label")}>
      {usePlaces().map(({ to, label, icon }) => (
        <Link key={to} to={to} className="top-nav-link" activeOptions={{ exact: true, includeSearch: false }}>
          {icon}
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}

export function BottomNav() {
  const { t } = useTranslation();
  const places = usePlaces();
  if (places.length === 0) return null;
  return (
    <nav className="bottom-nav" aria-label={t("nav.label")}>
      {places.map(({ to, label, icon }) => (
        <Link
          key={to}
          to={to}
          className="bottom-nav-link"
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {icon}
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
