import Domain
import Storage
import Web

/// Desired situations and interventions. A country's sheet is its own: what is not published is neither offered nor named, what is
/// published without a name does not name its country. See ``SheetAccess``; a guide is for everybody in the room.
extension EvidenceItems {
    /// Situations and interventions by issue, and within an issue in the order of the gallery.
    func sheetItems() throws -> [EvidenceItem] {
        let records = try SheetStore(reading).sheets(of: event.id)
        let seen = SheetAccess.gallery(records, for: .room, names)
        let places = Dictionary(uniqueKeysWithValues: seen.enumerated().map { ($1.sheet.id, $0) })
        let sheets = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
        func inOrder<Record>(_ list: [Record], by key: (Record) -> (Issue.ID, EnvisionSheet.ID)) -> [Record] {
            list.enumerated().sorted { left, right in
                let (one, other) = (key(left.element), key(right.element))
                return (one.0, places[one.1] ?? .max, left.offset) < (other.0, places[other.1] ?? .max, right.offset)
            }.map(\.element)
        }
        let store = InterventionStore(reading)
        let situations = inOrder(try store.situations(of: event.id, includeEmpty: true)) { ($0.issue, $0.sheet) }
        let interventions = inOrder(try store.interventions(of: event.id, includeWithdrawn: true)) {
            ($0.issue, $0.sheet)
        }
        let titles = try issueTitles(situations.map(\.issue) + interventions.map(\.issue))
        return situations.compactMap { record in
            sheets[record.sheet].map { sheet in
                item(
                    .situation, record.id.description, L("Desired situation"), sheet, record.text, record.language,
                    issue: titles[record.issue], path: Paths.situation(event.id, record.id))
            }
        }
            + interventions.compactMap { record in
                sheets[record.sheet].map { sheet in
                    item(
                        .intervention, record.id.description, L("Intervention"), sheet, record.text, record.language,
                        issue: titles[record.issue], path: Paths.intervention(event.id, record.id),
                        isWithdrawn: record.withdrawnAt != nil)
                }
            }
    }

    private func item(
        _ kind: EvidenceKind, _ target: String, _ label: Message, _ sheet: SheetRecord, _ text: String,
        _ language: String, issue: String?, path: String, isWithdrawn: Bool = false
    ) -> EvidenceItem {
        let visibility = SheetAccess.visible(sheet, to: .room)
        let isUnpublished = visibility == .hidden
        let whose =
            visibility == .named ? SheetAccess.label(sheet, as: visibility, names).string() : L("a delegation").string()
        return EvidenceItem(
            kind: kind, target: target,
            title: isUnpublished ? L("Not published by its delegation").string() : Self.title(text),
            language: isUnpublished ? Language.current.rawValue : language,
            detail: Self.detail([label.string(), whose, isUnpublished ? nil : issue]), marking: event.marking,
            path: path, isGone: isWithdrawn || text.allSatisfy(\.isWhitespace), isUnpublished: isUnpublished)
    }

    func issueTitles(_ ids: [Issue.ID]) throws -> [Issue.ID: String] {
        let issues = try IssueStore(reading).issues(Set(ids).sorted())
        return Dictionary(uniqueKeysWithValues: issues.map { ($0.id, $0.title) })
    }
}
