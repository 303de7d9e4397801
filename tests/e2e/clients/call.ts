// Five calls through the client that openapi-generator made for TypeScript (typescript-fetch); prints what came.
import { ActivitiesApi, Configuration, EngagementApi, ReliefApi, ResponseError } from "./index";

// What the program needs of Node, so that it compiles without Node's types.
declare const process: { argv: string[]; stdout: { write(text: string): void } };
const [basePath, accessToken, start, end] = process.argv.slice(2);
const known = new Configuration({ basePath, accessToken });
const activities = new ActivitiesApi(known);

function organisation(name: string) {
  const activitiesOrganisation = { kind: "business", name } as const;
  return activities.activitiesRegisterOrganisation({ idempotencyKey: crypto.randomUUID(), activitiesOrganisation });
}

async function refusal(name: string): Promise<unknown> {
  try {
    return await organisation(name);
  } catch (error) {
    return ((await (error as ResponseError).response.json()) as { code: string }).code;
  }
}

async function main() {
  const venues = await new ActivitiesApi(new Configuration({ basePath })).activitiesPublicVenues();
  const statistics = await new EngagementApi(known).engagementStatistics({
    from: new Date(start),
    to: new Date(end),
    grain: "total",
  });
  const sheet = await new ReliefApi(known).reliefExportDisbursements({ format: "csv" });
  const seen = {
    venues: venues.map((venue) => venue.name),
    made: (await organisation("客户端二")).organisationId,
    refused: await refusal(" "),
    statistics: statistics.rows.map((row) => [row.window.toISOString().slice(0, 10), row.figures.registrations]),
    sheet: (await sheet.text()).slice(0, 15),
  };
  process.stdout.write(JSON.stringify(seen));
}

void main();
