import Domain
import Storage
import Web

/// Desired situations and interventions as far as their sheet may be seen (``SheetAccess``). Of an anonymous sheet neither country nor who leads.
extension EnvisionFacts: SearchFeature {
    private static let situation = SearchKind("situation", order: 120, L("Desired situations"))
    private static let intervention = SearchKind("intervention", order: 130, L("Interventions"))

    static var searchKinds: [SearchKind] { [situation, intervention] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let store = InterventionStore(reading)
        let names = try DirectoryNames(reading)
        let sights = try sights(asked, reading)
        let situations = try store.searchedSituations(of: asked.events).compactMap { one -> SearchEntry? in
            guard let sight = sights[one.sheet], sight != .hidden else { return nil }
            var entry = SearchEntry(
                situation, one.id, SearchText(one.text, in: one.language), in: .event(one.event),
                path: Paths.situation(one.event, one.id))
            entry.details = whose(sight == .anonymous ? nil : one.country, names)
            return entry
        }
        let interventions = try store.searchedInterventions(of: asked.events).compactMap { one -> SearchEntry? in
            guard let sight = sights[one.sheet], sight != .hidden else { return nil }
            let isNamed = sight != .anonymous
            var entry = SearchEntry(
                intervention, one.id, SearchText(one.text, in: one.language), in: .event(one.event),
                path: Paths.intervention(one.event, one.id))
            entry.texts = [SearchText(one.needs, in: one.needsLanguage), SearchText(isNamed ? one.lead : "")]
            entry.details = whose(isNamed ? one.country : nil, names)
            return entry
        }
        return situations + interventions
    }

    private static func whose(_ country: String?, _ names: DirectoryNames) -> [Message] {
        names.country(country).map { [.verbatim($0)] } ?? []
    }

    private static func sights(_ asked: SearchAsked, _ reading: any Reading) throws
        -> [EnvisionSheet.ID: SheetVisibility]
    {
        let sheets = try SheetStore(reading).sheets(ofAny: asked.events)
        var viewers: [Event.ID: SheetViewer] = [:]
        for event in Set(sheets.map(\.event)) {
            viewers[event] = try asked.memberships[event].map { try SheetViewer($0, reading) }
        }
        var sights: [EnvisionSheet.ID: SheetVisibility] = [:]
        for sheet in sheets {
            sights[sheet.id] = viewers[sheet.event].map { SheetAccess.visible(sheet, to: $0) } ?? .hidden
        }
        return sights
    }
}
