/** Who is signed in, for everything inside the shell. */
import { createContext, useContext } from "react";
import type { Session } from "../api/types";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session outside the shell");
  return session;
}

export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
