/** Everything the pages stand on: queries, language, theme with the page's nonce, the router. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import zhCN from "antd/locale/zh_CN";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../api/client";
import { sessionQuery } from "../api/queries";
import { useMode } from "./mode";
import { router } from "./router";
import { theme } from "./theme";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
const csp = { nonce };
const MOST_TRIES = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what may pass by itself is asked for again.
      retry: (failures, error) =>
        failures < MOST_TRIES && error instanceof ProblemError && (error.status === 0 || error.status >= 500),
      // The door's worker answers without a network; elsewhere "no network" is said, in place of waiting for ever.
      networkMode: "always",
      staleTime: 10_000,
      refetchOnWindowFocus: true,
    },
  },
});

// A 401 anywhere means that the session is over: the sign-in page takes the place of whatever is open.
client.getQueryCache().subscribe(({ type, query }) => {
  if (type !== "updated" || query.queryKey[0] === "session") return;
  if (query.state.error instanceof ProblemError && query.state.error.status === 401) {
    if (client.getQueryData(sessionQuery.queryKey)) client.setQueryData(sessionQuery.queryKey, null);
  }
});

function useAntLocale(language: string): Locale {
  const [locale, setLocale] = useState<Locale>(zhCN);
  useEffect(() => {
    let wanted = true;
    const load = language === "en" ? import("antd/locale/en_US").then((module) => module.default) : zhCN;
    void Promise.resolve(load).then((found) => wanted && setLocale(found));
    return () => {
      wanted = false;
    };
  }, [language]);
  return locale;
}

export function App() {
  const { i18n } = useTranslation();
  const locale = useAntLocale(i18n.language);
  const mode = useMode();
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        csp={csp}
        locale={locale}
        theme={theme(mode)}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <RouterProvider router={router} />
      </ConfigProvider>
    </QueryClientProvider>
  );
}
