import Domain
import Storage
import Web

/// On a server that sends no mail an organiser hands the links over: to who speaks for a country or a member the way to its page, and to everybody
/// on the list the address of their own. That they were shown is journalled, since whoever has such an address acts with it.
struct HandingOver: Sendable {
    struct Line: Sendable {
        let to: String
        /// For whom they speak, or how they stand.
        let what: Message
        /// Nothing where only an administrator may see it: it makes an account.
        let path: String?
    }

    let countries: [Line]
    let people: [Line]
    /// Countries and others that were asked, and have nobody.
    let unreachable: [String]
    /// Who can hand over what is not shown here.
    let administrators: [String]

    static let routes: [Route] = [
        .post(RegistrationPaths.links, .organise) { visit, event in
            let all = try await show(visit, event)
            return try await visit.read { reading in page(try EventFrame(visit, event, reading), all) }
        },
        // A look alone shows none.
        .get(RegistrationPaths.links, .organise) { _, event in .redirect(to: RegistrationPaths.invitations(event)) },
    ]

    /// - Throws: ``Refusal/notFound`` where the server sends mail, which goes to the owners of the links alone.
    static func show(_ visit: Visit, _ event: Event.ID) async throws -> HandingOver {
        guard visit.settings.mail == nil else { throw Refusal.notFound }
        let language = visit.language
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let mayInvite = visit.visitor.account?.isAdministrator ?? false
            let all = try Language.$current.withValue(language) {
                try HandingOver(Work(tx, visit), EventStore(tx).event(event), mayInvite: mayInvite)
            }
            try Work(tx, visit).record(
                .event(event), "event:\(event)", "registration.links",
                ["countries": .whole(all.countries.count), "people": .whole(all.people.count)])
            return all
        }
    }

    /// Who is told in place of a country for which nobody can be asked.
    private static func heads(
        of target: Behalf, called name: String, in event: EventRecord, on day: String, _ work: Work, mayInvite: Bool
    ) throws -> [Line] {
        guard let heads = try PostStore(work.tx).heads(for: target, in: event, on: day) else { return [] }
        return try heads.readers.map { reader in
            let isShown = try mayInvite || !PostWay.needsAccount(reader, now: work.now, work.tx)
            let page = PostWay.page(of: heads.region)
            let way = try isShown ? PostWay.open(reader, to: page, in: event, work) : nil
            return Line(to: reader.name, what: L("heads the secretariat, for \(name)"), path: way?.path)
        }
    }

    private init(_ work: Work, _ event: EventRecord, mayInvite: Bool) throws {
        let asked = try InvitationStore(work.tx).invitations(of: event.id).filter {
            $0.sentAt != nil && $0.target.kind != .person
        }
        let names = try BehalfNames(DirectoryNames(work.tx), of: asked.map(\.target), work.tx)
        let day = CalendarDate.today(work.now, timeZone: event.timeZone)
        var (lines, none): ([Line], [String]) = ([], [])
        for one in asked {
            let name = names.text(one.target)
            let readers = try PostStore(work.tx).holders(of: one.target, in: event, on: day)
            if readers.isEmpty {
                none.append(name)
                lines += try Self.heads(of: one.target, called: name, in: event, on: day, work, mayInvite: mayInvite)
            }
            for reader in readers {
                let isShown = try mayInvite || !PostWay.needsAccount(reader, now: work.now, work.tx)
                let way = try isShown ? PostWay.open(reader, for: one.target, in: event, work) : nil
                lines.append(Line(to: reader.name, what: .verbatim(name), path: way?.path))
            }
        }
        (countries, unreachable) = (lines, none)
        administrators = try AccountStore(work.tx).accounts().map { $0.account }
            .filter { $0.isAdministrator && !$0.isDisabled }.map(\.name)
        let key = try work.tx.installationKey(work.environment)
        people = try RegistrationStore(work.tx).active(in: event.id).map { record in
            let token = RegistrationLink.token(record.id, generation: record.tokenGeneration, key: key)
            return Line(to: record.name, what: record.stateLabel, path: "/r/\(token)")
        }
    }
}
