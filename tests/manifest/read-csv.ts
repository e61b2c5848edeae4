/** Splits one line of a CSV file; fields with commas are in double quotes. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map(([, plain = "", quoted]) => quoted ?? plain);
}

/** Reads a CSV file with a header into rows by column name. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const columns = splitLine(header);
  return lines.map((line) => {
    const fields = splitLine(line);
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ""]));
  });
}
