/** The release that `go.mod` beside this file pins and that a download asks for: one number, one place. */
export const CLI_VERSION = '1.8.2';

/** The oldest server with everything that Silta relies on: priorities, typed search attributes, updates. */
export const LOWEST_SERVER = '1.31.0';

/** Server version from `temporal --version`, such as `temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)`. */
export function parseServerVersion(output: string): string | undefined {
  return /\(Server (\d+\.\d+\.\d+)/.exec(output)?.[1];
}

/** True when dotted version `version` is `lowest` or later; missing parts count as 0. */
export function isAtLeast(version: string, lowest: string): boolean {
  const have = numbers(version);
  const want = numbers(lowest);
  for (let i = 0; i < Math.max(have.length, want.length); i += 1) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
