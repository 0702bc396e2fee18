import Domain
import Web

extension ExpertReason {
    /// Why somebody stands where they stand.
    func words(_ search: ExpertSearch, _ names: DirectoryNames) -> Message {
        switch self {
        case .area: L("knows \(areaName(search))")
        case .near(let id): L("knows a neighbouring area: \(name(id, search))")
        case .word(let word): L("writes of “\(word)”")
        case .language(let tag): L("speaks \(Languages.name(tag))")
        case .sector(let code): L("works in \(names.sector(code)?.label ?? .verbatim(code))")
        case .group: L("is in its working group")
        case .events(let number):
            L(
                number, one: "came to \(number) event on it in two years",
                other: "came to \(number) events on it in two years")
        case .stale: L("not confirmed within a year")
        case .sameCountry(let number):
            L(number, one: "\(number) of the same country above", other: "\(number) of the same country above")
        case .sameOrganisation(let number):
            L(
                number, one: "\(number) of the same organisation above",
                other: "\(number) of the same organisation above")
        }
    }

    private func areaName(_ search: ExpertSearch) -> String {
        search.areas.map { $0.name() }.joined(separator: ListJoin.comma)
    }

    private func name(_ id: String, _ search: ExpertSearch) -> String {
        Area.ID(id).flatMap { search.tree.area($0) }?.name() ?? "–"
    }

    /// `+10`, `−5`.
    var mark: String { points < 0 ? "−\(-points)" : "+\(points)" }
}
