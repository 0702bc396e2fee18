import Domain
import Storage
import Web

/// Notices and needs that stand, by who reads them.
extension SharingFacts: SearchFeature {
    private static let notice = SearchKind("notice", order: 82, L("Notices"))
    private static let need = SearchKind("need", order: 84, L("Needs"))

    static var searchKinds: [SearchKind] { [notice, need] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let programmes = asked.programmes.keys.sorted()
        guard !programmes.isEmpty else { return [] }
        let own = try SharedReading(asked.visit, reading)
        let notices = try own.standing(own.seen(NoticeStore(reading).notices(of: programmes))).map { one in
            var entry = SearchEntry(
                notice, one.id, SearchText(one.title, in: one.language), in: .programme(one.programme),
                path: Paths.notice(one.programme, one.id))
            entry.texts = [SearchText(one.text, in: one.language)]
            entry.marking = one.marking
            return entry
        }
        let needs = try own.standing(own.seen(SharedNeedStore(reading).needs(of: programmes))).map { one in
            var entry = SearchEntry(
                need, one.id, SearchText(one.title, in: one.language), in: .programme(one.programme),
                path: Paths.sharedNeed(one.programme, one.id))
            entry.texts = [SearchText(one.text, in: one.language)]
            entry.details = [one.state.label]
            entry.marking = one.marking
            return entry
        }
        return notices + needs
    }
}
