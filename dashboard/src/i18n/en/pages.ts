/** What the pages say. */
export const pages = {
  mode: { light: "Light colours", dark: "Dark colours" },
  language: { other: "中文", label: "切换到中文" },
  live: {
    connecting: "Connecting",
    live: "Live",
    reconnecting: "Reconnecting",
    help: "Figures and events update without a reload",
  },
  state: {
    loading: "Loading",
    failed: "The data could not be fetched",
    forbidden: "No permission",
    forbidden_text:
      "Your role ({{roles}}) may not see this page. Ask the subdistrict's administrator if you need it.",
    missing: "No such page",
    missing_text: "The address may be wrong, or the page has moved.",
    crashed: "Something went wrong on this page",
    crashed_text: "Reload the page; if it happens again, tell the administrator.",
  },
  person: {
    name: "Name",
    phone: "Mobile number",
    id_number: "ID number",
  },
};
