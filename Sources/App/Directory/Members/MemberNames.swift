import Domain
import Markup
import Storage
import Web

/// What members are called today, in the reader's language.
struct MemberNames: Sendable {
    let directory: DirectoryNames
    /// As they are called today, in English: with it the name of the day of joining is compared.
    private let plain: [MemberRef: String]
    private let regions: [Region.ID: RegionRecord]
    /// Where a city or an organisation is.
    private let countries: [MemberRef: String]

    /// - Parameter directory: where its names are read already.
    init(_ refs: some Sequence<MemberRef>, directory: DirectoryNames? = nil, _ reading: any Reading) throws {
        self.directory = try directory ?? DirectoryNames(reading)
        let asked = Set(refs)
        let found = try MemberNameStore(reading).names(of: asked)
        plain = found.mapValues(\.name)
        countries = found.compactMapValues(\.country)
        let known = try asked.contains { $0.kind == .region } ? RegionStore(reading).regions() : []
        regions = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
    }

    /// All that ever belonged to a programme, or to nothing else.
    init(everOf programme: Programme.ID, directory: DirectoryNames? = nil, _ reading: any Reading) throws {
        try self.init(
            MemberStore(reading).members(of: programme, on: nil).map(\.ref), directory: directory, reading)
    }

    /// As it is called today.
    func name(_ ref: MemberRef) -> Message {
        switch ref.kind {
        case .country: .verbatim(directory.country(ref.ref) ?? plain[ref] ?? ref.ref)
        case .region: Region.ID(ref.ref).flatMap { regions[$0]?.label } ?? .verbatim(plain[ref] ?? "–")
        case .city, .organisation: .verbatim(plain[ref] ?? "–")
        }
    }

    /// The name of the day of joining, where it is called otherwise today.
    func formerly(_ member: MemberRecord) -> String? {
        guard let today = plain[member.ref], today != member.name else { return nil }
        return member.name
    }

    /// As it was called on the day of joining; in the reader's language where that is so today.
    func name(_ member: MemberRecord) -> Message {
        plain[member.ref] == member.name ? name(member.ref) : .verbatim(member.name)
    }

    func country(of ref: MemberRef) -> String? { ref.country ?? countries[ref] }

    /// The country's chip, and the name.
    func html(_ ref: MemberRef) -> HTML {
        "\(directory.chip(country(of: ref))) <bdi>\(name(ref))</bdi>"
    }
}
