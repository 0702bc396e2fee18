import Storage

/// The schema, as an append-only list: a migration that has landed is never edited. `docs/schema.sql` is made from it.
///
/// Ids are UUIDv7 text, times epoch milliseconds, dates ISO 8601 text, languages BCP 47 tags, lists and settings JSON text.
public enum Migrations {
    public static let all: [Migration] = [
        accounts,
        directory,
        events,
        plenary,
        groups,
        designs,
        cards,
        analysis,
        envision,
        exchange,
        outline,
        guide,
        mail,
        openID,
        seats,
        decisions,
        directoryRetention,
