import type { Finding, Look } from "./visit";

export type RouteReport = {
  route: string;
  viewer: string;
  path: string | undefined;
  /** Kilobytes of JavaScript of a first visit, and how many it may be. */
  firstLoad: number | undefined;
  budget: number;
  looks: (Look & { status: number; findings: Finding[] })[];
};

const findingsOf = ({ looks }: RouteReport): number =>
  looks.reduce((sum, { findings }) => sum + findings.length, 0);

/** Why a route does not pass, in words; empty when it does. */
export const faultsOf = (report: RouteReport): string[] => {
  const { path, firstLoad, budget, looks } = report;
  if (path === undefined) return ["no page links to one of its addresses"];
  const broken = looks.find(({ status }) => status >= 400);
  return [
    ...(broken ? [`answers ${broken.status}`] : []),
    ...(findingsOf(report) > 0 ? [`${findingsOf(report)} findings`] : []),
    ...(firstLoad !== undefined && firstLoad > budget ? [`${firstLoad} KB of ${budget}`] : []),
  ];
};

const line = (cells: string[]): string => {
  const [route = "", viewer = "", findings = "", load = "", verdict = ""] = cells;
  return `${route.padEnd(42)} ${viewer.padEnd(10)} ${findings.padStart(8)} ${load.padStart(14)}  ${verdict}`;
};

/** The table people read, with every finding under it. */
export const tableOf = (reports: readonly RouteReport[]): string => {
  const rows = reports.map((report) => {
    const faults = faultsOf(report);
    const load = report.firstLoad === undefined ? "" : `${report.firstLoad} / ${report.budget}`;
    return line([
      report.route,
      report.viewer,
      String(findingsOf(report)),
      load,
      faults.length === 0 ? "ok" : faults.join(", "),
    ]);
  });
  const details = reports.flatMap(({ route, looks }) =>
    looks.flatMap(({ theme, width, findings }) =>
      findings.map(
        ({ rule, says, where }) => `  ${route} ${theme} ${width}: ${rule}: ${says} (${where})`,
      ),
    ),
  );
  return [line(["route", "viewer", "findings", "KB / budget", ""]), ...rows, ...details].join("\n");
};
