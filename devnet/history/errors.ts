/** A failure of recorded history that its user can do something about; the message says what to do. */
export class HistoryError extends Error {
  override readonly name: string = "HistoryError";
}

/** A file of a history folder does not have the documented form. */
export class HistoryFormatError extends HistoryError {
  override readonly name = "HistoryFormatError";

  /**
   * @param place - File, and line where it has one: `logs.ndjson.gz line 17`.
   * @param expected - What the format asks for there.
   * @param actual - What stands there.
   */
  constructor(place: string, expected: string, actual: string) {
    super(
      `${place}: expected ${expected}, but found ${actual}. docs/history-format.md describes the format.`,
    );
  }
}

/** The chain cannot take the history. */
export class ReplayError extends HistoryError {
  override readonly name = "ReplayError";
}

/** The source files of an import are not what the importer expects. */
export class ImportError extends HistoryError {
  override readonly name = "ImportError";
}

/** A history cannot be recorded from the given endpoint. */
export class RecordError extends HistoryError {
  override readonly name = "RecordError";
}
