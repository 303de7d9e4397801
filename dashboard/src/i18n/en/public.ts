/** The public site's frame. */
export const publicSite = {
  sign_in: "Sign in",
  foot: "No personal data is shown here; cells of fewer than 5 people are left out. What is only schematic says so.",
};
