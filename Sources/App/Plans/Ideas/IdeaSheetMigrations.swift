import Storage

extension Migrations {
    /// released: the two pages as they were given, as JSON (``IdeaSheet/Told``); empty for those of before, who read the idea.
    static let ideaSheets = Migration(
        "0162-idea-sheets", ["ALTER TABLE idea_funder ADD COLUMN released TEXT NOT NULL DEFAULT ''"])
}
